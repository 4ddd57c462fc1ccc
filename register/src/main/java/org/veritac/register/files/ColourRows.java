// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;

/// The rows of the black, grey and white lists.
final class ColourRows implements Rows {
    private final EquipmentField equipment;
    private final ReasonField reasons;
    private final Reason impliedForModels;

    ColourRows(ListFormat format) {
        equipment = new EquipmentField(format.checkDigit());
        reasons = new ReasonField(format);
        impliedForModels = format.list() == ListName.WHITE ? Reason.UNSPECIFIED : Reason.TAC_BARRED;
    }

    @Override
    public @Nullable Entry entry(Row row, boolean removed) {
        Key key = equipment.key(row, Column.IMEI);
        if (key == null) {
            return null;
        }
        Reason reason = reasons.reason(row, implied(key.kind()), removed);
        return Statement.entry(row, key, Statement.imsi(row), reason);
    }

    private Reason implied(Key.Kind kind) {
        return switch (kind) {
            case TAC, TAC_SVN -> impliedForModels;
            case DEVICE, RANGE, SUBSCRIBERS, LINK -> Reason.UNSPECIFIED;
        };
    }
}
