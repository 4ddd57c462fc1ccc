// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

/// The frame of requests that belong to a pair: `80 tid .. 8E MAC`.
final class Requests {
    /// Where the second object begins.
    static final short SECOND = 2 + Field.NUMBER_BYTES;

    private static final short TID = 2;

    private Requests() {}

    /// That a request begins with a tid.
    static void requireTid(byte[] data, short length) {
        Field.value(data, (short) 0, length, (short) 0x80, Field.NUMBER_BYTES);
        short all = (short) (data[TID] | data[3] | data[4] | data[5]);
        Refusal.malformedUnless(data[TID] >= 0 && all != 0);
    }

    /// That a request ends with a MAC, which begins here.
    static void requireMac(byte[] data, short at, short length) {
        Field.value(data, at, length, Field.MAC, Field.MAC_BYTES);
        Refusal.malformedUnless((short) (at + Field.SEALED_BYTES) == length);
    }
}
