// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

/// A sequence number of 48 bits: SEQ, which rises, and IND, which says in whose place of the USIM's
/// array (TS 33.102, clause C.1.1.1).
///
/// @param value 0 to 2^48 - 1
public record Sqn(long value) {
    /// Bits of IND, so that a USIM has 32 places (TS 33.102, clause C.3).
    public static final int IND_BITS = 5;

    static final int PLACES = 1 << IND_BITS;
    static final int BYTES = 6;

    /// The highest SEQ, 43 bits.
    public static final long SEQ_MAX = (1L << (48 - IND_BITS)) - 1;

    private static final int IND_MASK = PLACES - 1;

    public Sqn {
        if (value >>> 48 != 0) {
            throw new IllegalArgumentException("a sequence number has 48 bits");
        }
    }

    public static Sqn of(long seq, int ind) {
        if (seq < 0 || seq > SEQ_MAX || ind < 0 || ind > IND_MASK) {
            throw new IllegalArgumentException("SEQ has 43 bits, IND has 5");
        }
        return new Sqn(seq << IND_BITS | ind);
    }

    public long seq() {
        return value >>> IND_BITS;
    }

    public int ind() {
        return (int) (value & IND_MASK);
    }

    /// Concealed by an anonymity key, or revealed again.
    long xor(long anonymity) {
        return value ^ anonymity;
    }
}
