// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import java.io.IOException;
import java.util.List;

/// Devices by how many SIMs and numbers they were used with in the last 30 days of the month: the
/// share on more than three SIMs is what Colombia published, the devices by number of MSISDNs what
/// Qualcomm did (QTR-RLB-IMEI, clause 7).
final class DuplicatesReport {
    private DuplicatesReport() {}

    static Report write(Material material) throws IOException {
        material.database()
                .temporary(
                        "crowds",
                        """
                        SELECT device, COUNT(DISTINCT imsi) AS sims, COUNT(DISTINCT msisdn) AS numbers,
                               COUNT(DISTINCT operator) AS operators
                          FROM %s WHERE device >= 0 GROUP BY device
                        """
                                .formatted(material.recent()));
        long devices = material.count("SELECT COUNT(*) FROM crowds");
        long crowded =
                material.count("SELECT COUNT(*) FROM crowds WHERE sims > " + material.sims());
        long shared = material.count("SELECT COUNT(*) FROM crowds WHERE numbers > 1");
        long involved =
                material.count(
                        "SELECT COUNT(DISTINCT imsi) FROM "
                                + material.recent()
                                + " u JOIN crowds c ON c.device = u.device WHERE c.sims > "
                                + material.sims());
        String label = "IMEIs on more than %d SIMs in 30 days".formatted(material.sims());
        return new Report(
                Reports.DUPLICATES.text(),
                "Duplicate IMEIs",
                material.month(),
                material.until(),
                List.of(
                        Figure.count("imeis", "Well-formed IMEIs of 30 days", devices),
                        Figure.count("over_sims", label, crowded),
                        Figure.share("over_sims_share", label + ", of all", crowded, devices),
                        Figure.share(
                                "over_one_msisdn_share",
                                "IMEIs with more than one number in 30 days",
                                shared,
                                devices),
                        Figure.count("imsis_involved", "SIMs in such IMEIs", involved)),
                List.of(
                        Section.bars(histogram(material, "sims", "SIMs"), "imeis"),
                        Section.bars(histogram(material, "numbers", "MSISDNs"), "imeis"),
                        Section.plain(top(material))
                                .noted(
                                        "Colombia published the share on more than 3 SIMs in 30"
                                            + " days (almost 13 % in 2016), Qualcomm the IMEIs by"
                                            + " number of MSISDNs (QTR-RLB-IMEI, clause 7).")));
    }

    private static Table histogram(Material material, String column, String what)
            throws IOException {
        return material.table(
                "by_" + column,
                "IMEIs by number of " + what,
                """
                SELECT bucket AS %1$s, COUNT(*) AS imeis
                  FROM (SELECT CASE WHEN %1$s <= 5 THEN CAST(%1$s AS VARCHAR) WHEN %1$s <= 10 THEN '6-10'
                                    WHEN %1$s <= 50 THEN '11-50' WHEN %1$s <= 100 THEN '51-100'
                                    WHEN %1$s <= 1000 THEN '101-1000' ELSE 'over 1000' END AS bucket,
                               %1$s AS size FROM crowds)
                 GROUP BY bucket ORDER BY MIN(size)
                """
                        .formatted(column));
    }

    private static Table top(Material material) throws IOException {
        return material.table(
                "top",
                "IMEIs on the most SIMs",
                """
                SELECT lpad(CAST(c.device AS VARCHAR), 14, '0') AS imei, c.sims, c.numbers AS msisdns,
                       c.operators, COALESCE(m.manufacturer, '') AS maker, COALESCE(m.model, '') AS model
                  FROM crowds c LEFT JOIN %s m ON m.tac = c.device // 1000000
                 WHERE c.sims > %d ORDER BY c.sims DESC, c.device LIMIT %d
                """
                        .formatted(material.models(), material.sims(), material.top()));
    }
}
