// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The lists that sources keep in the register.
public enum ListName {
    /// Prohibited equipment (TS 22.016, clause 5).
    BLACK,
    /// Tracked equipment.
    GREY,
    /// Allowed equipment.
    WHITE,
    /// Which subscribers a device belongs to.
    PAIRS,
    /// Screened subscribers, by prefix or range.
    IMSI,
    /// IMEIs that are one device.
    LINKS,
    /// Type allocations: which TACs exist, and what model each is.
    TAC;

    private final String text = name().toLowerCase(Locale.ROOT);

    /// The word used in commands and files.
    public String text() {
        return text;
    }

    public static Optional<ListName> ifValid(String text) {
        return Arrays.stream(values()).filter(list -> list.text.equals(text)).findFirst();
    }

    /// Whether the entries answer for equipment with a colour.
    public boolean isColour() {
        return this == BLACK || this == GREY || this == WHITE;
    }
}
