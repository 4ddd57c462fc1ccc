// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Bytes;
import org.veritac.applets.channel.Tlv;
import org.veritac.applets.store.Journal;

/// The token's PIN and its unblocking key: each try is taken away, and kept so, before it is looked
/// at.
final class Pins {
    static final short BYTES_MAX = 8;
    static final byte TRIES_MAX = 3;
    static final byte PUK_TRIES_MAX = 10;

    private static final short BYTES_MIN = 4;

    private final Journal journal;
    private final byte[] memory;
    private final Tap tap;

    /// What was presented, filled up with zeros, behind its length.
    private final byte[] tried =
            JCSystem.makeTransientByteArray((short) (1 + BYTES_MAX), JCSystem.CLEAR_ON_DESELECT);

    Pins(State state, Tap tap) {
        journal = state.journal();
        memory = state.memory();
        this.tap = tap;
    }

    /// Tries that are left for the PIN; 0 when it was never set.
    byte tries() {
        return memory[State.PIN_BYTES] == 0 ? 0 : memory[State.PIN_TRIES];
    }

    /// VERIFY PIN.
    void verify(byte[] data, short length) {
        requirePin(data, (short) 0, length);
        present(data, (short) 0, length);
        journal.writeByte(State.PIN_TRIES, TRIES_MAX);
        tap.set(Tap.PIN_SHOWN, true);
    }

    /// Takes a try away and compares.
    private void present(byte[] data, short offset, short length) {
        if (tries() == 0) {
            ISOException.throwIt(Refusal.PIN_BLOCKED);
        }
        byte left = (byte) (tries() - 1);
        journal.writeByte(State.PIN_TRIES, left);
        compare(data, offset, length, State.PIN_BYTES, left);
    }

    private void compare(byte[] data, short offset, short length, short place, byte left) {
        Util.arrayFillNonAtomic(tried, (short) 0, (short) tried.length, (byte) 0);
        tried[0] = (byte) length;
        Util.arrayCopyNonAtomic(data, offset, tried, (short) 1, length);
        boolean right = Bytes.equal(tried, (short) 0, memory, place, (short) tried.length);
        Util.arrayFillNonAtomic(tried, (short) 0, (short) tried.length, (byte) 0);
        if (!right) {
            tap.set(Tap.PIN_SHOWN, false);
            Refusal.wrongPin(left);
        }
    }

    /// CHANGE PIN: `80 old, 81 new`.
    void change(byte[] data, short length) {
        short old = first(data, length);
        short next = second(data, old, length);
        present(data, old, Tlv.length(data, old));
        put(data, next);
        tap.set(Tap.PIN_SHOWN, true);
    }

    /// UNBLOCK: `80 unblocking key, 81 new`; also sets the first PIN.
    void unblock(byte[] data, short length) {
        short key = first(data, length);
        short next = second(data, key, length);
        if (memory[State.PUK_TRIES] == 0) {
            ISOException.throwIt(Refusal.PIN_BLOCKED);
        }
        byte left = (byte) (memory[State.PUK_TRIES] - 1);
        journal.writeByte(State.PUK_TRIES, left);
        compare(data, key, Tlv.length(data, key), State.PUK_BYTES, left);
        put(data, next);
        tap.set(Tap.PIN_SHOWN, false);
    }

    /// The unblocking key, from the factory, 8 digits.
    void factory(byte[] data, short length) {
        Refusal.malformedUnless(length == BYTES_MAX);
        requirePin(data, (short) 0, length);
        journal.begin();
        journal.putByte(State.PUK_BYTES, (byte) length);
        journal.put(State.PUK, data, (short) 0, length);
        journal.putByte(State.PUK_TRIES, PUK_TRIES_MAX);
        journal.commit();
    }

    boolean hasPuk() {
        return memory[State.PUK_BYTES] != 0;
    }

    private static short first(byte[] data, short length) {
        short value = Field.any(data, (short) 0, length, (short) 0x80);
        requirePin(data, value, Tlv.length(data, value));
        return value;
    }

    private static short second(byte[] data, short first, short length) {
        short next = (short) (first + Tlv.length(data, first));
        short value = Field.any(data, next, length, (short) 0x81);
        Refusal.malformedUnless((short) (value + Tlv.length(data, value)) == length);
        requirePin(data, value, Tlv.length(data, value));
        return value;
    }

    private static void requirePin(byte[] data, short offset, short length) {
        Refusal.malformedUnless(length >= BYTES_MIN && length <= BYTES_MAX);
        for (short i = offset; i < (short) (offset + length); i++) {
            Refusal.malformedUnless(data[i] >= '0' && data[i] <= '9');
        }
    }

    /// Writes a new PIN with all its tries.
    private void put(byte[] data, short next) {
        short length = Tlv.length(data, next);
        Util.arrayFillNonAtomic(tried, (short) 0, (short) tried.length, (byte) 0);
        tried[0] = (byte) length;
        Util.arrayCopyNonAtomic(data, next, tried, (short) 1, length);
        journal.begin();
        journal.put(State.PIN_BYTES, tried, (short) 0, (short) tried.length);
        journal.putByte(State.PIN_TRIES, TRIES_MAX);
        journal.putByte(State.PUK_TRIES, PUK_TRIES_MAX);
        journal.commit();
        Util.arrayFillNonAtomic(tried, (short) 0, (short) tried.length, (byte) 0);
    }
}
