// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.KeyAgreement;

import javacardx.crypto.Cipher;

import org.veritac.applets.channel.AesKey;
import org.veritac.applets.channel.Bytes;
import org.veritac.applets.channel.KeyPairs;
import org.veritac.applets.channel.P256;
import org.veritac.applets.channel.Tlv;

/// What the operator orders with its signature: another policy, or to take the subscription back
/// from a lost handset under a new key set.
///
/// ```
///   BF36 {80 token id(8), 81 tid(4), 82 new generation(2), 83 point(65), 84 sealed keys(32..544), 42, 5F37}
///   keys    X9.63-SHA-256(x of the shared point, "VERITAC RECLAIM V1" | 80 to 82) -> enc(16) | mac(16)
///   sealed  AES-CBC(enc, vector 0, keys padded 80 00..) | CMAC(mac, the enciphered bytes)
/// ```
final class Orders {
    static final short BYTES_MAX = 1000;

    private static final short TAG_RECLAIM = (short) 0xBF36;
    private static final short SEALED_BYTES_MIN = 32;
    private static final short SEALED_BYTES_MAX = 784;
    private static final short BLOCK = 16;
    private static final short HASH_BYTES = 32;
    private static final short SHARED = 0;
    private static final short COUNTER = 32;
    private static final short KEYS = 36;
    private static final short WORK_BYTES = KEYS + HASH_BYTES;

    /// From the first object of an order: where its context ends, and where things stand in it.
    private static final short CONTEXT_BYTES = 20;

    private static final short ID = 2;
    private static final short TID = 12;
    private static final short GENERATION = 18;
    private static final short POINT = 22;
    private static final short GENERATION_LAST = -1;

    private static final byte[] ORDER_LABEL = {
        'V', 'E', 'R', 'I', 'T', 'A', 'C', ' ', 'O', 'R', 'D', 'E', 'R', ' ', 'V', '1', ' ', 'B',
        'F', '3', '6'
    };
    private static final byte[] KEYS_LABEL = {
        'V', 'E', 'R', 'I', 'T', 'A', 'C', ' ', 'R', 'E', 'C', 'L', 'A', 'I', 'M', ' ', 'V', '1'
    };

