// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

/// Who used what of late, for those who notify.
public final class Usage {
    private Usage() {}

    /// A query of the triplet-months that take part in the window of that many days: columns
    /// `device`, `imsi`, `msisdn`, `operator`, each combination once.
    ///
    /// @param devices a relation with a column `device`: of these devices only
    public static String of(String devices, int days, Setting setting) {
        Window window = Window.ofDays(days, setting.asOf());
        Text text =
                Text.of(
                        """
                        SELECT DISTINCT t.device, t.imsi, t.msisdn, t.operator
                          FROM uses t
                         WHERE t.device IN (SELECT w.device FROM %s w) AND %s
                        """
                                .formatted(devices, Triplets.takesPart("t")));
        return setting.fill(text).within(window).sql();
    }
}
