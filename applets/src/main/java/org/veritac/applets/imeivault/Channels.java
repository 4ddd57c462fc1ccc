// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.imeivault;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.ECPrivateKey;
import javacard.security.MessageDigest;

import org.veritac.applets.channel.Acceptance;
import org.veritac.applets.channel.AesKey;
import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.Cmac;
import org.veritac.applets.channel.Factory;
import org.veritac.applets.channel.Kdf;
import org.veritac.applets.channel.KeyPairs;
import org.veritac.applets.channel.P256;
import org.veritac.applets.channel.RandomBytes;
import org.veritac.applets.channel.Session;
import org.veritac.applets.channel.Trust;

/// Opens channels: SCP03 under the factory's or an operator's keys, SCP11a and SCP11b under
/// certificates. Who opened the present one decides what may be done in it.
final class Channels {
    /// Who is at the other end.
    static final byte NOBODY = 0;

    static final byte FACTORY = 1;
    static final byte OPERATOR = 2;
    static final byte MODULE = 3;

    /// Someone whom the channel did not authenticate.
    static final byte ANYBODY = 4;

    static final byte FACTORY_VERSION = 0x30;
    static final byte MUTUAL = Acceptance.MUTUAL;
    static final byte ONE_WAY = Acceptance.ONE_WAY;

    private static final byte AUTHORITY = 0x10;
    private static final byte VERSION = 0x01;
    private static final byte SCP03 = 0x03;
    private static final byte OPTIONS_S8 = 0x60;
    private static final byte OPTIONS_S16 = 0x61;
    private static final short KDD_BYTES = 10;
    private static final short MODULE_ID_BYTES = 10;
    private static final short SW_REFERENCE_NOT_FOUND = 0x6A88;
    private static final short SW_CRYPTOGRAM = 0x6300;
    private static final short SW_MAC = 0x6988;

    /// The label that makes an operator's key one of a module: VIM, and the number of the key.
    private static final byte[] LABEL = {0x56, 0x49, 0x4D, 0, 0, 0, 0, 0, 0, 0, 0};

    private static final short LABEL_NUMBER = 10;
    private static final byte MODULE_CONSTANT = (byte) 0xF0;
    private static final byte ENC_NUMBER = 1;
    private static final byte MAC_NUMBER = 2;

    /// Parts of the memory.
    private static final short PEER = 0;

    private static final short NEXT_PEER = 1;
    private static final short BEGUN = 2;
    private static final short HAS_MODULE_ID = 3;
    private static final short HAS_POINT = 4;
    private static final short MODULE_ID = 5;
    private static final short POINT = MODULE_ID + MODULE_ID_BYTES;
    private static final short CONTEXT = POINT + P256.POINT_BYTES;
    private static final short KEY = CONTEXT + Kdf.CONTEXT_BYTES_MAX;
    private static final short MEMORY_BYTES = KEY + AesKey.BYTES_256;

    private final Vault vault;
    private final Session session;
    private final Kdf kdf;
    private final Acceptance acceptance;
    private final Certificate certificate;
    private final RandomBytes random = new RandomBytes();
    private final AesKey enc = AesKey.forSession();
    private final AesKey mac = AesKey.forSession();

    /// Peer, peer of the channel that is being opened, whether one was begun, the module's id and
    /// certified point with their flags, room for challenges and a key.
    private final byte[] memory =
            JCSystem.makeTransientByteArray(MEMORY_BYTES, JCSystem.CLEAR_ON_DESELECT);

    Channels(Vault vault, Certificate certificate, MessageDigest sha256) {
        this.vault = vault;
        this.certificate = certificate;
        Cmac cmac = new Cmac();
        kdf = new Kdf(cmac);
        session = new Session(cmac, kdf);
        acceptance = new Acceptance(session, cmac, sha256);
    }

    Session session() {
        return session;
    }

    /// Who is at the other end of the open channel.
    byte peer() {
        return session.isOpen() ? memory[PEER] : NOBODY;
    }

    /// Whether a channel was begun since the last failure: errors all look alike then.
    boolean isBegun() {
        return memory[BEGUN] != 0;
    }

    /// Ends the channel and what was begun.
    void end() {
        session.close();
        memory[PEER] = NOBODY;
        memory[NEXT_PEER] = NOBODY;
        memory[BEGUN] = 0;
        memory[HAS_POINT] = 0;
    }

    /// MANAGE SECURITY ENVIRONMENT: whose keys the next INITIALIZE UPDATE means.
    void environment(byte[] data, short length) {
        if (length != (short) (2 + MODULE_ID_BYTES)
                || Util.getShort(data, (short) 0) != (short) 0x830A) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        Util.arrayCopyNonAtomic(data, (short) 2, memory, MODULE_ID, MODULE_ID_BYTES);
        memory[HAS_MODULE_ID] = 1;
    }

