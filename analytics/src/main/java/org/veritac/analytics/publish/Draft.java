// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.publish;

import org.veritac.analytics.classify.State;
import org.veritac.analytics.config.Condition;
import org.veritac.analytics.config.ListOptions;
import org.veritac.analytics.config.Operator;
import org.veritac.analytics.rules.Setting;
import org.veritac.analytics.rules.Usage;
import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The lists as they should be on a day, as temporary tables, before anything is kept.
final class Draft {
    private final Database database;
    private final Setting setting;
    private final ListOptions options;

    Draft(Database database, Setting setting, ListOptions options) {
        this.database = database;
        this.setting = setting;
        this.options = options;
    }

    /// Makes `new_blacklist`, `new_notifications`, `new_exceptions`, and beside them
    /// `notified_devices` and `paired`, which tell why a notification went.
    void make(List<Condition> conditions) throws IOException {
        State.recall(database, Integer.MAX_VALUE);
        List<Condition> blocking = conditions.stream().filter(Condition::blocking).toList();
        blocking(blocking);
        golden();
        networks();
        blacklist(blocking);
        notifiedDevices(blocking);
        paired();
        notifications();
        exceptions();
    }

    private void blocking(List<Condition> conditions) throws IOException {
        database.run("CREATE OR REPLACE TEMPORARY TABLE blocking(condition VARCHAR, bit BIGINT)");
        for (int i = 0; i < conditions.size(); i++) {
            database.run("INSERT INTO blocking VALUES (?, ?)", conditions.get(i).label(), 1L << i);
        }
    }

    /// Devices never to be blocked: listed, or listed by the MD5 of their IMEI.
    private void golden() throws IOException {
        database.temporary(
                "golden_devices",
                """
                SELECT l.device FROM golden l WHERE %1$s
                 UNION
                SELECT DISTINCT d.device
                  FROM standing d
                  LEFT JOIN malformed t ON t.device = d.device
                  JOIN golden_hashes l ON LOWER(l.hash) = md5(%2$s)
                 WHERE d.block_day IS NOT NULL AND %1$s
                """
                        .formatted(setting.inForce("l"), State.IMEI));
    }

    private void networks() throws IOException {
        database.run(
                "CREATE OR REPLACE TEMPORARY TABLE networks(mcc INTEGER, mnc2 INTEGER, mnc3"
                        + " INTEGER, operator VARCHAR)");
        database.run("CREATE OR REPLACE TEMPORARY TABLE addressees(operator VARCHAR)");
        for (Operator operator : setting.region().operators()) {
            database.run("INSERT INTO addressees VALUES (?)", operator.id());
            for (Operator.Network network : operator.networks()) {
                database.run(
                        "INSERT INTO networks VALUES (%s, %s, %s, ?)"
                                .formatted(
                                        network.mcc(),
                                        network.mnc().length() == 2 ? network.mnc() : "NULL",
                                        network.mnc().length() == 3 ? network.mnc() : "NULL"),
                        operator.id());
            }
        }
    }

    /// The first block date of each device that has come, over the conditions whose has.
    private void blacklist(List<Condition> blocking) throws IOException {
        database.temporary("masks", blocked("s.block_day <= " + setting.asOf()));
        reasons(blocking);
        database.temporary(
                Kind.BLACKLIST.fresh(),
                "SELECT m.device, m.block_day, r.reasons FROM masks m JOIN reasons r ON r.mask ="
                        + " m.mask");
    }

    /// The devices whose block date is to come, and that are not blocked already for another
    /// reason.
    private void notifiedDevices(List<Condition> blocking) throws IOException {
        database.temporary(
                "masks",
                "SELECT b.* FROM (%s) b LEFT JOIN %s k ON k.device = b.device WHERE k.device IS NULL"
                        .formatted(
                                blocked("s.block_day > " + setting.asOf()),
                                Kind.BLACKLIST.fresh()));
        reasons(blocking);
        database.temporary(
                "notified_devices",
                "SELECT m.device, m.block_day, r.reasons, m.amnesty FROM masks m JOIN reasons r ON"
                        + " r.mask = m.mask");
    }

    private String blocked(String when) {
        return """
        SELECT s.device, MIN(s.block_day) AS block_day, BIT_OR(b.bit) AS mask, BOOL_AND(s.amnesty) AS amnesty
          FROM standing s
          JOIN blocking b ON b.condition = s.condition
          LEFT JOIN golden_devices g ON g.device = s.device
         WHERE g.device IS NULL AND %s %s
         GROUP BY s.device
        """
                .formatted(when, options.invalidImeis() ? "" : "AND s.device >= 0");
    }

    /// The text of each mask of conditions: distinct reasons, sorted, with pipes between.
    private void reasons(List<Condition> blocking) throws IOException {
        var masks = new ArrayList<Long>();
        database.rows("SELECT DISTINCT mask FROM masks", row -> masks.add(row.getLong(1)));
        database.run("CREATE OR REPLACE TEMPORARY TABLE reasons(mask BIGINT, reasons VARCHAR)");
        var rows = new ArrayList<String>();
        for (long mask : masks) {
            var texts = new TreeSet<String>();
            for (int i = 0; i < blocking.size(); i++) {
                if ((mask & (1L << i)) != 0) {
                    texts.add(blocking.get(i).reason());
                }
            }
            rows.add("(" + mask + ", " + Database.text(String.join("|", texts)) + ")");
        }
        if (!rows.isEmpty()) {
            database.run("INSERT INTO reasons VALUES " + String.join(", ", rows));
        }
    }

