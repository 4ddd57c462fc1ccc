// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.MessageDigest;

import org.veritac.applets.channel.AesKey;
import org.veritac.applets.channel.Bytes;
import org.veritac.applets.channel.Cmac;

/// The secret that a token and a handset share for one transfer and its return.
///
/// ```
///   S    first 16 bytes of SHA-256("VERITAC PAIR V1" | token's nonce | handset's nonce | tid(4)
///                                  | token id(8) | handset id(8))
///   MAC  CMAC(S, binder(16) | INS | 00 request, 01 answer | the data objects before 8E)
/// ```
final class PairKey {
    static final short BYTES = 16;
    static final short NONCE_BYTES = 16;

    private static final byte REQUEST = 0;
    private static final byte ANSWER = 1;
    private static final short HEAD_BYTES = 6;
    private static final short HASH_BYTES = 32;
    private static final byte[] LABEL = {
        'V', 'E', 'R', 'I', 'T', 'A', 'C', ' ', 'P', 'A', 'I', 'R', ' ', 'V', '1'
    };

    private final State state;
    private final Tap tap;
    private final Cmac cmac;
    private final MessageDigest sha256;
    private final AesKey key = AesKey.forSession();

    /// A hash or a MAC, and what is MACed before the data.
    private final byte[] work =
            JCSystem.makeTransientByteArray(
                    (short) (HASH_BYTES + HEAD_BYTES), JCSystem.CLEAR_ON_DESELECT);

    PairKey(State state, Tap tap, Cmac cmac, MessageDigest sha256) {
        this.state = state;
        this.tap = tap;
        this.cmac = cmac;
        this.sha256 = sha256;
    }

    /// Derives the key of a new pair.
    ///
    /// @param nonces the token's, then the handset's, then the tid
    /// @param out where the 16 bytes go
    void derive(byte[] nonces, short offset, byte[] id, byte[] out, short to) {
        sha256.reset();
        sha256.update(LABEL, (short) 0, (short) LABEL.length);
        sha256.update(nonces, offset, (short) (2 * NONCE_BYTES + Field.NUMBER_BYTES));
        sha256.update(id, (short) 0, (short) id.length);
        sha256.doFinal(tap.memory(), Tap.HANDSET, (short) id.length, work, (short) 0);
        Util.arrayCopyNonAtomic(work, (short) 0, out, to, BYTES);
        clear();
    }

    /// Puts the MAC of an answer behind it.
    ///
    /// @param ins of the request that it answers
    /// @return where it ends
    short seal(byte ins, byte[] out, short length) {
        begin(ins, ANSWER);
        cmac.update(out, (short) 0, length);
        out[length] = (byte) Field.MAC;
        out[(short) (length + 1)] = (byte) Field.MAC_BYTES;
        finish(out, (short) (length + 2));
        return (short) (length + Field.SEALED_BYTES);
    }

    /// Puts the MAC of a packet behind it: over part, offset (3) and bytes.
    ///
    /// @param place where part and offset stand
    /// @return where it ends
    short sealPacket(byte ins, byte[] place, short at, byte[] out, short length) {
        begin(ins, ANSWER);
        cmac.update(place, at, (short) 4);
        cmac.update(out, (short) 0, length);
        finish(out, length);
        return (short) (length + Field.MAC_BYTES);
    }

    /// Whether a request that ends with its MAC is the paired handset's, about the newest transfer.
    ///
    /// @param data whose first object is the tid
    boolean isOwn(byte ins, byte[] data, short length) {
        return tap.isPaired(state)
                && state.compare(data, (short) 2, State.TID) == 0
                && isAuthentic(ins, data, length);
    }

    /// Whether a request ends with the pair's MAC.
    boolean isAuthentic(byte ins, byte[] data, short length) {
        short mac = (short) (length - Field.MAC_BYTES);
        begin(ins, REQUEST);
        cmac.update(data, (short) 0, (short) (length - Field.SEALED_BYTES));
        finish(work, (short) 0);
        boolean good = Bytes.equal(work, (short) 0, data, mac, Field.MAC_BYTES);
        clear();
        return good;
    }

    private void begin(byte ins, byte direction) {
        key.set(state.memory(), State.KEY, BYTES);
        cmac.init(key.key());
        cmac.update(tap.memory(), Tap.BINDER, Field.MAC_BYTES);
        work[HASH_BYTES] = ins;
        work[(short) (HASH_BYTES + 1)] = direction;
        cmac.update(work, HASH_BYTES, (short) 2);
    }

    private void finish(byte[] out, short offset) {
        cmac.finish(out, offset);
        key.clear();
    }

    private void clear() {
        Util.arrayFillNonAtomic(work, (short) 0, (short) work.length, (byte) 0);
    }
}
