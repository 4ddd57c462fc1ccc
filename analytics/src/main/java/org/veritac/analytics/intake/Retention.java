// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.store.Change;
import org.veritac.analytics.store.Part;
import org.veritac.analytics.store.Relation;
import org.veritac.analytics.store.Relations;
import org.veritac.analytics.store.Store;
import org.veritac.analytics.vault.Kind;
import org.veritac.analytics.vault.OpenVault;
import org.veritac.analytics.vault.Vault;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Deletes what was kept long enough, `months_retention`: months and events, ended rows of the
/// lists that name subscribers, and in the vault everybody whom nothing names any more. Devices,
/// models and lists of devices stay.
public final class Retention {
    /// The longest time, in months.
    public static final int MONTHS_MAX = 1_200;

    /// The store's setting that says from which day on data were kept at the last pruning.
    public static final String KEPT_FROM = "kept_from";

    private final Store store;
    private final Vault vault;
    private final Clock clock;

    public Retention(Store store, Vault vault, Clock clock) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
    }

    /// What was deleted.
    ///
    /// @param months how many months of operators
    /// @param identities how many IMSIs, MSISDNs and user ids
    public record Pruned(int months, int identities) {}

    /// Keeps this month and some before it.
    ///
    /// @param months how many before it, 0 to [#MONTHS_MAX]
    public Pruned prune(int months) throws IOException {
        if (months < 0 || months > MONTHS_MAX) {
            throw new IllegalArgumentException("0 to %d months".formatted(MONTHS_MAX));
        }
        LocalDate from = firstDay(months);
        int firstDay = (int) from.toEpochDay();
        OpenVault open = vault.open("retention from " + from);
        try (Change change = store.change()) {
            int deleted = remove(change, Relations.USES, Dates.month(firstDay));
            remove(change, Relations.EVENTS, firstDay);
            forgetUsers(change);
            change.put(KEPT_FROM, Integer.toString(firstDay));
            change.replace(
                    Relations.DAILY_COUNTS,
                    "SELECT * FROM daily_counts WHERE day >= %d ORDER BY operator, day"
                            .formatted(firstDay));
            for (Relation list :
                    List.of(Relations.PAIRS, Relations.SUBSCRIBERS, Relations.ASSOCIATIONS)) {
                change.replace(
                        list,
                        "SELECT * FROM %s WHERE to_day IS NULL OR to_day >= %d"
                                .formatted(list.name(), firstDay));
            }
            int forgotten = forget(change, open);
            change.commit();
            return new Pruned(deleted, forgotten);
        }
    }

    /// The first day that is kept.
    public LocalDate firstDay(int months) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .withDayOfMonth(1)
                .minusMonths(months);
    }

    /// Devices keep two subscribers at most, of those that are still there.
    private void forgetUsers(Change change) throws IOException {
        change.replace(
                Relations.DEVICES,
                """
                SELECT d.device, d.first_day, d.last_day, d.rats,
                       u.imsi, nullif(u.last_imsi, u.imsi) AS other_imsi,
                       u.msisdn, nullif(u.last_msisdn, u.msisdn) AS other_msisdn
                FROM devices d LEFT JOIN
                     (SELECT device, min(imsi) AS imsi, max(imsi) AS last_imsi,
                             min(msisdn) AS msisdn, max(msisdn) AS last_msisdn
                      FROM (%s) GROUP BY device) u USING (device)
                ORDER BY d.device\
                """
                        .formatted(store.query(Relations.USES, change.parts(Relations.USES))));
    }

    private static int remove(Change change, Relation relation, int before) {
        List<Part> old =
                change.parts(relation).stream().filter(part -> part.period() < before).toList();
        change.remove(old);
        return (int)
                old.stream()
                        .map(part -> List.of(part.period(), part.operator()))
                        .distinct()
                        .count();
    }

    private int forget(Change change, OpenVault open) throws IOException {
        BitSet imsis = named(change, "imsi", Relations.USES, Relations.EVENTS, Relations.PAIRS);
        imsis.or(named(change, "imsi", Relations.SUBSCRIBERS));
        BitSet msisdns = named(change, "msisdn", Relations.USES, Relations.EVENTS, Relations.PAIRS);
        BitSet uids = named(change, "uid", Relations.SUBSCRIBERS, Relations.ASSOCIATIONS);
        keepRows(change, Relations.IMSIS, "imsi", imsis);
        keepRows(change, Relations.MSISDNS, "msisdn", msisdns);
        return open.keep(change, Kind.IMSI, imsis::get)
                + open.keep(change, Kind.MSISDN, msisdns::get)
                + open.keep(change, Kind.UID, uids::get);
    }

    /// The numbers that stand in a column of some relations.
    private BitSet named(Change change, String column, Relation... relations) throws IOException {
        List<String> queries = new ArrayList<>();
        for (Relation relation : relations) {
            queries.add(
                    "SELECT %s AS number FROM (%s)"
                            .formatted(column, store.query(relation, change.parts(relation))));
        }
        BitSet numbers = new BitSet();
        store.database()
                .rows(
                        "SELECT DISTINCT number FROM (%s) WHERE number IS NOT NULL"
                                .formatted(String.join(" UNION ALL ", queries)),
                        row -> numbers.set(row.getInt(1)));
        return numbers;
    }

    private void keepRows(Change change, Relation relation, String key, BitSet kept)
            throws IOException {
        store.database().run("CREATE OR REPLACE TABLE kept(number INTEGER)");
        try (Cells cells = new Cells(store.database(), "kept")) {
            for (int number = kept.nextSetBit(0);
                    number >= 0;
                    number = kept.nextSetBit(number + 1)) {
                cells.begin();
                cells.number(number);
                cells.end();
            }
        }
        change.replace(
                relation,
                "SELECT r.* FROM %s r SEMI JOIN kept ON r.%s = kept.number ORDER BY %s"
                        .formatted(relation.name(), key, key));
        store.database().run("DROP TABLE kept");
    }
}
