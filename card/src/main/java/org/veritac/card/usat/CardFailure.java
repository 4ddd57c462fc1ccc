// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import java.util.Optional;

/// Why a command to another card failed: what stands behind [GeneralResult#MULTIPLE_CARD_ERROR] (TS
/// 102 223, clause 8.12.9).
public enum CardFailure {
    NO_CAUSE(0x00),
    NO_READER(0x01),
    NO_CARD(0x02),
    READER_BUSY(0x03),
    POWERED_OFF(0x04),
    C_APDU_FORMAT(0x05),
    MUTE_CARD(0x06),
    TRANSMISSION(0x07),
    PROTOCOL(0x08),
    NOT_A_READER(0x09);

    private final int code;

    CardFailure(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static Optional<CardFailure> ofCode(int code) {
        for (CardFailure failure : values()) {
            if (failure.code == code) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }
}
