// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.imeivault;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyPair;

import org.veritac.applets.channel.AesKey;
import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.Ecdsa;
import org.veritac.applets.channel.P256;
import org.veritac.applets.channel.Tlv;
import org.veritac.applets.channel.Trust;
import org.veritac.applets.store.Once;

/// What a vault keeps without power. Every part is whole at every moment: written once with its
/// flag last, or one byte.
final class Vault {
    static final short ID_BYTES = 8;
    static final short IMEI_BYTES = 8;
    static final short SLOTS = 2;

    /// Which key pair.
    static final short AGREEMENT = 0;

    static final short DEVICE = 1;

    private static final byte FRESH = 0;
    private static final byte PERSONALISED = 1;
    private static final short TAG_ID = 0x80;
    private static final short TAG_KEYS = 0x81;
    private static final short TAG_CLASS = 0x82;

    final AesKey enc = AesKey.stored();
    final AesKey mac = AesKey.stored();
    final AesKey dek = AesKey.stored();
    final KeySets sets = new KeySets();
    final Failures failures = new Failures();
    final Once certificate = new Once(Certificate.BYTES_MAX);
    final Trust modules;
    final Trust signers;

    private final byte[] id = new byte[ID_BYTES];
    private final Once[] imeis = new Once[SLOTS];
    private final KeyPair[] pairs = new KeyPair[2];

    /// Whether a key pair was made.
    private final byte[] made = new byte[2];

    private final byte[] state = new byte[1];
    private final byte[] oneWay = new byte[1];
    private final byte[] kind = new byte[1];

    Vault(Ecdsa ecdsa) {
        modules = new Trust(ecdsa);
        signers = new Trust(ecdsa);
        for (short i = 0; i < SLOTS; i++) {
            imeis[i] = new Once(IMEI_BYTES);
        }
        pairs[AGREEMENT] = P256.pair();
        pairs[DEVICE] = P256.pair();
    }

    /// Takes the parameters of the installation: `80` id, `81` keys, `82` class.
    void install(byte[] buffer, short offset, short length) {
        short end = (short) (offset + length);
        short at = parameter(buffer, offset, end, TAG_ID);
        require(Tlv.length(buffer, at) == ID_BYTES);
        Util.arrayCopyNonAtomic(buffer, at, id, (short) 0, ID_BYTES);
        short keys = parameter(buffer, (short) (at + ID_BYTES), end, TAG_KEYS);
        short all = Tlv.length(buffer, keys);
        short each = (short) (all / 3);
        require(all == (short) (each * 3));
        short last = (short) (keys + all);
        at = parameter(buffer, last, end, TAG_CLASS);
        require(Tlv.length(buffer, at) == 1 && (short) (at + 1) == end);
        kind[0] = buffer[at];
        require(kind[0] == Certificate.LAB || kind[0] == Certificate.PRODUCTION);
        short second = (short) (keys + each);
        short third = (short) (second + each);
        require(allows(buffer, keys, each));
        require(allows(buffer, second, each) && allows(buffer, third, each));
        enc.set(buffer, keys, each);
        mac.set(buffer, second, each);
        dek.set(buffer, third, each);
    }

    private static short parameter(byte[] buffer, short offset, short end, short tag) {
        short value = Tlv.value(buffer, offset, end);
        require(value != Tlv.NONE && Tlv.tag(buffer, offset, end) == tag);
        return value;
    }

    private static void require(boolean good) {
        if (!good) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
    }

    /// Whether this card takes the key: in production none whose bytes are all equal or count
    /// upwards, in either half, as published ones are.
    boolean allows(byte[] buffer, short offset, short bytes) {
        if (kind[0] != Certificate.PRODUCTION) {
            return true;
        }
        for (short half = 0; half < bytes; half += AesKey.BYTES_128) {
            short from = (short) (offset + half);
            if (isRun(buffer, from, (byte) 0) || isRun(buffer, from, (byte) 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRun(byte[] buffer, short offset, byte step) {
        for (short i = 1; i < AesKey.BYTES_128; i++) {
            byte before = buffer[(short) (offset + i - 1)];
            if (buffer[(short) (offset + i)] != (byte) (before + step)) {
                return false;
            }
        }
        return true;
    }

    byte[] id() {
        return id;
    }

    /// LAB or PRODUCTION.
    byte kind() {
        return kind[0];
    }

    boolean isFresh() {
        return state[0] == FRESH;
    }

    /// The IMEI of a slot counted from 0.
    Once imei(short slot) {
        return imeis[slot];
    }

    boolean isMade(short pair) {
        return made[pair] != 0;
    }

    /// Makes a key pair unless it was made before: one who lost the answer gets it again.
    void make(short pair) {
        if (made[pair] == 0) {
            pairs[pair].genKeyPair();
            made[pair] = 1;
        }
    }

    ECPrivateKey privateKey(short pair) {
        return (ECPrivateKey) pairs[pair].getPrivate();
    }

    /// Writes the point of a key pair, 65 bytes.
    void point(short pair, byte[] out, short offset) {
        ((ECPublicKey) pairs[pair].getPublic()).getW(out, offset);
    }

    boolean isOneWayAllowed() {
        return oneWay[0] != 0;
    }

    void allowOneWay(boolean allowed) {
        oneWay[0] = (byte) (allowed ? 1 : 0);
    }

    /// Whether all is there that a phone needs: an IMEI, a certificate, a device key, and a way in.
    boolean isComplete() {
        boolean way = modules.isSet() || !sets.isEmpty();
        return way && certificate.isWritten() && made[DEVICE] != 0 && imeis[0].isWritten();
    }

    /// Ends personalisation for ever, and with it the factory's keys.
    void personalised() {
        state[0] = PERSONALISED;
        enc.clear();
        mac.clear();
        dek.clear();
    }
}
