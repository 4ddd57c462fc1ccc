// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.veritac.identity.Imei;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Which 15th digits of an IMEI an import takes (TS 23.003, clause 6.2.1 and annex B).
public enum CheckDigit {
    /// Only the check digit.
    STRICT,
    /// The check digit, or the spare digit 0 of signalling.
    SPARE,
    /// Any digit.
    IGNORE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /// The word used in commands.
    public String text() {
        return text;
    }

    public static Optional<CheckDigit> ifValid(String text) {
        return Arrays.stream(values()).filter(rule -> rule.text.equals(text)).findFirst();
    }

    /// Whether `digit` may stand behind the 14 digits of a device.
    boolean takes(Imei imei, int digit) {
        return switch (this) {
            case STRICT -> digit == imei.checkDigit();
            case SPARE -> digit == 0 || digit == imei.checkDigit();
            case IGNORE -> true;
        };
    }
}
