// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import java.util.Optional;

/// What came of a command (TS 102 223, clause 8.12).
public enum GeneralResult {
    PERFORMED(0x00),
    PARTIAL_COMPREHENSION(0x01),
    MISSING_INFORMATION(0x02),
    REFRESH_WITH_FILES_READ(0x03),
    ICON_NOT_DISPLAYED(0x04),
    MODIFIED_BY_CALL_CONTROL(0x05),
    LIMITED_SERVICE(0x06),
    WITH_MODIFICATION(0x07),
    TERMINATED_BY_USER(0x10),
    BACKWARD_MOVE(0x11),
    NO_RESPONSE_FROM_USER(0x12),
    TERMINAL_UNABLE(0x20),
    NETWORK_UNABLE(0x21),
    NOT_ACCEPTED_BY_USER(0x22),
    TIMER_STATE(0x24),
    BEYOND_CAPABILITIES(0x30),
    TYPE_NOT_UNDERSTOOD(0x31),
    DATA_NOT_UNDERSTOOD(0x32),
    NUMBER_NOT_KNOWN(0x33),
    SMS_RP_ERROR(0x35),
    VALUES_MISSING(0x36),
    MULTIPLE_CARD_ERROR(0x38),
    CALL_CONTROL_PERMANENT(0x39);

    private final int code;

    GeneralResult(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /// Whether the command was performed, in whole or in part.
    public boolean isPerformed() {
        return code < 0x10;
    }

    static Optional<GeneralResult> ofCode(int code) {
        for (GeneralResult result : values()) {
            if (result.code == code) {
                return Optional.of(result);
            }
        }
        return Optional.empty();
    }
}
