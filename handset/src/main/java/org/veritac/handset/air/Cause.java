// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.air;

import java.util.Optional;

/// Why a network or a phone says no (TS 24.301, clause 9.9.3.9).
public enum Cause {
    ILLEGAL_UE(3),
    IMEI_NOT_ACCEPTED(5),
    ILLEGAL_ME(6),
    NETWORK_FAILURE(17),
    MAC_FAILURE(20),
    SYNCH_FAILURE(21),
    CONGESTION(22),
    PROTOCOL_ERROR(111);

    private final int value;

    Cause(int value) {
        this.value = value;
    }

    /// Its number in the standard.
    public int value() {
        return value;
    }

    byte[] octets() {
        return new byte[] {(byte) value};
    }

    static Optional<Cause> read(byte[] octets) {
        for (Cause cause : values()) {
            if (octets.length == 1 && (octets[0] & 0xFF) == cause.value) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }
}
