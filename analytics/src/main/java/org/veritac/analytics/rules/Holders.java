// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Ranks, for each device that several subscribers use, which of them likely holds the genuine one
/// (Q.5052, clause 8), with the reasons.
///
/// The reasons weigh in the order of [Reason]: what comes first outweighs all that follow together,
/// so that no sum of hints outvotes a proof, and a person can retrace the order. Between equals the
/// longer use decides, then the earlier, then nothing: they share the rank.
public final class Holders {
    private Holders() {}

    /// Why a subscriber is likely the holder, the strongest first.
    public enum Reason {
        /// The register has a proof in force of this device with this IMSI.
        PROOF("proof", 16),
        /// They are paired.
        PAIR("pair", 8),
        /// The device is associated with the person to whom the IMSI is registered.
        REGISTRATION("registration", 4),
        /// With this subscriber the device only used what its model can.
        MODEL("model", 2),
        /// Nobody used the device earlier, or as early, and this subscriber has used it ever since
        /// with no month left out.
        OLDEST("oldest-continuous-use", 1);

        private final String text;
        private final int weight;

        Reason(String text, int weight) {
            this.text = text;
            this.weight = weight;
        }

        /// As reports have it.
        public String text() {
            return text;
        }
    }

    /// A subscriber of a device.
    ///
    /// @param device as the store has it
    /// @param imsi surrogate
    /// @param rank from 1; equals share one
    /// @param firstDay of use, as an epoch day
    /// @param days of use
    public record Holder(
            long device, int imsi, int rank, Set<Reason> reasons, int firstDay, int days) {
        public Holder {
            reasons = Set.copyOf(reasons);
        }

        int weight() {
            return reasons.stream().mapToInt(reason -> reason.weight).sum();
        }
    }

    /// Takes one holder after the other, by device and rank.
    @FunctionalInterface
    public interface Ranked {
        /// Takes one.
        void take(Holder holder) throws IOException;
    }

    /// Whose holders are asked for.
    ///
    /// @param query gives the devices, in a column `device`; it runs where the ranking runs
    /// @param proofs whether the database has a relation `proofs(device, imsi, until_day)`
    public record Devices(String query, boolean proofs) {}

    /// Ranks the holders of some devices.
    public static void rank(Database database, Setting setting, Devices devices, Ranked ranked)
            throws IOException {
        rank(new DuckDbEngine(database), setting, devices, ranked);
    }

    /// Ranks the holders of some devices on an engine.
    public static void rank(Engine engine, Setting setting, Devices devices, Ranked ranked)
            throws IOException {
        calendar(engine.database());
        engine.show("calendar");
        if (devices.proofs()) {
            engine.show("proofs");
        }
        var group = new ArrayList<Holder>();
        engine.rows(
                uses(setting, devices.query(), devices.proofs()),
                row -> {
                    var holder =
                            new Holder(
                                    row[0],
                                    (int) row[1],
                                    0,
                                    reasons(row),
                                    (int) row[2],
                                    (int) row[3]);
                    if (!group.isEmpty() && group.getFirst().device() != holder.device()) {
                        release(group, ranked);
                    }
                    group.add(holder);
                });
        release(group, ranked);
    }

