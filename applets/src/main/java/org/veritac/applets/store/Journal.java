// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.store;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/// One array of persistent memory whose changes are whole or not at all, wherever power goes: a
/// redo log, without the card's transactions.
///
/// Changes are collected in the log; writing its length is the one atomic write by which they
/// count; then they are copied to their places and the length goes back to 0. Torn before that
/// write nothing has changed; torn after it, [#recover] copies again, as often as it takes.
///
/// ```
///   log   {place(2) | length(2) | bytes}...
/// ```
public final class Journal {
    private static final short HEAD_BYTES = 4;

    private final byte[] memory;
    private final byte[] log;

    /// How much of the log counts; 0 when all is in place.
    private final short[] committed;

    /// How much of the log has been collected.
    private final short[] collected;

    /// @param memory what is to be kept; nobody else may write into it
    /// @param logBytes the most that one change may take, 4 bytes for each piece included
    public Journal(byte[] memory, short logBytes) {
        this.memory = memory;
        log = new byte[logBytes];
        committed = new short[1];
        collected = JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_RESET);
    }

    /// What is kept, to be read.
    public byte[] memory() {
        return memory;
    }

    /// Ends what a loss of power left half done. Called before anything is read after a reset.
    public void recover() {
        collected[0] = 0;
        if (committed[0] != 0) {
            apply();
        }
    }

    /// Begins a change; one that was begun and not committed is forgotten.
    public void begin() {
        recover();
    }

    /// Adds a piece to the change.
    ///
    /// @param place where in the memory it goes
    /// @param from where the bytes stand
    /// @param off where they begin
    /// @param length how many
    public void put(short place, byte[] from, short off, short length) {
        short at = room(place, length);
        Util.arrayCopyNonAtomic(from, off, log, at, length);
    }

    /// Adds one byte to the change.
    public void putByte(short place, byte value) {
        log[room(place, (short) 1)] = value;
    }

    /// Adds two bytes to the change.
    public void putShort(short place, short value) {
        Util.setShort(log, room(place, (short) 2), value);
    }

    /// Makes the change count.
    public void commit() {
        committed[0] = collected[0];
        apply();
    }

    /// A change of a single byte.
    public void writeByte(short place, byte value) {
        begin();
        putByte(place, value);
        commit();
    }

    /// A change of one piece.
    public void write(short place, byte[] from, short off, short length) {
        begin();
        put(place, from, off, length);
        commit();
    }

    /// Overwrites what the log still shows of changes that are in place, when one of them was the
    /// end of a secret.
    public void forget() {
        if (committed[0] == 0) {
            Util.arrayFillNonAtomic(log, (short) 0, (short) log.length, (byte) 0);
        }
    }

    private short room(short place, short length) {
        short at = collected[0];
        if (length < 0
                || length > (short) (log.length - at - HEAD_BYTES)
                || place < 0
                || place > (short) (memory.length - length)) {
            ISOException.throwIt(ISO7816.SW_FILE_FULL);
        }
        Util.setShort(log, at, place);
        Util.setShort(log, (short) (at + 2), length);
        at += HEAD_BYTES;
        collected[0] = (short) (at + length);
        return at;
    }

    private void apply() {
        short at = 0;
        while (at < committed[0]) {
            short place = Util.getShort(log, at);
            short length = Util.getShort(log, (short) (at + 2));
            at += HEAD_BYTES;
            Util.arrayCopyNonAtomic(log, at, memory, place, length);
            at += length;
        }
        committed[0] = 0;
        collected[0] = 0;
    }
}
