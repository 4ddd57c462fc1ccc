// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Bytes;
import org.veritac.applets.channel.Ecdsa;
import org.veritac.applets.channel.KeyPairs;
import org.veritac.applets.store.Journal;

/// The token's log of hand-overs, each receipt numbered, chained to the one before and signed. The
/// newest are kept.
///
/// ```
///   BF38 {80 number(4), 81 SHA-256 of the receipt before(32), 82 event(1), 83 token id(8), 84 tid(4),
///         85 generation(2), 86 handset id(8), 87 digest of manifest(32), 88 time(4), 5F37 r | s}
/// ```
final class Receipts {
    /// How many are kept; a power of two.
    static final short KEPT = 16;

    static final short BYTES = 184;

    /// Events.
    static final byte HANDED = 1;

    static final byte RETURNED = 4;
    static final byte RECLAIMED = 5;

    private static final short TAG = (short) 0xBF38;
    private static final short BODY = 4;
    private static final short NUMBER = 6;
    private static final byte[] LABEL = {
        'V', 'E', 'R', 'I', 'T', 'A', 'C', ' ', 'R', 'E', 'C', 'E', 'I', 'P', 'T', ' ', 'V', '1'
    };

    private final State state;
    private final Identity identity;
    private final Tap tap;
    private final Tools tools;
    private final byte[] fresh =
            JCSystem.makeTransientByteArray(
                    (short) (BYTES + Manifests.DIGEST_BYTES), JCSystem.CLEAR_ON_DESELECT);

    Receipts(State state, Identity identity, Tap tap, Tools tools) {
        this.state = state;
        this.identity = identity;
        this.tap = tap;
        this.tools = tools;
    }

    /// Signs the next receipt, about the newest transfer. It counts with the change that `put` adds
    /// it to.
    ///
    /// @param generation that the token has then
    void sign(byte event, short generation) {
        byte[] kept = state.memory();
        Util.setShort(fresh, (short) 0, TAG);
        Util.setShort(fresh, (short) 2, (short) (0x8100 | (BYTES - BODY)));
        short at = Field.number(fresh, BODY, (byte) 0x80, kept, State.RECEIPT_NUMBER);
        increment(fresh, NUMBER);
        at =
                Field.bytes(
                        fresh, at, (byte) 0x81, kept, State.RECEIPT_DIGEST, Manifests.DIGEST_BYTES);
        at = Field.octet(fresh, at, (byte) 0x82, event);
        at =
                Field.bytes(
                        fresh,
                        at,
                        (byte) 0x83,
                        identity.factory.id(),
                        (short) 0,
                        Identity.ID_BYTES);
        at = Field.number(fresh, at, (byte) 0x84, kept, State.TID);
        at = Field.word(fresh, at, (byte) 0x85, generation);
        at = Field.bytes(fresh, at, (byte) 0x86, kept, State.HANDSET, Identity.ID_BYTES);
        at = Field.bytes(fresh, at, (byte) 0x87, kept, State.DIGEST, Manifests.DIGEST_BYTES);
        at = Field.number(fresh, at, (byte) 0x88, tap.memory(), Tap.TIME);
        Ecdsa ecdsa = tools.ecdsa;
        ecdsa.beginSign(identity.pairs.privateKey(KeyPairs.SIGNING));
        ecdsa.update(LABEL, (short) 0, (short) LABEL.length);
        ecdsa.update(fresh, BODY, (short) (at - BODY));
        Util.setShort(fresh, at, Field.SIGNATURE);
        fresh[(short) (at + 2)] = (byte) Ecdsa.RAW_BYTES;
        ecdsa.sign(fresh, (short) (at + 3));
        tools.sha256.reset();
        tools.sha256.doFinal(fresh, (short) 0, BYTES, fresh, BYTES);
    }

    /// Adds one to a number of four bytes.
    static void increment(byte[] buffer, short offset) {
        for (short i = (short) (offset + Field.NUMBER_BYTES - 1); i >= offset; i--) {
            buffer[i]++;
            if (buffer[i] != 0) {
                return;
            }
        }
    }

    /// Adds the receipt to a change.
    void put() {
        Journal journal = state.journal();
        journal.put(State.RECEIPT_NUMBER, fresh, NUMBER, Field.NUMBER_BYTES);
        journal.put(State.RECEIPT_DIGEST, fresh, BYTES, Manifests.DIGEST_BYTES);
        journal.put(place(fresh, NUMBER), fresh, (short) 0, BYTES);
    }

    private static short place(byte[] number, short offset) {
        short index = (short) ((short) (number[(short) (offset + 3)] - 1) & (KEPT - 1));
        return (short) (State.RECEIPTS + (short) (index * BYTES));
    }

    /// READ RECEIPT: `80 number`, 0 for the newest.
    ///
    /// @return the length of the answer
    short read(byte[] data, short length, byte[] out) {
        short value = Field.value(data, (short) 0, length, (short) 0x80, Field.NUMBER_BYTES);
        Refusal.malformedUnless(length == (short) (value + Field.NUMBER_BYTES) && data[value] >= 0);
        byte[] kept = state.memory();
        boolean newest =
                Util.getShort(data, value) == 0 && Util.getShort(data, (short) (value + 2)) == 0;
        if (newest) {
            Util.arrayCopyNonAtomic(kept, State.RECEIPT_NUMBER, data, value, Field.NUMBER_BYTES);
        }
        short place = place(data, value);
        boolean there =
                Util.getShort(kept, place) == TAG
                        && Bytes.equal(
                                kept, (short) (place + NUMBER), data, value, Field.NUMBER_BYTES);
        if (!there) {
            ISOException.throwIt(Refusal.NO_RECEIPT);
        }
        return Util.arrayCopyNonAtomic(kept, place, out, (short) 0, BYTES);
    }
}