    /// They follow the four columns of the use, in the order of the reasons.
    private static Set<Reason> reasons(long[] row) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        int column = 4;
        for (Reason reason : Reason.values()) {
            if (row[column++] != 0) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    private static void release(List<Holder> group, Ranked ranked) throws IOException {
        Comparator<Holder> order =
                Comparator.comparingInt(Holder::weight)
                        .reversed()
                        .thenComparing(Comparator.comparingInt(Holder::days).reversed())
                        .thenComparingInt(Holder::firstDay);
        group.sort(order.thenComparingInt(Holder::imsi));
        int rank = 1;
        for (int i = 0; i < group.size(); i++) {
            Holder holder = group.get(i);
            if (i > 0 && order.compare(group.get(i - 1), holder) != 0) {
                rank = i + 1;
            }
            ranked.take(
                    new Holder(
                            holder.device(),
                            holder.imsi(),
                            rank,
                            holder.reasons(),
                            holder.firstDay(),
                            holder.days()));
        }
        group.clear();
    }

    /// What is known of each subscriber of each device: from all of the time that the store
    /// remembers up to the day. The first day within a month is that of its lowest bit, found as
    /// the days below it.
    private static String uses(Setting setting, String devices, boolean proofs) {
        String proof =
                proofs
                        ? "SELECT DISTINCT q.device, q.imsi FROM proofs q WHERE q.until_day >= :day"
                        : "SELECT CAST(NULL AS BIGINT) AS device, CAST(NULL AS BIGINT) AS imsi FROM"
                                + " devices q WHERE FALSE";
        Text text =
                Text.of(
                        """
                        SELECT u.device, u.imsi, u.first_day, u.days,
                               q.device IS NOT NULL AS proof,
                               p.device IS NOT NULL AS pair,
                               r.device IS NOT NULL AS registration,
                               COALESCE(m.rats <> 0 AND NOT %5$s, FALSE) AS model,
                               u.first_day = a.first_day AND u.months = u.span AS oldest
                          FROM (%1$s) u
                          JOIN (SELECT x.device, MIN(x.first_day) AS first_day FROM (%1$s) x GROUP BY x.device) a
                            ON a.device = u.device
                          LEFT JOIN (%2$s) q ON q.device = u.device AND q.imsi = u.imsi
                          LEFT JOIN (SELECT DISTINCT l.device, l.imsi FROM pairs l WHERE %3$s) p
                            ON p.device = u.device AND p.imsi = u.imsi
                          LEFT JOIN (SELECT DISTINCT l.device, s.imsi
                                       FROM associations l JOIN subscribers s ON s.uid = l.uid
                                      WHERE %3$s AND %4$s) r
                            ON r.device = u.device AND r.imsi = u.imsi
                          LEFT JOIN (SELECT l.tac, BIT_OR(l.rats) AS rats FROM models l WHERE %3$s GROUP BY l.tac) m
                            ON u.device >= 0 AND m.tac = CAST(FLOOR(u.device / 1000000) AS BIGINT)
                         ORDER BY device, imsi
                        """
                                .formatted(
                                        uses(devices),
                                        proof,
                                        setting.inForce("l"),
                                        setting.inForce("s"),
                                        setting.radio().beyond("u", "m", false)));
        return setting.radio()
                .fill(setting.fill(text))
                .within(new Window(0, setting.asOf() + 1))
                .sql();
    }

    private static String uses(String devices) {
        return """
        SELECT w.device, w.imsi, MIN(w.first_day) AS first_day, SUM(BIT_COUNT(w.days)) AS days,
               BIT_OR(w.rats) AS rats, COUNT(*) AS months, MAX(w.number) - MIN(w.number) + 1 AS span
          FROM (SELECT t.device, t.imsi, t.month, BIT_OR(t.days) AS days, BIT_OR(t.rats) AS rats,
                       MIN(c.number) AS number,
                       MIN(c.first_day) + BIT_COUNT((BIT_OR(t.days) & -BIT_OR(t.days)) - 1) AS first_day
                  FROM uses t
                  JOIN (%s) g ON g.device = t.device
                  JOIN calendar c ON c.month = t.month
                 WHERE t.imsi IS NOT NULL
                   AND %s
                 GROUP BY t.device, t.imsi, t.month) w
         GROUP BY w.device, w.imsi
        """
                .formatted(devices, Triplets.takesPart("t"));
    }

    /// Makes the relation `calendar(month, number, first_day)` that ranking reads: a hundred years.
    private static void calendar(Database database) throws IOException {
        database.run(
                "CREATE OR REPLACE TEMPORARY TABLE calendar(month INTEGER, number INTEGER,"
                        + " first_day INTEGER)");
        var rows = new ArrayList<String>();
        var month = java.time.LocalDate.EPOCH;
        for (int number = 0; number < 1200; number++) {
            rows.add(
                    "(%d, %d, %d)"
                            .formatted(
                                    Window.month((int) month.toEpochDay()),
                                    number,
                                    month.toEpochDay()));
            month = month.plusMonths(1);
        }
        database.run("INSERT INTO calendar VALUES " + String.join(", ", rows));
    }
}
