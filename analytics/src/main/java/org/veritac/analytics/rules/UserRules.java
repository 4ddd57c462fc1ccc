// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

/// Rules about whose subscribers use a device, by the code of their home network. The length of an
/// IMSI does not matter here.
final class UserRules {
    private UserRules() {}

    /// Of a configured network.
    static String home(int days, Setting setting) {
        return used(days, setting.home("i"), setting);
    }

    /// Of a country of the configured networks, but of none of these.
    static String local(int days, Setting setting) {
        return used(
                days,
                "i.mcc IN (:mccs) AND NOT COALESCE(%s, FALSE)".formatted(setting.home("i")),
                setting);
    }

    /// Of any other country.
    static String foreign(int days, Setting setting) {
        return used(days, "COALESCE(i.mcc, -2) NOT IN (:mccs)", setting);
    }

    private static String used(int days, String whose, Setting setting) {
        Window window = Window.ofDays(days, setting.asOf());
        Text text =
                Text.of(
                        """
                        SELECT DISTINCT t.device
                          FROM %s
                          JOIN (SELECT i.imsi FROM imsis i WHERE %s) s ON s.imsi = t.imsi
                         WHERE %s
                        """
                                .formatted(
                                        Triplets.of(window, setting),
                                        whose,
                                        Triplets.takesPart("t")));
        return setting.fill(text).within(window).sql();
    }
}
