// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.Util;

import org.veritac.applets.store.Journal;

/// The parts of a subscription, by their codes. Those that change have two areas: what comes is
/// written into the one that does not count, and one write says that it counts.
final class Parts {
    static final byte KEYS = 1;
    static final byte IDENTITY = 2;
    static final byte ADMINISTRATION = 3;
    static final byte APPLICATIONS = 4;
    static final byte SEQUENCE = 5;
    static final byte FILES = 6;
    static final byte PERSONAL = 7;
    static final short COUNT = 7;

    /// Room in this token. Of what comes back only personal data may find too little.
    static final short KEYS_BYTES_MAX = 767;

    static final short SEQUENCE_BYTES_MAX = 512;
    static final short PERSONAL_BYTES_MAX = 8192;
    private static final short IDENTITY_BYTES_MAX = 1024;
    private static final short ADMINISTRATION_BYTES_MAX = 18432;
    private static final short APPLICATIONS_BYTES_MAX = 8192;
    private static final short FILES_BYTES_MAX = 4096;

    private static final short THERE = 0;
    private static final short WHICH = 1;
    private static final short LENGTH = 2;

    private final State state;
    private final byte[] memory;

    /// For each part its first and its second area.
    private final Area[] areas = new Area[2 * COUNT];

    Parts(State state) {
        this.state = state;
        memory = state.memory();
        single(IDENTITY, IDENTITY_BYTES_MAX);
        single(ADMINISTRATION, ADMINISTRATION_BYTES_MAX);
        single(APPLICATIONS, APPLICATIONS_BYTES_MAX);
        twofold(KEYS, (short) (KEYS_BYTES_MAX + 1));
        twofold(FILES, FILES_BYTES_MAX);
        twofold(PERSONAL, PERSONAL_BYTES_MAX);
        short first = index(SEQUENCE, (byte) 0);
        areas[first] = new Area(memory, State.SEQUENCES, SEQUENCE_BYTES_MAX);
        areas[(short) (first + 1)] =
                new Area(
                        memory, (short) (State.SEQUENCES + SEQUENCE_BYTES_MAX), SEQUENCE_BYTES_MAX);
    }

    private void single(byte part, short room) {
        areas[index(part, (byte) 0)] = Area.of(room);
    }

    private void twofold(byte part, short room) {
        single(part, room);
        areas[index(part, (byte) 1)] = Area.of(room);
    }

    private static short index(byte part, byte which) {
        return (short) ((short) (2 * (short) (part - 1)) + which);
    }

    private static short place(byte part) {
        return (short) (State.PARTS + (short) (State.PART_BYTES * (short) (part - 1)));
    }

    /// Whether there is a part with this code.
    static boolean isPart(byte code) {
        return code >= KEYS && code <= PERSONAL;
    }

    /// Whether a part comes back from a handset.
    static boolean returns(byte part) {
        return part >= SEQUENCE && part <= PERSONAL;
    }

    boolean has(byte part) {
        return memory[place(part)] != 0;
    }

    /// The length of a part; 0 when it is not there.
    short length(byte part) {
        return has(part) ? state.word((short) (place(part) + LENGTH)) : 0;
    }

    /// Where a part stands.
    Area current(byte part) {
        return areas[index(part, memory[(short) (place(part) + WHICH)])];
    }

    /// Where its successor is put together. Only for those that have two areas.
    Area staged(byte part) {
        return areas[index(part, (byte) (1 - memory[(short) (place(part) + WHICH)]))];
    }

    /// Writes bytes where nothing is read from yet. Not atomic; sequence numbers go through the
    /// journal, as all of the array they stand in.
    void write(Area area, short at, byte[] from, short offset, short length) {
        Refusal.unless(at >= 0 && length <= (short) (area.room - at));
        short to = (short) (area.start + at);
        if (area.bytes == memory) {
            state.journal().write(to, from, offset, length);
            return;
        }
        Util.arrayCopyNonAtomic(from, offset, area.bytes, to, length);
    }

    /// Adds to a change: a part is there where it stands, so long.
    void putLength(byte part, short length) {
        Journal journal = state.journal();
        journal.putByte((short) (place(part) + THERE), (byte) 1);
        journal.putShort((short) (place(part) + LENGTH), length);
    }

    /// Adds to a change: what was put together of a part, so long, counts from now on.
    void putSwitch(byte part, short length) {
        byte other = (byte) (1 - memory[(short) (place(part) + WHICH)]);
        state.journal().putByte((short) (place(part) + WHICH), other);
        putLength(part, length);
    }

    /// Adds to a change: a part is not there any more.
    void putAway(byte part) {
        state.journal().putByte((short) (place(part) + THERE), (byte) 0);
    }

    /// Overwrites the keys that do not count.
    void wipeKeys() {
        Area old = staged(KEYS);
        Util.arrayFillNonAtomic(old.bytes, old.start, old.room, (byte) 0);
    }
}
