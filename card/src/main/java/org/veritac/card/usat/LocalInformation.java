// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import java.util.Optional;

/// What PROVIDE LOCAL INFORMATION can ask for (TS 102 223, clause 8.6).
public enum LocalInformation {
    LOCATION(0x00),
    IMEI(0x01),
    NETWORK_MEASUREMENTS(0x02),
    DATE_AND_TIME(0x03),
    LANGUAGE(0x04),
    ACCESS_TECHNOLOGY(0x06),
    IMEISV(0x08);

    private final int qualifier;

    LocalInformation(int qualifier) {
        this.qualifier = qualifier;
    }

    public int qualifier() {
        return qualifier;
    }

    static Optional<LocalInformation> ofQualifier(int qualifier) {
        for (LocalInformation information : values()) {
            if (information.qualifier == qualifier) {
                return Optional.of(information);
            }
        }
        return Optional.empty();
    }
}
