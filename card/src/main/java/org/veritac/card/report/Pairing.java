// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import java.util.Optional;

/// Which proven phones a UICC works in.
public enum Pairing {
    /// Any; a change of the vault is reported.
    FREE(0x00),
    /// Those in EF_IAL.
    LISTED(0x01),
    /// The first one seen.
    FIXED(0x02);

    private final int code;

    Pairing(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static Optional<Pairing> ofCode(int code) {
        for (Pairing pairing : values()) {
            if (pairing.code == code) {
                return Optional.of(pairing);
            }
        }
        return Optional.empty();
    }
}
