// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Acceptance;
import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.Factory;
import org.veritac.applets.channel.Kdf;
import org.veritac.applets.channel.KeyPairs;
import org.veritac.applets.channel.P256;
import org.veritac.applets.channel.RandomBytes;
import org.veritac.applets.channel.Session;
import org.veritac.applets.channel.Trust;

/// Opens channels: SCP03 under the factory's keys until personalisation has ended, SCP11a with
/// handsets afterwards.
final class Channels {
    /// Who is at the other end.
    static final byte NOBODY = 0;

    static final byte FACTORY = 1;
    static final byte HANDSET = 2;

    /// Who has the operator's key, before a fresh agreement.
    static final byte STRANGER = 3;

    private static final byte FACTORY_VERSION = 0x30;
    private static final byte OPERATOR_VERSION = 0x20;
    private static final byte AUTHORITY = 0x10;
    private static final byte VERSION = 0x01;
    private static final byte SCP03 = 0x03;
    private static final byte OPTIONS = 0x60;
    private static final short KDD_BYTES = 10;
    private static final short SW_REFERENCE_NOT_FOUND = 0x6A88;
    private static final short SW_CRYPTOGRAM = 0x6300;

    /// Parts of the memory: peer, peer of the channel that is being opened, whether a certificate
    /// was presented, its serial and point, room for challenges.
    private static final short PEER = 0;

    private static final short NEXT_PEER = 1;
    private static final short HAS_POINT = 2;
    private static final short SERIAL = 3;
    private static final short POINT = SERIAL + Certificate.SERIAL_BYTES;
    private static final short CONTEXT = POINT + P256.POINT_BYTES;
    private static final short MEMORY_BYTES = CONTEXT + 2 * Session.S8;

    private final State state;
    private final Identity identity;
    private final Policy policy;
    private final Tap tap;
    private final Session session;
    private final Acceptance acceptance;
    private final Certificate certificate = new Certificate();
    private final RandomBytes random;
    private final byte[] memory =
            JCSystem.makeTransientByteArray(MEMORY_BYTES, JCSystem.CLEAR_ON_DESELECT);

    Channels(Parcel parcel) {
        Tools tools = parcel.tools;
        state = parcel.state;
        identity = parcel.identity;
        policy = parcel.policy;
        tap = parcel.tap;
        random = tools.random;
        session = new Session(tools.cmac, new Kdf(tools.cmac));
        acceptance = new Acceptance(session, tools.cmac, tools.sha256);
    }

    Session session() {
        return session;
    }

    /// The reader of certificates, for who needs one between two channels.
    Certificate certificate() {
        return certificate;
    }

    /// Who is at the other end of the open channel.
    byte peer() {
        return session.isOpen() ? memory[PEER] : NOBODY;
    }

    /// Ends the channel and what was begun.
    void end() {
        session.close();
        tap.end();
        memory[PEER] = NOBODY;
        memory[NEXT_PEER] = NOBODY;
        memory[HAS_POINT] = 0;
    }

    /// INITIALIZE UPDATE (Amendment D, 7.1.1) of the factory, or of who has the operator's key.
    ///
    /// @return the length of the answer, which stands at the beginning of `data`
    short initialize(byte version, byte[] data, short length) {
        end();
        boolean factory = version == FACTORY_VERSION && !state.isPersonalised();
        if (!factory && !(version == OPERATOR_VERSION && takesOperatorKey())) {
            ISOException.throwIt(SW_REFERENCE_NOT_FOUND);
        }
        if (length != Session.S8) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        Util.arrayCopyNonAtomic(data, (short) 0, memory, CONTEXT, Session.S8);
        short own = (short) (CONTEXT + Session.S8);
        random.fill(memory, own, Session.S8);
        session.context(memory, CONTEXT, Session.S8);
        byte[] name = factory ? identity.factory.id() : identity.pseudonym.content();
        session.derive(
                factory ? identity.factory.key(Factory.ENC) : identity.operatorEnc,
                factory ? identity.factory.key(Factory.MAC) : identity.operatorMac);
        memory[NEXT_PEER] = factory ? FACTORY : STRANGER;
        short end = Util.arrayCopyNonAtomic(name, (short) 0, data, (short) 0, Identity.ID_BYTES);
        end = Util.arrayFillNonAtomic(data, end, (short) (KDD_BYTES - Identity.ID_BYTES), (byte) 0);
        data[end++] = version;
        data[end++] = SCP03;
        data[end++] = OPTIONS;
        end = Util.arrayCopyNonAtomic(memory, own, data, end, Session.S8);
        session.cryptogram(Session.CARD, data, end);
        return (short) (end + Session.S8);
    }

