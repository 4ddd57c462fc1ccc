// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import java.util.Optional;

/// How a UICC authenticates the vault; the codes are those of the secure channels.
public enum Mode {
    /// SCP03, keys for each vault and UICC.
    STATIC_KEYS(0x03),
    /// SCP11a.
    CERTIFICATES(0x11),
    /// SCP11b: only the vault is authenticated.
    ONE_WAY(0x13);

    private final int code;

    Mode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static Optional<Mode> ofCode(int code) {
        for (Mode mode : values()) {
            if (mode.code == code) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