    /// Pairs in force, whose users are not notified.
    private void paired() throws IOException {
        database.temporary(
                "paired",
                "SELECT DISTINCT l.device, l.imsi, l.msisdn FROM pairs l WHERE l.imsi IS NOT NULL"
                        + " AND "
                        + setting.inForce("l"));
    }

    /// A triplet is paired by its IMSI; where a change of IMSI is not to be notified, by its MSISDN
    /// too.
    static String paired(String triplet, ListOptions options) {
        String byImsi =
                "EXISTS (SELECT 1 FROM paired p WHERE p.device = %1$s.device AND p.imsi = %1$s.imsi)"
                        .formatted(triplet);
        String byMsisdn =
                "EXISTS (SELECT 1 FROM paired p WHERE p.device = %1$s.device AND p.msisdn = %1$s.msisdn)"
                        .formatted(triplet);
        return options.notifyImsiChange() ? byImsi : "(" + byImsi + " OR " + byMsisdn + ")";
    }

    /// Who used a device of late is told by the home network; where that is none of ours, by each
    /// operator where the two were seen.
    private void notifications() throws IOException {
        database.temporary(
                "triplets",
                """
                SELECT u.device, u.imsi, u.msisdn, o.id AS operator
                  FROM (%s) u
                  JOIN notified_devices n ON n.device = u.device
                  LEFT JOIN operators o ON o.operator = u.operator
                 WHERE u.imsi IS NOT NULL AND u.msisdn IS NOT NULL AND NOT %s
                """
                        .formatted(
                                Usage.of("notified_devices", options.lookbackDays(), setting),
                                paired("u", options)));
        homes("triplets");
        database.temporary(
                Kind.NOTIFICATIONS.fresh(),
                """
                SELECT r.operator, r.device, r.imsi, r.msisdn, n.block_day, n.reasons, n.amnesty
                  FROM (SELECT DISTINCT COALESCE(h.operator, t.operator) AS operator, t.device, t.imsi, t.msisdn
                          FROM triplets t LEFT JOIN homes h ON h.imsi = t.imsi) r
                  JOIN addressees a ON a.operator = r.operator
                  JOIN notified_devices n ON n.device = r.device
                """);
    }

    /// Pairs go to the home network; those without one of ours to each operator where the device
    /// was seen with the IMSI of late, or to all when it was not seen at all. DIRBS sends them to
    /// all.
    private void exceptions() throws IOException {
        database.temporary("wanted", "SELECT l.* FROM paired l WHERE " + wanted());
        homes("wanted");
        database.temporary(
                "seen_pairs",
                setting.strict()
                        ? "SELECT CAST(NULL AS BIGINT) AS device, CAST(NULL AS INTEGER) AS imsi,"
                                + " CAST(NULL AS VARCHAR) AS operator WHERE FALSE"
                        : """
                        SELECT DISTINCT u.device, u.imsi, o.id AS operator
                          FROM (%s) u
                          JOIN wanted w ON w.device = u.device AND w.imsi = u.imsi
                          JOIN operators o ON o.operator = u.operator
                          JOIN addressees a ON a.operator = o.id
                        """
                                .formatted(Usage.of("wanted", options.lookbackDays(), setting)));
        database.temporary(
                Kind.EXCEPTIONS.fresh(),
                """
                SELECT DISTINCT COALESCE(h.operator, s.operator, a.operator) AS operator,
                       w.device, w.imsi, w.msisdn
                  FROM wanted w
                  LEFT JOIN homes h ON h.imsi = w.imsi
                  LEFT JOIN seen_pairs s ON h.operator IS NULL AND s.device = w.device AND s.imsi = w.imsi
                  LEFT JOIN addressees a ON h.operator IS NULL AND s.operator IS NULL
                 WHERE COALESCE(h.operator, s.operator, a.operator) IS NOT NULL
                """);
    }

    private String wanted() {
        var filters = new ArrayList<String>();
        filters.add(options.invalidImeis() ? "TRUE" : "l.device >= 0");
        if (options.exceptionsOfBlacklistedOnly()) {
            filters.add("l.device IN (SELECT device FROM " + Kind.BLACKLIST.fresh() + ")");
        }
        if (!options.barredInExceptions()) {
            filters.add(
                    "l.device NOT IN (SELECT b.device FROM barred b WHERE "
                            + setting.inForce("b")
                            + ")");
            filters.add(
                    "NOT (l.device >= 0 AND l.device // 1000000 IN (SELECT b.tac FROM barred_tacs b"
                            + " WHERE "
                            + setting.inForce("b")
                            + "))");
        }
        return String.join(" AND ", filters);
    }

    private void homes(String of) throws IOException {
        database.temporary(
                "homes",
                """
                SELECT i.imsi, MIN(n.operator) AS operator
                  FROM imsis i
                  JOIN networks n ON n.mcc = i.mcc AND (n.mnc2 = i.mnc2 OR n.mnc3 = i.mnc3)
                 WHERE i.imsi IN (SELECT imsi FROM %s)
                 GROUP BY i.imsi
                """
                        .formatted(of));
    }
}
