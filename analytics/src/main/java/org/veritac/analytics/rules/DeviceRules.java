// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Dimension;

/// Our rules about devices that do not behave as their model.
final class DeviceRules {
    private DeviceRules() {}

    /// A software version that few devices of the TAC show: the makers publish no list of versions,
    /// the country's own devices are it.
    static String foreignSvn(Dimension.ForeignSvn rule, Setting setting) {
        Window window = Window.ofDays(rule.days(), setting.asOf());
        String shown =
                """
                SELECT DISTINCT v.device, CAST(FLOOR(v.device / 1000000) AS BIGINT) AS tac, v.svn
                  FROM events v
                 WHERE v.device >= 0 AND v.svn IS NOT NULL AND v.day >= :start AND v.day < :end
                """;
        Text text =
                Text.of(
                        """
                        SELECT DISTINCT a.device
                          FROM (%1$s) a
                          JOIN (SELECT b.tac, b.svn, COUNT(*) AS devices
                                  FROM (%1$s) b
                                 GROUP BY b.tac, b.svn) s
                            ON s.tac = a.tac AND s.svn = a.svn
                          JOIN (SELECT c.tac, COUNT(DISTINCT c.device) AS devices
                                  FROM (%1$s) c
                                 GROUP BY c.tac) t
                            ON t.tac = a.tac
                         WHERE t.devices >= :min_devices
                           AND CAST(s.devices AS DECIMAL(18, 0))
                               <= CAST(:max_share AS DECIMAL(9, 6)) * CAST(t.devices AS DECIMAL(18, 0))
                        """
                                .formatted(shown));
        return setting.fill(text)
                .within(window)
                .with("min_devices", rule.minDevices())
                .with("max_share", rule.maxShare())
                .sql();
    }

    /// Seen in the window on a generation that the TAC does not have: sharper than the model, whose
    /// other variants may have it.
    static String radioBeyondModel(Dimension.RadioBeyondModel rule, Setting setting) {
        Window window = Window.ofDays(rule.days(), setting.asOf());
        Text text =
                Text.of(
                        """
                        SELECT d.device
                          FROM (SELECT t.device, BIT_OR(t.rats) AS rats,
                                       CAST(FLOOR(t.device / 1000000) AS BIGINT) AS tac
                                  FROM uses t
                                 WHERE t.device >= 0 AND %s
                                 GROUP BY t.device) d
                          JOIN (SELECT l.tac, l.rats FROM models l WHERE l.rats <> 0 AND %s) m
                            ON m.tac = d.tac
                         WHERE %s
                        """
                                .formatted(
                                        Triplets.takesPart("t"),
                                        setting.inForce("l"),
                                        setting.radio().beyond("d", "m", false)));
        return setting.radio().fill(setting.fill(text)).within(window).sql();
    }

    /// Many subscribers, few cells: a gateway stands where it was put. Devices without any event
    /// with a cell do not match.
    static String simBox(Dimension.SimBox rule, Setting setting) {
        Window window = Window.ofDays(rule.days(), setting.asOf());
        Text text =
                Text.of(
                        """
                        SELECT c.device
                          FROM (SELECT p.device
                                  FROM (SELECT DISTINCT t.device, t.imsi
                                          FROM %s
                                         WHERE t.imsi IS NOT NULL AND %s) p
                                 GROUP BY p.device
                                HAVING COUNT(*) >= :imsis) c
                          JOIN (SELECT v.device, COUNT(DISTINCT v.cell) AS cells
                                  FROM events v
                                 WHERE v.cell IS NOT NULL AND v.day >= :start AND v.day < :end
                                 GROUP BY v.device) w
                            ON w.device = c.device
                         WHERE w.cells <= :cells
                        """
                                .formatted(Triplets.of(window, setting), Triplets.takesPart("t")));
        return setting.fill(text)
                .within(window)
                .with("imsis", rule.imsis())
                .with("cells", rule.cells())
                .sql();
    }
}
