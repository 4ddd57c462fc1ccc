// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.Reason;

/// The rows of the list of pairs: a device and a subscriber.
final class PairRows implements Rows {
    private final EquipmentField equipment;

    PairRows(ListFormat format) {
        equipment = new EquipmentField(format.checkDigit());
    }

    @Override
    public @Nullable Entry entry(Row row, boolean removed) {
        Imei imei = equipment.device(row, Column.IMEI);
        Imsi imsi = Statement.imsi(row);
        if (imsi == null) {
            row.refuse(Flaw.IMSI_MISSING, Column.IMSI);
        }
        return imei == null || imsi == null
                ? null
                : Statement.entry(row, Key.device(imei), imsi, Reason.UNSPECIFIED);
    }
}
