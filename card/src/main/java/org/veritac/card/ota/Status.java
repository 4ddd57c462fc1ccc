// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Optional;

/// What became of a command packet: the response status code (TS 102 225, clause 5.2, table 5).
public enum Status {
    OK(0x00),
    CHECKSUM_FAILED(0x01),
    COUNTER_LOW(0x02),
    COUNTER_HIGH(0x03),
    /// The counter has reached its end, or was blocked by policy.
    COUNTER_BLOCKED(0x04),
    CIPHERING_ERROR(0x05),
    UNIDENTIFIED_SECURITY_ERROR(0x06),
    INSUFFICIENT_MEMORY(0x07),
    MORE_TIME(0x08),
    TAR_UNKNOWN(0x09),
    INSUFFICIENT_SECURITY_LEVEL(0x0A),
    /// What the command answers follows in an SMS-SUBMIT.
    RESPONSE_BY_SUBMIT(0x0B);

    private final int code;

    Status(int code) {
        this.code = code;
    }

    /// 00 to 0B.
    public int code() {
        return code;
    }

    static Optional<Status> ofCode(int code) {
        for (Status status : values()) {
            if (status.code == code) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
