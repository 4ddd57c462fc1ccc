// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Condition;
import org.veritac.analytics.config.Dimension;
import org.veritac.analytics.store.Database;

import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The devices that conditions may decide otherwise as of a day than as of an earlier one: all
/// others keep what was decided, and need not be looked at.
///
/// They are more rather than fewer: those with a first use, with uses that entered or left a
/// window, with rows of a list that began or ended. A rule that asks for two subscribers is told
/// only of devices that ever had two, which `devices` knows of each. Found in two passes over
/// `devices` and one over the months that leave a window; then the rules' own texts run on the rows
/// of these devices alone.
///
/// What this rests on, and who asks for it sees to: nothing of the days up to the earlier one came
/// or went since, and the lists are the same.
public final class Touched implements Closeable {
    /// A later day than so many after the earlier one touches most of what there is.
    public static final int DAYS_MAX = 7;

    private static final String SCHEMA = "touched";

    /// Lists of devices; the others reach devices by what they have in common.
    private static final Set<String> OF_DEVICES =
            Set.of("stolen", "barred", "registration", "associations", "monitoring");

    private final Database database;
    private final int before;
    private final Setting setting;
    private final Set<Condition> followed;
    private final Set<Dimension> dimensions = new LinkedHashSet<>();

    private Touched(Database database, int before, Setting setting, Set<Condition> followed) {
        this.database = database;
        this.before = before;
        this.setting = setting;
        this.followed = followed;
        followed.forEach(condition ->
                condition.dimensions().forEach(use -> dimensions.add(use.dimension())));
    }

    /// The lists that a condition reads, by relation.
    public static Set<String> lists(Condition condition) {
        Set<String> lists = new TreeSet<>();
        condition.dimensions().forEach(use -> lists.addAll(Reach.of(use.dimension()).lists()));
        return lists;
    }

    /// Finds the devices that are touched.
    ///
    /// @param before the day of the earlier decision, at most [#DAYS_MAX] before that of the
    ///   setting
    /// @param conditions that were decided then; those of them that can be followed are
    public static Touched since(
            Database database, int before, Setting setting, Collection<Condition> conditions)
            throws IOException {
        Set<Condition> followed = new LinkedHashSet<>();
        for (Condition condition : conditions) {
            if (follows(condition) && !turns(database, condition, before, setting)) {
                followed.add(condition);
            }
        }
        var touched = new Touched(database, before, setting, followed);
        touched.find();
        touched.narrow();
        return touched;
    }

    /// Whether a condition decides each device by that device's own rows.
    private static boolean follows(Condition condition) {
        return condition.dimensions().stream()
                .noneMatch(use -> Reach.of(use.dimension()).ways().contains(Reach.Way.ALL));
    }

    /// Whether a list that reaches devices by what they have in common turned meanwhile.
    private static boolean turns(
            Database database, Condition condition, int before, Setting setting)
            throws IOException {
        for (String list : lists(condition)) {
            if (!OF_DEVICES.contains(list)
                    && database.number(
                                    "SELECT COUNT(*) FROM %s l WHERE %s"
                                            .formatted(list, turns("l", before, setting)))
                            > 0) {
                return true;
            }
        }
        return false;
    }

    /// A row of a list came into force, or went, after the earlier day and by the later.
    private static String turns(String alias, int before, Setting setting) {
        return "(%1$s.from_day > %2$d AND %1$s.from_day <= %3$d OR %1$s.to_day > %2$d AND %1$s.to_day <= %3$d)"
                .formatted(alias, before, setting.asOf());
    }

    /// The conditions whose untouched devices keep what was decided.
    public Set<Condition> followed() {
        return Set.copyOf(followed);
    }

    /// The query of the devices that are touched, one column `device`.
    public String devices() {
        return "SELECT device FROM touched_devices";
    }

    /// What the rules find among the touched devices.
    public Matching matching(Names names) throws IOException {
        return Matching.within(SCHEMA, database, setting, names);
    }

    /// How many devices were first seen after the earlier day and by the later one.
    public long news() throws IOException {
        return database.number(
                "SELECT COUNT(*) FROM gathered WHERE first_day > ? AND first_day <= ?",
                before,
                setting.asOf());
    }

    /// Makes the tables `gathered`, every device with news and what is known of it, and
    /// `touched_devices`, those that are to be decided.
    private void find() throws IOException {
        database.temporary("leaving", leaving());
        String late = late();
        database.temporary(
                "gathered",
                """
                SELECT r.device, MIN(r.first_day) AS first_day, MAX(r.last_day) AS last_day,
                       %s AS imsis, %s AS msisdns
                  FROM main.device_rows r
                 WHERE r.device IN (SELECT n.device FROM main.device_rows n
                                     WHERE n.last_day > %d OR %s
                                     UNION ALL SELECT device FROM leaving)
                 GROUP BY r.device
                """
                        .formatted(
                                two("imsi", Reach.Way.TWO_IMSIS),
                                two("msisdn", Reach.Way.TWO_MSISDNS),
                                before,
                                late));
        database.temporary("touched_devices", touched(late));
    }

