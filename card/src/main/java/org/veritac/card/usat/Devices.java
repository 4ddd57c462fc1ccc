// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import org.jspecify.annotations.Nullable;

/// Who speaks to whom (TS 102 223, clause 8.7).
///
/// @param source 0 to FF
/// @param destination 0 to FF
record Devices(int source, int destination) {
    static final int DISPLAY = 0x02;
    static final int READER_0 = 0x10;
    static final int READER_7 = 0x17;
    static final int UICC = 0x81;
    static final int TERMINAL = 0x82;
    static final int NETWORK = 0x83;
    private static final int BYTES = 2;

    static Devices fromUicc(int destination) {
        return new Devices(UICC, destination);
    }

    static Devices toUicc(int source) {
        return new Devices(source, UICC);
    }

    Item item() {
        return Item.required(Item.DEVICE_IDENTITIES, source, destination);
    }

    /// Null when there are none.
    static @Nullable Devices in(Items items) {
        Bytes value = items.value(Item.DEVICE_IDENTITIES, BYTES);
        return value == null ? null : new Devices(value.at(0), value.at(1));
    }

    boolean isToReader() {
        return destination >= READER_0 && destination <= READER_7;
    }
}
