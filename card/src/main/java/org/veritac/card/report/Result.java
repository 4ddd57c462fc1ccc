// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import java.util.Optional;

/// What came of a check of the phone by its UICC (`docs/secured-imei.md`, section 4).
public enum Result {
    GENUINE(0x00),
    /// The operating system claims another IMEI than the vault proves.
    CLAIM_DIFFERS(0x01),
    /// Cryptogram, receipt, certificate or MAC is wrong.
    VAULT_NOT_AUTHENTIC(0x02),
    /// None here, and this UICC has never seen one.
    NO_VAULT(0x03),
    NOT_PAIRED(0x04),
    /// Proven, by another vault than last time.
    OTHER_VAULT(0x05),
    /// No vault where this UICC has seen one.
    DOWNGRADE(0x06),
    NO_CLAIM(0x07),
    RELAY_BROKEN(0x08),
    CERTIFICATE_ENDED(0x09),
    NO_KEY(0x0A),
    BLOCKED(0x0B),
    REPORTS_UNANSWERED(0x0C);

    private final int code;

    Result(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static Optional<Result> ofCode(int code) {
        for (Result result : values()) {
            if (result.code == code) {
                return Optional.of(result);
            }
        }
        return Optional.empty();
    }
}
