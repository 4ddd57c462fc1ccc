// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// The counter of a packet, CNTR: five octets that only rise (TS 102 225, clause 5.1.4). A sender
/// stores it before it sends, a receiver before it acts.
///
/// @param value 0 to 2^40 - 1
public record Counter(long value) implements Comparable<Counter> {
    /// A counter that nothing can follow: the receiver is blocked for good.
    public static final Counter MAX = new Counter((1L << 40) - 1);

    public static final Counter ZERO = new Counter(0);
    static final int BYTES = 5;

    public Counter {
        if (value < 0 || value >= 1L << (8 * BYTES)) {
            throw new IllegalArgumentException("a counter has five octets");
        }
    }

    /// The counter of the next packet.
    ///
    /// @throws IllegalStateException after the last
    public Counter next() {
        if (equals(MAX)) {
            throw new IllegalStateException("no counter is left in this key set");
        }
        return new Counter(value + 1);
    }

    /// The five octets, most significant first.
    public byte[] octets() {
        byte[] octets = new byte[BYTES];
        write(octets, 0);
        return octets;
    }

    /// The counter in five octets from a stranger.
    ///
    /// @throws IllegalArgumentException when there are not five
    public static Counter of(byte[] octets) {
        if (octets.length != BYTES) {
            throw new IllegalArgumentException("a counter has five octets");
        }
        return read(octets, 0);
    }

    void write(byte[] into, int offset) {
        for (int i = 0; i < BYTES; i++) {
            into[offset + i] = (byte) (value >> (8 * (BYTES - 1 - i)));
        }
    }

    static Counter read(byte[] from, int offset) {
        long value = 0;
        for (int i = 0; i < BYTES; i++) {
            value = (value << 8) | (from[offset + i] & 0xFF);
        }
        return new Counter(value);
    }

    @Override
    public int compareTo(Counter other) {
        return Long.compare(value, other.value);
    }
}
