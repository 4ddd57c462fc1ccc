// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import org.jspecify.annotations.Nullable;
import org.veritac.card.ota.SmsAddress;

/// An address as an item: type, then the signs packed (TS 102 223, clause 8.1).
final class AddressItem {
    private AddressItem() {}

    static Item write(SmsAddress address, boolean required) {
        byte[] packed = address.packed();
        byte[] value = new byte[1 + packed.length];
        value[0] = (byte) address.type();
        System.arraycopy(packed, 0, value, 1, packed.length);
        return new Item(Item.ADDRESS, required, Bytes.of(value));
    }

    /// Null when it is none.
    static @Nullable SmsAddress read(Bytes value) {
        if (value.length() == 0) {
            return null;
        }
        return SmsAddress.ifValid(value.at(0), value.part(1, value.length()).copy()).orElse(null);
    }
}