    /// INITIALIZE UPDATE (Amendment D, 7.1.1).
    ///
    /// @return the length of the answer, which stands at the beginning of `data`
    short initialize(byte version, byte[] data, short length) {
        end();
        if (!vault.failures.allow()) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        boolean wide = version >= KeySets.WIDE && version != FACTORY_VERSION;
        short size = wide ? Session.S16 : Session.S8;
        byte peer = load(version);
        if (length != size) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        Util.arrayCopyNonAtomic(data, (short) 0, memory, CONTEXT, size);
        random.fill(memory, (short) (CONTEXT + size), size);
        session.context(memory, CONTEXT, size);
        derive(peer);
        memory[NEXT_PEER] = peer;
        memory[BEGUN] = 1;
        short end =
                Util.arrayCopyNonAtomic(
                        vault.factory.id(), (short) 0, data, (short) 0, Factory.ID_BYTES);
        end = Util.arrayFillNonAtomic(data, end, (short) (KDD_BYTES - Factory.ID_BYTES), (byte) 0);
        data[end++] = version;
        data[end++] = SCP03;
        data[end++] = wide ? OPTIONS_S16 : OPTIONS_S8;
        end = Util.arrayCopyNonAtomic(memory, (short) (CONTEXT + size), data, end, size);
        session.cryptogram(Session.CARD, data, end);
        return (short) (end + size);
    }

    private void derive(byte peer) {
        if (peer == FACTORY) {
            session.derive(vault.factory.key(Factory.ENC), vault.factory.key(Factory.MAC));
            return;
        }
        session.derive(enc, mac);
        enc.clear();
        mac.clear();
    }

    /// Says who has the keys of a version, and makes a module's from its operator's.
    private byte load(byte version) {
        if (version == FACTORY_VERSION && vault.isFresh()) {
            return FACTORY;
        }
        short set = KeySets.isOperators(version) ? vault.sets.find(version) : KeySets.NONE;
        if (set == KeySets.NONE || vault.isFresh() || memory[HAS_MODULE_ID] == 0) {
            ISOException.throwIt(SW_REFERENCE_NOT_FOUND);
        }
        Util.arrayCopyNonAtomic(vault.factory.id(), (short) 0, memory, CONTEXT, Factory.ID_BYTES);
        Util.arrayCopyNonAtomic(
                memory, MODULE_ID, memory, (short) (CONTEXT + Factory.ID_BYTES), MODULE_ID_BYTES);
        kdf.context(memory, CONTEXT, (short) (Factory.ID_BYTES + MODULE_ID_BYTES));
        diversify(vault.sets.enc(set), ENC_NUMBER, enc);
        diversify(vault.sets.mac(set), MAC_NUMBER, mac);
        return OPERATOR;
    }

    private void diversify(AesKey from, byte number, AesKey to) {
        Util.arrayCopyNonAtomic(LABEL, (short) 0, memory, KEY, Kdf.LABEL_BYTES);
        memory[(short) (KEY + LABEL_NUMBER)] = number;
        kdf.label(memory, KEY);
        kdf.derive(from, MODULE_CONSTANT, from.bytes(), memory, KEY);
        to.set(memory, KEY, from.bytes());
        Util.arrayFillNonAtomic(memory, KEY, AesKey.BYTES_256, (byte) 0);
    }

    /// EXTERNAL AUTHENTICATE, level 33 only.
    ///
    /// @param apdu the whole command; `length` is that of its data
    void authenticate(byte[] apdu, short length) {
        byte peer = memory[NEXT_PEER];
        memory[NEXT_PEER] = NOBODY;
        if (peer == NOBODY) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        if (apdu[ISO7816.OFFSET_P1] != Session.LEVEL || apdu[ISO7816.OFFSET_P2] != 0) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        vault.failures.attempt();
        short result = session.acceptHost(apdu, (short) 0, length);
        if (result != Session.GOOD) {
            ISOException.throwIt(result == Session.WRONG_MAC ? SW_MAC : SW_CRYPTOGRAM);
        }
        vault.failures.success();
        memory[PEER] = peer;
    }

    /// PERFORM SECURITY OPERATION: a module's certificate, which the next MUTUAL AUTHENTICATE uses.
    void present(byte[] head, byte[] data, short length) {
        end();
        requireKey(head, AUTHORITY);
        memory[BEGUN] = 1;
        boolean good =
                certificate.read(data, (short) 0, length)
                        && vault.modules.verify(
                                        certificate, data, Certificate.AGREES, vault.factory.kind())
                                == Trust.TRUSTED;
        if (!good) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        Util.arrayCopyNonAtomic(data, certificate.point(), memory, POINT, P256.POINT_BYTES);
        memory[HAS_POINT] = 1;
    }

    private void requireKey(byte[] head, byte id) {
        if (head[ISO7816.OFFSET_P1] != VERSION || head[ISO7816.OFFSET_P2] != id) {
            ISOException.throwIt(SW_REFERENCE_NOT_FOUND);
        }
        if (vault.isFresh()) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
    }

    /// MUTUAL AUTHENTICATE (SCP11a).
    ///
    /// @return the length of the answer, which is moved to the beginning of `data`
    short mutual(byte[] head, byte[] data, short length) {
        boolean presented = memory[HAS_POINT] == 1;
        if (!presented) {
            end();
        }
        requireKey(head, MUTUAL);
        if (!presented) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        memory[HAS_POINT] = 0;
        ECPrivateKey own = vault.pairs.privateKey(KeyPairs.AGREEMENT);
        short answer = acceptance.mutual(data, length, own, memory, POINT);
        memory[PEER] = MODULE;
        return answer;
    }

    /// INTERNAL AUTHENTICATE (SCP11b).
    ///
    /// @return as `mutual`
    short internal(byte[] head, byte[] data, short length) {
        end();
        requireKey(head, ONE_WAY);
        memory[BEGUN] = 1;
        short answer =
                acceptance.internal(data, length, vault.pairs.privateKey(KeyPairs.AGREEMENT));
        memory[PEER] = ANYBODY;
        return answer;
    }
}