    private final Parcel parcel;
    private final State state;
    private final Returning returning;
    private final KeyAgreement ecdh;
    private final Cipher cbc = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_CBC_NOPAD, false);
    private final AesKey key = AesKey.forSession();
    private final byte[] work =
            JCSystem.makeTransientByteArray(WORK_BYTES, JCSystem.CLEAR_ON_DESELECT);
    private final byte[] zeros =
            JCSystem.makeTransientByteArray(Field.MAC_BYTES, JCSystem.CLEAR_ON_RESET);

    Orders(Parcel parcel, Returning returning) {
        this.parcel = parcel;
        this.returning = returning;
        state = parcel.state;
        ecdh = KeyAgreement.getInstance(KeyAgreement.ALG_EC_SVDP_DH_PLAIN, false);
    }

    /// DELIVER: the order, and nothing else.
    void deliver(byte[] data, short length) {
        Refusal.malformedUnless(length <= BYTES_MAX);
        if (Policy.isOne(data, length)) {
            Refusal.unless(state.phase() == State.FREE);
            parcel.policy.take(data, length, false);
            return;
        }
        short body = Tlv.whole(data, (short) 0, length, TAG_RECLAIM);
        Refusal.unless(body != Tlv.NONE);
        short sealed = reclaimForm(data, body, length);
        short at = (short) (body + POINT + P256.POINT_BYTES);
        short bytes = Field.wideLength(data, at, sealed);
        Refusal.unless(isMeant(data, body));
        short authority = (short) (sealed + bytes);
        Refusal.unless(
                parcel.identity.operators.isStatement(ORDER_LABEL, data, body, authority, length));
        short keys = open(data, body, sealed, bytes);
        Refusal.unless(keys >= 0 && keys <= Parts.KEYS_BYTES_MAX);
        reclaim(data, sealed, keys);
    }

    /// Where the sealed keys stand.
    private static short reclaimForm(byte[] data, short body, short end) {
        Field.value(data, body, end, (short) 0x80, Identity.ID_BYTES);
        Field.value(data, (short) (body + TID - 2), end, (short) 0x81, Field.NUMBER_BYTES);
        Field.value(data, (short) (body + GENERATION - 2), end, (short) 0x82, Field.WORD_BYTES);
        Field.value(data, (short) (body + CONTEXT_BYTES), end, (short) 0x83, P256.POINT_BYTES);
        short at = (short) (body + POINT + P256.POINT_BYTES);
        short sealed = Field.wide(data, at, end, (short) 0x84);
        short bytes = Field.wideLength(data, at, sealed);
        Refusal.unless(bytes >= SEALED_BYTES_MIN && bytes <= SEALED_BYTES_MAX);
        return sealed;
    }

    /// Whether it is about this token, its present transfer and its next generation.
    private boolean isMeant(byte[] data, short body) {
        byte[] id = parcel.identity.factory.id();
        short generation = state.word(State.GENERATION);
        return state.phase() == State.HANDED
                && Bytes.equal(data, (short) (body + ID), id, (short) 0, Identity.ID_BYTES)
                && state.compare(data, (short) (body + TID), State.TID) == 0
                && generation != GENERATION_LAST
                && Util.getShort(data, (short) (body + GENERATION)) == (short) (generation + 1);
    }

    /// Opens the keys in place.
    ///
    /// @return their length, or -1 when they were not sealed for this token and this order
    private short open(byte[] data, short body, short sealed, short bytes) {
        short length = (short) (bytes - Field.MAC_BYTES);
        if ((short) (length & (BLOCK - 1)) != 0 || !derive(data, body)) {
            forget();
            return -1;
        }
        key.set(work, (short) (KEYS + BLOCK), BLOCK);
        parcel.tools.cmac.init(key.key());
        parcel.tools.cmac.update(data, sealed, length);
        parcel.tools.cmac.finish(work, SHARED);
        boolean good = Bytes.equal(work, SHARED, data, (short) (sealed + length), Field.MAC_BYTES);
        if (good) {
            key.set(work, KEYS, BLOCK);
            cbc.init(key.key(), Cipher.MODE_DECRYPT);
            cbc.doFinal(data, sealed, length, data, sealed);
        }
        forget();
        return good ? unpadded(data, sealed, length) : -1;
    }

    /// Derives the keys of the parcel: one block of X9.63.
    private boolean derive(byte[] data, short body) {
        short point = (short) (body + POINT);
        if (data[point] != P256.UNCOMPRESSED) {
            return false;
        }
        try {
            ecdh.init(parcel.identity.pairs.privateKey(KeyPairs.AGREEMENT));
            ecdh.generateSecret(data, point, P256.POINT_BYTES, work, SHARED);
        } catch (RuntimeException refused) {
            return false;
        }
        Util.arrayFillNonAtomic(work, COUNTER, (short) 4, (byte) 0);
        work[(short) (COUNTER + 3)] = 1;
        parcel.tools.sha256.reset();
        parcel.tools.sha256.update(work, SHARED, (short) (COUNTER + 4));
        parcel.tools.sha256.update(KEYS_LABEL, (short) 0, (short) KEYS_LABEL.length);
        parcel.tools.sha256.doFinal(data, body, CONTEXT_BYTES, work, KEYS);
        return true;
    }

    private void forget() {
        key.clear();
        Util.arrayFillNonAtomic(work, (short) 0, WORK_BYTES, (byte) 0);
    }

    private static short unpadded(byte[] data, short offset, short length) {
        short last = (short) (length - 1);
        while (last > 0 && data[(short) (offset + last)] == 0) {
            last--;
        }
        return data[(short) (offset + last)] == (byte) 0x80 ? last : -1;
    }

    /// Never revives the old keys: the lost handset may use them still.
    private void reclaim(byte[] data, short keys, short bytes) {
        short generation = (short) (state.word(State.GENERATION) + 1);
        Parts parts = parcel.parts;
        parts.write(parts.staged(Parts.KEYS), (short) 0, data, keys, bytes);
        Util.arrayFillNonAtomic(data, keys, bytes, (byte) 0);
        parcel.receipts.sign(Receipts.RECLAIMED, generation);
        state.journal().begin();
        state.journal().putShort(State.GENERATION, generation);
        parts.putSwitch(Parts.KEYS, bytes);
        parts.putAway(Parts.SEQUENCE);
        parts.putAway(Parts.FILES);
        returning.putPersonal();
        state.putEnd(zeros);
        parcel.receipts.put();
        state.journal().commit();
        parcel.clean();
    }
}
