// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.Util;

import org.veritac.applets.store.Journal;

/// What survives a reset, by its name. Each change is whole or not at all ([Journal]).
final class State {
    static final byte PERSONALISED = 0x0F;

    /// Bits of the block state.
    static final byte BLOCKED = 0x01;

    static final byte STOPPED = 0x02;

    /// Pairings.
    static final byte FREE = 0;

    static final byte LISTED = 1;
    static final byte FIXED = 2;

    /// Bytes of an IMEI and of a vault's id.
    static final short IMEI = 8;

    private static final short MOST = 0x7FFF;

    private final Journal journal;
    private final byte[] memory;

    State(Journal journal) {
        this.journal = journal;
        memory = journal.memory();
    }

    Journal journal() {
        return journal;
    }

    /// To be read only.
    byte[] memory() {
        return memory;
    }

    byte at(short place) {
        return memory[place];
    }

    short shortAt(short place) {
        return Util.getShort(memory, place);
    }

    boolean isPersonalised() {
        return memory[Places.LIFE] == PERSONALISED;
    }

    /// Whether the bytes at a place are these.
    boolean is(short place, byte[] other, short off, short length) {
        return Util.arrayCompare(memory, place, other, off, length) == 0;
    }

    /// Puts a number that is one higher than the one at the place into the open change.
    ///
    /// @return false when it cannot grow any more; then nothing was put
    boolean putNext(short place, short bytes, byte[] scratch, short off) {
        Util.arrayCopyNonAtomic(memory, place, scratch, off, bytes);
        for (short i = (short) (off + bytes - 1); i >= off; i--) {
            scratch[i]++;
            if (scratch[i] != 0) {
                journal.put(place, scratch, off, bytes);
                return true;
            }
        }
        return false;
    }

    /// Whether the number at a place can still grow.
    boolean canGrow(short place, short bytes) {
        for (short i = 0; i < bytes; i++) {
            if (memory[(short) (place + i)] != (byte) 0xFF) {
                return true;
            }
        }
        return false;
    }

    /// One more AUTHENTICATE without an answer, when one is awaited and the policy asks.
    void countUnanswered() {
        short count = shortAt(Places.UNANSWERED);
        if (memory[Places.LIMIT] != 0 && memory[Places.WAITING] != 0 && count != MOST) {
            journal.begin();
            journal.putShort(Places.UNANSWERED, (short) (count + 1));
            journal.commit();
        }
    }

    /// Whether as many AUTHENTICATEs went through without an answer as the policy allows.
    boolean isAnswerOverdue() {
        short limit = (short) (memory[Places.LIMIT] & 0xFF);
        return limit != 0 && memory[Places.WAITING] != 0 && shortAt(Places.UNANSWERED) >= limit;
    }

    /// The last report has been answered.
    void answered() {
        journal.begin();
        journal.putByte(Places.WAITING, (byte) 0);
        journal.putShort(Places.UNANSWERED, (short) 0);
        journal.commit();
    }
}
