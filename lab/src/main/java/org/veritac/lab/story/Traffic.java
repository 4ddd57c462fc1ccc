// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.util.concurrent.atomic.LongAdder;

/// What went to cards of one kind and came back, without resets.
final class Traffic {
    /// Prologue and checksum of the two T=1 blocks of an exchange (ISO/IEC 7816-3, 11.3).
    private static final int FRAME_BYTES = 8;

    /// Elementary time units of one byte in T=1 with no extra guard time (ISO/IEC 7816-3, 7.2).
    private static final int UNITS_A_BYTE = 11;

    private final LongAdder exchanges = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void exchanged(byte[] command, byte[] response) {
        exchanges.increment();
        bytes.add(command.length + response.length);
    }

    void forget() {
        exchanges.reset();
        bytes.reset();
    }

    long exchanges() {
        return exchanges.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    /// How long all of it takes on the wire of a real card that computes in no time.
    ///
    /// @param baud bits a second
    double seconds(int baud) {
        return (double) UNITS_A_BYTE * (bytes() + FRAME_BYTES * exchanges()) / baud;
    }
}
