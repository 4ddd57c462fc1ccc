// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Tac;
import org.veritac.register.DeviceModel;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.Reason;

import java.util.Locale;
import java.util.Optional;

/// The rows of a table of allocations, in the layouts of GSMA, of Osmocom and in ours. A text that
/// is too long for a note is cut: without its row a TAC would count as unallocated.
final class ModelRows implements Rows {
    /// Five fields of this length and what separates them are a note ([Entry#NOTE_MAX]).
    static final int FIELD_MAX = 199;

    /// What GSMA writes for a name it does not have.
    private static final String NOT_KNOWN = "not known";

    /// Whether a TAC of seven digits is one whose leading zero was lost.
    private final boolean zerosLost;

    ModelRows(boolean zerosLost) {
        this.zerosLost = zerosLost;
    }

    @Override
    public @Nullable Entry entry(Row row, boolean removed) {
        String text = row.text(Column.TAC);
        boolean cut = zerosLost && text.length() == Tac.DIGITS - 1;
        Optional<Tac> tac = Tac.ifValid(cut ? "0" + text : text);
        if (tac.isEmpty()) {
            row.refuse(Flaw.TAC, Column.TAC);
            return null;
        }
        String brand = first(row, Column.BRAND, Column.BRAND_NAME);
        String model = first(row, Column.MODEL, Column.MARKETING_NAME, Column.MODEL_NAME);
        String manufacturer = first(row, Column.MANUFACTURER);
        String type = first(row, Column.TYPE, Column.DEVICE_TYPE);
        String radio = first(row, Column.RADIO, Column.RADIO_INTERFACE, Column.BANDS);
        if (row.isRefused()) {
            return null;
        }
        var found = new DeviceModel(brand, model, manufacturer, type, radio);
        return new Entry(
                Key.tac(tac.get()), null, Reason.UNSPECIFIED, null, null, null, found.write());
    }

    /// The first of some columns that says something.
    private static String first(Row row, Column... columns) {
        for (Column column : columns) {
            String text = row.prose(column, FIELD_MAX);
            if (text != null
                    && !text.isEmpty()
                    && !text.toLowerCase(Locale.ROOT).equals(NOT_KNOWN)) {
                return text;
            }
        }
        return "";
    }
}