    private boolean takesOperatorKey() {
        return state.isPersonalised()
                && identity.pseudonym.isWritten()
                && policy.takesOperatorKey();
    }

    /// A fresh agreement of who has the operator's key.
    ///
    /// @return the length of the answer, in `data`; `renewed` follows once it is protected
    short renew(byte[] data, short length) {
        return acceptance.renew(data, length);
    }

    /// A tap begins, under the keys of that agreement.
    void renewed(byte medium) {
        acceptance.renewed();
        begin(medium);
        tap.set(Tap.KEYED, true);
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
        short result = session.acceptHost(apdu, (short) 0, length);
        if (result != Session.GOOD) {
            ISOException.throwIt(result == Session.WRONG_MAC ? Refusal.MAC : SW_CRYPTOGRAM);
        }
        memory[PEER] = peer;
    }

    /// PERFORM SECURITY OPERATION: a handset's certificate, which the next MUTUAL AUTHENTICATE
    /// uses.
    void present(byte[] head, byte[] data, short length) {
        end();
        requireKey(head, AUTHORITY);
        Refusal.insecureUnless(
                certificate.read(data, (short) 0, length)
                        && identity.handsets.verify(
                                        certificate,
                                        data,
                                        Certificate.AGREES,
                                        identity.factory.kind())
                                == Trust.TRUSTED);
        short serial = certificate.at(Certificate.SERIAL);
        Util.arrayCopyNonAtomic(data, serial, memory, SERIAL, Certificate.SERIAL_BYTES);
        Util.arrayCopyNonAtomic(data, certificate.point(), memory, POINT, P256.POINT_BYTES);
        memory[HAS_POINT] = 1;
    }

    private void requireKey(byte[] head, byte id) {
        if (head[ISO7816.OFFSET_P1] != VERSION || head[ISO7816.OFFSET_P2] != id) {
            ISOException.throwIt(SW_REFERENCE_NOT_FOUND);
        }
        if (!state.isPersonalised()) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
    }

    /// MUTUAL AUTHENTICATE (SCP11a): a tap begins.
    ///
    /// @param medium over which
    /// @return the length of the answer, which is moved to the beginning of `data`
    short mutual(byte[] head, byte[] data, short length, byte medium) {
        boolean presented = memory[HAS_POINT] == 1;
        if (!presented) {
            end();
        }
        requireKey(head, Acceptance.MUTUAL);
        if (!presented) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        memory[HAS_POINT] = 0;
        short answer =
                acceptance.mutual(
                        data, length, identity.pairs.privateKey(KeyPairs.AGREEMENT), memory, POINT);
        begin(medium);
        Util.arrayCopyNonAtomic(memory, SERIAL, tap.memory(), Tap.SERIAL, Certificate.SERIAL_BYTES);
        return answer;
    }

    private void begin(byte medium) {
        memory[PEER] = HANDSET;
        tap.end();
        byte[] known = tap.memory();
        Util.arrayCopyNonAtomic(
                acceptance.receipt(), (short) 0, known, Tap.BINDER, Field.MAC_BYTES);
        known[Tap.MEDIUM] = medium;
    }
}
