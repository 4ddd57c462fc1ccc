// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.Reason;

/// The rows of the list of links: two IMEIs of one device.
final class LinkRows implements Rows {
    private final EquipmentField equipment;

    LinkRows(ListFormat format) {
        equipment = new EquipmentField(format.checkDigit());
    }

    @Override
    public @Nullable Entry entry(Row row, boolean removed) {
        Imei one = equipment.device(row, Column.ONE);
        Imei other = equipment.device(row, Column.OTHER);
        if (one == null || other == null) {
            return null;
        }
        if (one.equals(other)) {
            row.refuse(Flaw.SAME_IMEI, Column.OTHER);
            return null;
        }
        return Statement.entry(row, Key.link(one, other), null, Reason.UNSPECIFIED);
    }
}
