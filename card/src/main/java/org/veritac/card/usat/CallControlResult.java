// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import java.util.Optional;

/// What a UICC decides about a call: the data it answers to ENVELOPE CALL CONTROL (TS 102 223,
/// clause 7.3.1.6).
public enum CallControlResult {
    ALLOWED(0x00),
    NOT_ALLOWED(0x01),
    ALLOWED_WITH_MODIFICATIONS(0x02);

    private final int code;

    CallControlResult(int code) {
        this.code = code;
    }

    /// The data of the answer, without modifications.
    public byte[] write() {
        return new byte[] {(byte) code, 0};
    }

    /// Reads the data of the answer; none means allowed.
    public static Optional<CallControlResult> read(byte[] data) {
        if (data.length == 0) {
            return Optional.of(ALLOWED);
        }
        for (CallControlResult result : values()) {
            boolean whole = data.length >= 2 && (data[1] & 0xFF) == data.length - 2;
            if (result.code == data[0] && whole) {
                return Optional.of(result);
            }
        }
        return Optional.empty();
    }
}
