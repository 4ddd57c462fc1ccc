// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import org.jspecify.annotations.Nullable;

/// Which command is meant (TS 102 223, clause 8.6). A response repeats it.
///
/// @param number 1 to 254, as the UICC counts
/// @param type of the command
/// @param qualifier of that type
public record CommandDetails(int number, int type, int qualifier) {
    static final int BYTES = 3;

    public CommandDetails {
        if (number < 0 || number > 0xFF || type < 0 || type > 0xFF || qualifier >> 8 != 0) {
            throw new IllegalArgumentException("three bytes");
        }
    }

    Item item() {
        return Item.required(Item.COMMAND_DETAILS, number, type, qualifier);
    }

    /// Null when there are none.
    static @Nullable CommandDetails in(Items items) {
        Bytes value = items.value(Item.COMMAND_DETAILS, BYTES);
        return value == null ? null : new CommandDetails(value.at(0), value.at(1), value.at(2));
    }
}
