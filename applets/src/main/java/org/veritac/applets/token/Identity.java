// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

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

/// Who a token is and whom it believes. Every part is whole at every moment: written once with its
/// flag last, or one byte.
final class Identity {
    static final short ID_BYTES = 8;
    static final short BINDING_BYTES_MAX = 214;

    /// Key pairs: the one of its certificate, and the one that signs receipts.
    static final short AGREEMENT = 0;

    static final short SIGNING = 1;

    /// The most spans of IMEIs that it serves, each first(7) and last(7).
    static final short SPANS_MAX = 8;

    static final short SPAN_BYTES = 14;

    private static final short TAG_ID = 0x80;
    private static final short TAG_KEYS = 0x81;
    private static final short TAG_CLASS = 0x82;

    /// Keys of the factory, gone when personalisation has ended.
    final AesKey enc = AesKey.stored();

    final AesKey mac = AesKey.stored();

    /// Keys made of the operator's, and the pseudonym that they were made for, where the token has
    /// them.
    final AesKey operatorEnc = AesKey.stored();

    final AesKey operatorMac = AesKey.stored();
    final Once pseudonym = new Once(ID_BYTES);
    final Once certificate = new Once(Certificate.BYTES_MAX);
    final Once binding = new Once(BINDING_BYTES_MAX);
    final Once spans = new Once((short) (SPANS_MAX * SPAN_BYTES));

    /// Who signs certificates of handsets, bindings of handsets, orders.
    final Trust handsets;

    final Trust bindings;
    final Trust operators;

    private final byte[] id = new byte[ID_BYTES];
    private final byte[] kind = new byte[1];
    private final KeyPair[] pairs = new KeyPair[2];
    private final byte[] made = new byte[2];

    Identity(Ecdsa ecdsa) {
        handsets = new Trust(ecdsa);
        bindings = new Trust(ecdsa);
        operators = new Trust(ecdsa);
        pairs[AGREEMENT] = P256.pair();
        pairs[SIGNING] = P256.pair();
    }

    /// Takes the parameters of the installation: `80` id, `81` keys ENC and MAC, `82` class.
    void install(byte[] buffer, short offset, short length) {
        short end = (short) (offset + length);
        short at = parameter(buffer, offset, end, TAG_ID);
        require(Tlv.length(buffer, at) == ID_BYTES);
        Util.arrayCopyNonAtomic(buffer, at, id, (short) 0, ID_BYTES);
        short keys = parameter(buffer, (short) (at + ID_BYTES), end, TAG_KEYS);
        short all = Tlv.length(buffer, keys);
        short each = (short) (all / 2);
        short last = (short) (keys + all);
        at = parameter(buffer, last, end, TAG_CLASS);
        require(Tlv.length(buffer, at) == 1 && (short) (at + 1) == end);
        kind[0] = buffer[at];
        require(kind[0] == Certificate.LAB || kind[0] == Certificate.PRODUCTION);
        short second = (short) (keys + each);
        require(allows(buffer, keys) && allows(buffer, second));
        enc.set(buffer, keys, each);
        mac.set(buffer, second, each);
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

    /// Whether this token takes the key: in production none whose bytes are all equal or count
    /// upwards, as published ones are.
    boolean allows(byte[] buffer, short offset) {
        return kind[0] != Certificate.PRODUCTION
                || !(isRun(buffer, offset, (byte) 0) || isRun(buffer, offset, (byte) 1));
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

    /// Whether all is there but for the subscription.
    boolean isComplete() {
        return certificate.isWritten()
                && binding.isWritten()
                && handsets.isSet()
                && bindings.isSet()
                && operators.isSet();
    }

    /// Forgets the keys of the factory.
    void end() {
        enc.clear();
        mac.clear();
    }
}
