// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// What a receiver does with the counter of a command packet (TS 102 225, clause 5.1.1, bits 4 and
/// 5 of the first octet).
public enum CounterRule {
    /// There is none; the field is still there.
    NONE(0b00),
    /// There is one, for the sender's own use.
    UNCHECKED(0b01),
    /// Process only when it is higher than the last one.
    HIGHER(0b10),
    /// Process only when it is the last one and one more.
    NEXT(0b11);

    final int bits;

    CounterRule(int bits) {
        this.bits = bits;
    }

    static CounterRule ofBits(int twoBits) {
        return switch (twoBits) {
            case 0b00 -> NONE;
            case 0b01 -> UNCHECKED;
            case 0b10 -> HIGHER;
            case 0b11 -> NEXT;
            default -> throw new IllegalArgumentException("two bits");
        };
    }

    /// Whether a counter may be processed.
    ///
    /// @param received of the packet
    /// @param last the highest that was ever processed
    /// @return OK, COUNTER_LOW, COUNTER_HIGH or COUNTER_BLOCKED
    public Status check(Counter received, Counter last) {
        return switch (this) {
            case NONE, UNCHECKED -> Status.OK;
            case HIGHER -> higher(received, last);
            case NEXT -> {
                Status status = higher(received, last);
                boolean skips = status == Status.OK && received.value() != last.value() + 1;
                yield skips ? Status.COUNTER_HIGH : status;
            }
        };
    }

    private static Status higher(Counter received, Counter last) {
        if (last.equals(Counter.MAX)) {
            return Status.COUNTER_BLOCKED;
        }
        return received.compareTo(last) > 0 ? Status.OK : Status.COUNTER_LOW;
    }
}
