// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import org.veritac.analytics.rules.Radio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The country in a month.
final class CountryReport {
    private CountryReport() {}

    static Report write(Material material) throws IOException {
        return new Report(
                Reports.COUNTRY.text(),
                "The country",
                material.month(),
                material.until(),
                figures(material),
                List.of(
                        Section.lines(daily(material), "imeis", "imsis", "msisdns"),
                        Section.bars(generations(material), "imeis"),
                        Section.bars(brands(material), "imeis"),
                        Section.plain(models(material))));
    }

    private static List<Figure> figures(Material material) throws IOException {
        var figures = new ArrayList<Figure>();
        String uses = "uses WHERE month = " + material.number();
        long imeis = material.count("SELECT COUNT(DISTINCT device) FROM " + uses);
        long imsis = material.count("SELECT COUNT(DISTINCT imsi) FROM " + uses);
        figures.add(Figure.count("imeis", "IMEIs", imeis));
        figures.add(Figure.count("imsis", "IMSIs", imsis));
        figures.add(
                Figure.count(
                        "msisdns",
                        "MSISDNs",
                        material.count("SELECT COUNT(DISTINCT msisdn) FROM " + uses)));
        figures.add(Figure.count("triplets", "Triplets (IMEI, IMSI, MSISDN)", triplets(material)));
        figures.add(Figure.count("gross_adds", "IMEIs seen for the first time", added(material)));
        figures.add(
                Figure.share(
                        "malformed",
                        "IMEIs that are not 14 digits",
                        material.count(
                                "SELECT COUNT(DISTINCT device) FROM " + uses + " AND device < 0"),
                        imeis));
        figures.add(
                Figure.share(
                        "unallocated",
                        "IMEIs whose TAC nobody was given",
                        unknown(material),
                        imeis));
        figures.add(
                Figure.share(
                        "without_imei",
                        "IMSIs seen without an IMEI",
                        material.count(
                                "SELECT COUNT(DISTINCT imsi) FROM " + uses + " AND device IS NULL"),
                        imsis));
        figures.add(Figure.count("stolen_seen", "IMEIs in use though stolen", stolen(material)));
        return figures;
    }

    private static long triplets(Material material) throws IOException {
        return material.count(
                "SELECT COUNT(*) FROM (SELECT DISTINCT device, imsi, msisdn FROM uses"
                        + " WHERE device IS NOT NULL AND month = "
                        + material.number()
                        + ")");
    }

    private static long added(Material material) throws IOException {
        return material.count(
                "SELECT COUNT(*) FROM devices WHERE first_day BETWEEN %d AND %d"
                        .formatted(
                                material.month().atDay(1).toEpochDay(),
                                material.month().atEndOfMonth().toEpochDay()));
    }

    /// Without a TAC table nothing is known to be unallocated.
    private static long unknown(Material material) throws IOException {
        String models = material.models();
        if (material.count("SELECT COUNT(*) FROM " + models) == 0) {
            return 0;
        }
        return material.count(
                """
                SELECT COUNT(DISTINCT device) FROM uses
                 WHERE month = %d AND device >= 0
                   AND device // 1000000 NOT IN (SELECT tac FROM %s)
                """
                        .formatted(material.number(), models));
    }

    private static long stolen(Material material) throws IOException {
        return material.count(
                """
                SELECT COUNT(DISTINCT u.device) FROM uses u
                  JOIN stolen s ON s.device = u.device
                   AND (s.status IS NULL OR s.status = 'blacklist')
                   AND s.from_day <= %1$d AND (s.to_day IS NULL OR s.to_day > %1$d)
                 WHERE u.month = %2$d
                """
                        .formatted(material.lastDay(), material.number()));
    }

    private static Table daily(Material material) throws IOException {
        return material.table(
                "days",
                "Seen each day",
                """
                SELECT strftime(make_date(%d, %d, d.day), '%%Y-%%m-%%d') AS day,
                       COUNT(DISTINCT u.device) AS imeis, COUNT(DISTINCT u.imsi) AS imsis,
                       COUNT(DISTINCT u.msisdn) AS msisdns
                  FROM uses u
                  JOIN (SELECT CAST(range + 1 AS INTEGER) AS day, 1::BIGINT << range AS bit
                          FROM range(31)) d ON (u.days & d.bit) <> 0
                 WHERE u.month = %d GROUP BY d.day ORDER BY d.day
                """
                        .formatted(
                                material.month().getYear(),
                                material.month().getMonthValue(),
                                material.number()));
    }

    /// By the newest generation that a device was seen with.
    private static Table generations(Material material) throws IOException {
        var newest = new StringBuilder("CASE");
        for (Radio.Generation generation : material.radio().generations().reversed()) {
            newest.append(" WHEN (rats & ")
                    .append(generation.seen())
                    .append(") <> 0 THEN '")
                    .append(generation.number())
                    .append("G'");
        }
        newest.append(" ELSE 'unknown' END");
        return material.table(
                "generations",
                "Newest radio access seen",
                """
                SELECT %s AS generation, COUNT(*) AS imeis
                  FROM (SELECT device, BIT_OR(rats) AS rats FROM uses
                         WHERE month = %d AND device IS NOT NULL GROUP BY device)
                 GROUP BY generation ORDER BY generation
                """
                        .formatted(newest, material.number()));
    }

    private static Table brands(Material material) throws IOException {
        return material.table(
                "makers",
                "Makers with the most IMEIs",
                """
                SELECT COALESCE(m.manufacturer, 'unknown') AS maker, COUNT(*) AS imeis
                  FROM (SELECT DISTINCT device FROM uses WHERE month = %d AND device >= 0) u
                  LEFT JOIN %s m ON m.tac = u.device // 1000000
                 GROUP BY maker ORDER BY imeis DESC, maker LIMIT 20
                """
                        .formatted(material.number(), material.models()));
    }

    private static Table models(Material material) throws IOException {
        return material.table(
                "models",
                "Models with the most IMEIs",
                """
                SELECT COALESCE(m.manufacturer, '') AS maker, COALESCE(m.model, 'unknown') AS model,
                       COUNT(*) AS imeis
                  FROM (SELECT DISTINCT device FROM uses WHERE month = %d AND device >= 0) u
                  LEFT JOIN %s m ON m.tac = u.device // 1000000
                 GROUP BY maker, m.model ORDER BY imeis DESC, maker, m.model LIMIT %d
                """
                        .formatted(material.number(), material.models(), material.top()));
    }
}
