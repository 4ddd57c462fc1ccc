// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// Numbers in network order, and the padding of AVPs (RFC 6733, clauses 3 and 4.1).
final class Wire {
    private Wire() {}

    static int u8(byte[] octets, int at) {
        return octets[at] & 0xFF;
    }

    static int u16(byte[] octets, int at) {
        return u8(octets, at) << 8 | u8(octets, at + 1);
    }

    static int u24(byte[] octets, int at) {
        return u16(octets, at) << 8 | u8(octets, at + 2);
    }

    static int i32(byte[] octets, int at) {
        return u16(octets, at) << 16 | u16(octets, at + 2);
    }

    static void put24(byte[] octets, int at, int value) {
        octets[at] = (byte) (value >> 16);
        octets[at + 1] = (byte) (value >> 8);
        octets[at + 2] = (byte) value;
    }

    static void put32(byte[] octets, int at, int value) {
        octets[at] = (byte) (value >> 24);
        put24(octets, at + 1, value);
    }

    /// The next multiple of four.
    static int padded(int length) {
        return (length + 3) & ~3;
    }

    /// Vendor and code as one key.
    static long key(int vendor, int code) {
        return (long) vendor << 32 | (code & 0xFFFF_FFFFL);
    }
}
