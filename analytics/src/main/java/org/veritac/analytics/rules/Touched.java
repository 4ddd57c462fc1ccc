// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Condition;
import org.veritac.analytics.config.Dimension;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Relation;
import org.veritac.analytics.store.Relations;

import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The devices that conditions may decide otherwise as of a day than as of an earlier one: all
/// others keep what was decided, and need not be looked at.
///
/// They are more rather than fewer: those with a first use, with uses that entered or left a
/// window, with rows of a list that began or ended. A rule that asks for two subscribers is told
/// only of devices that ever had two, which `device_rows` knows of each. Found by columns of
/// `device_rows`, whose newest row of a device says all of it, and in the months that leave a
/// window; then the rules' own texts run on the rows of these devices alone.
///
/// What this rests on, and who asks for it sees to: nothing of the days up to the earlier one came
/// or went since, and the lists are the same.
public final class Touched implements Closeable {
    /// A later day than so many after the earlier one touches most of what there is.
    public static final int DAYS_MAX = 7;

    private static final String SCHEMA = "touched";

    /// Lists of devices; the others reach devices by what they have in common.
    static final List<Relation> OF_DEVICES =
            List.of(
                    Relations.STOLEN,
                    Relations.BARRED,
                    Relations.REGISTRATION,
                    Relations.ASSOCIATIONS,
                    Relations.MONITORING);

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
        Excerpt.make(SCHEMA, database, setting, touched.dimensions);
        return touched;
    }

    /// Whether a condition decides each device by that device's own rows.
    private static boolean follows(Condition condition) {
        return condition.dimensions().stream()
                .noneMatch(use -> Reach.of(use.dimension()).ways().contains(Reach.Way.ALL));
    }

    private static boolean isOfDevices(String list) {
        return OF_DEVICES.stream().anyMatch(relation -> relation.name().equals(list));
    }

    /// Whether a list that reaches devices by what they have in common turned meanwhile.
    private static boolean turns(
            Database database, Condition condition, int before, Setting setting)
            throws IOException {
        for (String list : lists(condition)) {
            if (!isOfDevices(list)
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
                "SELECT COUNT(*) FROM %s.devices WHERE first_day > ? AND first_day <= ?"
                        .formatted(SCHEMA),
                before,
                setting.asOf());
    }

    /// Makes the table `touched_devices`.
    private void find() throws IOException {
        database.temporary("leaving", leaving());
        database.temporary("touched_devices", touched());
    }

    private String touched() {
        Set<String> queries = new TreeSet<>();
        queries.add("SELECT device FROM main.device_rows WHERE first_day > " + before);
        for (Dimension dimension : dimensions) {
            Reach reach = Reach.of(dimension);
            for (Reach.Way way : reach.ways()) {
                queries.add(query(way, reach));
            }
            for (String list : reach.lists()) {
                if (isOfDevices(list)) {
                    queries.add(turned(list, "from_day"));
                    queries.add(turned(list, "to_day"));
                }
            }
        }
        return String.join(" UNION ", queries);
    }

    /// The devices of a list with rows that began, or ended, since: a column at a time, so that
    /// files that hold no such day are not read.
    private String turned(String list, String edge) {
        return "SELECT l.device FROM main.%1$s l WHERE l.%2$s > %3$d AND l.%2$s <= %4$d"
                .formatted(list, edge, before, setting.asOf());
    }

    private String query(Reach.Way way, Reach reach) {
        return switch (way) {
            case DELAY -> late();
            case USE -> used("TRUE");
            case WINDOW -> used("TRUE") + " UNION SELECT device FROM leaving";
            case TWO_IMSIS -> several("other_imsi");
            case TWO_MSISDNS -> several("other_msisdn");
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

    /// The devices with a use after the earlier day.
    private String used(String filter) {
        return "SELECT n.device FROM main.device_rows n WHERE n.last_day > %d AND %s"
                .formatted(before, filter);
    }

    /// Those with uses that came or went which ever had two subscribers.
    private String several(String other) {
        String two = "n.%s IS NOT NULL".formatted(other);
        return used(two)
                + " UNION SELECT n.device FROM main.device_rows n WHERE %s AND n.device IN (SELECT device FROM leaving)"
                        .formatted(two);
    }

    /// The devices with a use on a day that left a window; a device may stand in several rows.
    private String leaving() {
        Map<Integer, Long> masks = new TreeMap<>();
        for (Dimension dimension : dimensions) {
            Reach reach = Reach.of(dimension);
            int end = reach.looksBack() ? reach.window().of(setting.asOf()).start() : 0;
            for (int day = reach.window().of(before).start(); day < end; day++) {
                long bit = 1L << (LocalDate.ofEpochDay(day).getDayOfMonth() - 1);
                masks.merge(Window.month(day), bit, (some, more) -> some | more);
            }
        }
        return masks.isEmpty()
                ? "SELECT u.device FROM main.uses u WHERE FALSE"
                : masks.entrySet().stream()
                        .map(month ->
                                "SELECT u.device FROM main.uses u WHERE u.month = %d AND u.device IS NOT NULL AND (u.days & %d) <> 0"
                                        .formatted(month.getKey(), month.getValue()))
                        .collect(Collectors.joining(" UNION ALL "));
    }

    /// The devices whose first day is so long ago now that a reporting body has had time to tell,
    /// and was not then.
    private String late() {
        Set<Integer> delays = new TreeSet<>(Set.of(0));
        for (Dimension dimension : dimensions) {
            if (dimension instanceof Dimension.GsmaNotFound rule) {
                delays.addAll(rule.delays().values());
            }
        }
        return delays.stream()
                .map(delay ->
                        "SELECT n.device FROM main.device_rows n WHERE n.first_day BETWEEN %d AND %d"
                                .formatted(before + 1 - delay, setting.asOf() - delay))
                .collect(Collectors.joining(" UNION "));
    }

    /// Lets go of these rows.
    @Override
    public void close() throws IOException {
        database.run("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
    }
}
