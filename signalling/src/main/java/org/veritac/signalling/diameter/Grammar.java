// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.util.Arrays;
import java.util.List;

/// The rule of one command or one grouped AVP (RFC 6733, clauses 3.2 and 4.4.1): which AVPs, how
/// often.
final class Grammar {
    static final int UNBOUNDED = Integer.MAX_VALUE;

    /// The most different AVPs one rule may name.
    static final int SLOTS_MAX = 64;

    private static final int TABLE = 4 * SLOTS_MAX;

    /// One AVP of a rule.
    ///
    /// @param avp which
    /// @param min how often at least
    /// @param max how often at most
    record Slot(AvpRule avp, int min, int max) {}

    private final Head head;
    private final boolean open;
    private final Slot[] slots;
    private final long[] keys = new long[TABLE];
    private final byte[] numbers = new byte[TABLE];

    /// What stands between the angle brackets.
    ///
    /// @param name the name of the command or AVP
    /// @param code its code
    /// @param application the application it belongs to; 0 for the base protocol
    /// @param request whether it is a request
    /// @param proxiable whether agents may pass it on
    record Head(String name, int code, int application, boolean request, boolean proxiable) {}

    Grammar(Head head, List<Slot> slots, boolean open) {
        if (slots.size() > SLOTS_MAX) {
            throw new IllegalArgumentException(head.name() + " names too many AVPs");
        }
        this.head = head;
        this.open = open;
        this.slots = slots.toArray(Slot[]::new);
        Arrays.fill(numbers, (byte) -1);
        for (int i = 0; i < this.slots.length; i++) {
            long key = this.slots[i].avp().key();
            int place = place(key);
            while (numbers[place] >= 0) {
                place = (place + 1) & (TABLE - 1);
            }
            keys[place] = key;
            numbers[place] = (byte) i;
        }
    }

    Head head() {
        return head;
    }

    /// Whether it ends in `* [ AVP ]`: AVPs it does not name are allowed.
    boolean isOpen() {
        return open;
    }

    int slots() {
        return slots.length;
    }

    Slot slot(int number) {
        return slots[number];
    }

    /// The number of the slot of an AVP, or -1.
    int numberOf(long key) {
        int place = place(key);
        while (numbers[place] >= 0) {
            if (keys[place] == key) {
                return numbers[place];
            }
            place = (place + 1) & (TABLE - 1);
        }
        return -1;
    }

    private static int place(long key) {
        long mixed = (key ^ (key >>> 32)) * 0x9E37_79B9L;
        return (int) (mixed >>> 16) & (TABLE - 1);
    }

    @Override
    public String toString() {
        return head.name();
    }
}