    /// Whether a device ever had two subscribers; not asked of the disk when no rule wants to know.
    private String two(String subscriber, Reach.Way way) {
        boolean asked =
                dimensions.stream().anyMatch(dimension -> Reach.of(dimension).ways().contains(way));
        return asked
                ? "MIN(r.%1$s) < MAX(GREATEST(r.%1$s, r.other_%1$s))".formatted(subscriber)
                : "FALSE";
    }

    private String touched(String late) {
        Set<String> queries = new TreeSet<>();
        queries.add("SELECT device FROM gathered WHERE first_day > " + before);
        for (Dimension dimension : dimensions) {
            Reach reach = Reach.of(dimension);
            for (Reach.Way way : reach.ways()) {
                queries.add(query(way, reach, late));
            }
            for (String list : reach.lists()) {
                if (OF_DEVICES.contains(list)) {
                    queries.add(
                            "SELECT l.device FROM main.%s l WHERE %s"
                                    .formatted(list, turns("l", before, setting)));
                }
            }
        }
        return String.join(" UNION ", queries);
    }

    private String query(Reach.Way way, Reach reach, String late) {
        String news = "(last_day > %d OR device IN (SELECT device FROM leaving))".formatted(before);
        return switch (way) {
            case DELAY -> "SELECT n.device FROM gathered n WHERE " + late;
            case USE -> "SELECT device FROM gathered WHERE last_day > " + before;
            case WINDOW -> "SELECT device FROM gathered WHERE " + news;
            case TWO_IMSIS -> "SELECT device FROM gathered WHERE imsis AND " + news;
            case TWO_MSISDNS -> "SELECT device FROM gathered WHERE msisdns AND " + news;
            case EVENTS -> {
                Window then = reach.window().of(before);
                Window now = reach.window().of(setting.asOf());
                yield "SELECT device FROM main.events WHERE device IS NOT NULL AND (day >= %d AND day < %d OR day >= %d AND day < %d)"
                        .formatted(then.end(), now.end(), then.start(), now.start());
            }
            case MONITORED -> "SELECT device FROM main.monitoring";
            case ALL -> throw new IllegalArgumentException("all are touched");
        };
    }

    /// The devices with a use on a day that left a window.
    private String leaving() {
        Set<String> days = new TreeSet<>();
        for (Dimension dimension : dimensions) {
            Reach reach = Reach.of(dimension);
            int end = reach.looksBack() ? reach.window().of(setting.asOf()).start() : 0;
            for (int day = reach.window().of(before).start(); day < end; day++) {
                int bit = LocalDate.ofEpochDay(day).getDayOfMonth() - 1;
                days.add(
                        "u.month = %d AND (u.days & %d) <> 0"
                                .formatted(Window.month(day), 1L << bit));
            }
        }
        return "SELECT DISTINCT u.device FROM main.uses u WHERE u.device IS NOT NULL AND "
                + (days.isEmpty() ? "FALSE" : "(" + String.join(" OR ", days) + ")");
    }

    /// Of a row of devices under the alias `n`: its first day is so long ago now that a reporting
    /// body has had time to tell, and was not then.
    private String late() {
        List<String> spans = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            if (dimension instanceof Dimension.GsmaNotFound rule) {
                Set<Integer> delays = new TreeSet<>(rule.delays().values());
                delays.add(0);
                for (int delay : delays) {
                    spans.add(
                            "n.first_day BETWEEN %d AND %d"
                                    .formatted(before + 1 - delay, setting.asOf() - delay));
                }
            }
        }
        return spans.isEmpty() ? "FALSE" : "(" + String.join(" OR ", spans) + ")";
    }

    /// Makes the rows of these devices that rules read, under the relations' own names in a schema
    /// of its own.
    private void narrow() throws IOException {
        int usesFrom = Integer.MAX_VALUE;
        int eventsFrom = Integer.MAX_VALUE;
        for (Dimension dimension : dimensions) {
            Reach reach = Reach.of(dimension);
            Window window = reach.window().of(setting.asOf());
            if (reach.looksBack()) {
                usesFrom = Math.min(usesFrom, window.firstMonth());
            }
            if (reach.ways().contains(Reach.Way.EVENTS)) {
                eventsFrom = Math.min(eventsFrom, window.start());
            }
        }
        database.run("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
        table(
                "devices",
                "SELECT device, MIN(first_day) AS first_day, BIT_OR(rats) AS rats FROM"
                        + " main.device_rows WHERE %s GROUP BY device");
        table(
                "uses",
                "SELECT * FROM main.uses WHERE month BETWEEN %d AND %d AND "
                                .formatted(usesFrom, Window.month(setting.asOf()))
                        + "%s");
        for (String list : OF_DEVICES) {
            if (dimensions.stream().anyMatch(of -> Reach.of(of).lists().contains(list))) {
                table(list, "SELECT * FROM main." + list + " WHERE %s");
            }
        }
        table("events", "SELECT * FROM main.events WHERE day >= " + eventsFrom + " AND %s");
    }

    private void table(String name, String query) throws IOException {
        database.run(
                "CREATE OR REPLACE TABLE %s.%s AS %s"
                        .formatted(
                                SCHEMA,
                                name,
                                query.formatted("device IN (SELECT device FROM touched_devices)")));
    }

    /// Lets go of these rows.
    @Override
    public void close() throws IOException {
        database.run("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
    }
}
