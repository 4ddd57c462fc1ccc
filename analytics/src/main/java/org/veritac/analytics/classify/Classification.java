// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.config.Amnesty;
import org.veritac.analytics.config.Condition;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.rules.DuckDbEngine;
import org.veritac.analytics.rules.Engine;
import org.veritac.analytics.rules.Names;
import org.veritac.analytics.rules.Setting;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Relation;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides which devices meet which conditions, and keeps since when and until when.
///
/// A block date is set at the first match, the day of the run plus the grace of then, and stays,
/// whatever becomes of the grace. Switching blocking off clears it, switching it on sets it anew. A
/// device that no longer matches loses the condition, unless it is sticky; matching again later is
/// a new first match.
public final class Classification {
    private final Engine engine;
    private final Database database;
    private final Ledger ledger;
    private final Names names;
    private final Inputs inputs;

    /// Classifies what that database holds, each time all of it anew.
    public Classification(Database database, Ledger ledger, Names names) {
        this(new DuckDbEngine(database), ledger, names, Inputs.UNTOLD);
    }

    /// Classifies what the database of an engine holds, by rules that run on the engine. A run
    /// shortly after another decides only the devices that were touched meanwhile, where the inputs
    /// say that the past is the same and the engine is the database itself.
    public Classification(Engine engine, Ledger ledger, Names names, Inputs inputs) {
        this.engine = engine;
        this.database = engine.database();
        this.ledger = ledger;
        this.names = names;
        this.inputs = inputs;
    }

    /// What is asked of a run.
    ///
    /// @param at when it runs, for the record
    public record Request(
            Configuration configuration, Setting setting, Instant at, Set<Option> options) {
        public Request {
            options = Set.copyOf(options);
        }
    }

    /// How a run may differ from the ordinary.
    public enum Option {
        /// Nothing is kept.
        DRY_RUN,
        /// A condition may match any share of the devices.
        NO_SAFETY_CHECK,
        /// The configuration may differ from that of the last run.
        NO_SANITY_CHECK,
        /// Every device is decided, also those that nothing touched since the last run.
        ANEW
    }

    /// What stands after a run, a row at a time.
    @FunctionalInterface
    public interface Rows {
        /// Takes one.
        ///
        /// @param blockDay the epoch day of the block, or null
        void take(String imei, String condition, @Nullable Integer blockDay) throws IOException;
    }

    /// The last day of which the store knows a use.
    ///
    /// @return its epoch day, or null when it knows of none
    public static @Nullable Integer lastDay(Database database) throws IOException {
        var day = new ArrayList<Integer>();
        database.rows(
                "SELECT MAX(last_day) FROM devices WHERE last_day IS NOT NULL HAVING COUNT(*) > 0",
                row -> day.add(row.getInt(1)));
        return day.isEmpty() ? null : day.getFirst();
    }

    /// Runs.
    ///
    /// @throws IOException when the database or the vault breaks; then nothing was kept
    public Outcome run(Request request) throws IOException {
        Configuration configuration = request.configuration();
        List<String> differences = differences(configuration);
        if (!request.options().contains(Option.NO_SANITY_CHECK) && !differences.isEmpty()) {
            return new Outcome.ConfigurationChanged(differences);
        }
        State.recall(database, Integer.MAX_VALUE);
        database.run(
                "CREATE OR REPLACE TEMPORARY TABLE changes(device BIGINT, condition VARCHAR,"
                        + " since_day INTEGER, block_day INTEGER, amnesty BOOLEAN, gone BOOLEAN)");
        try (Following following =
                Following.begin(
                        new Following.Means(engine, request.setting(), names, inputs), request)) {
            var findings = new ArrayList<Outcome.Finding>();
            for (Condition condition : configuration.conditions()) {
                find(condition, following.decide(condition));
                findings.add(decide(condition, following.known(), request));
            }
            int run = keep(request, findings, following.basis(findings));
            State.apply(database);
            return new Outcome.Done(run, findings, following.redecided());
        }
    }

    /// What stands after the last run, or dry run, of this object, sorted by IMEI and condition.
    public void standing(Rows rows) throws IOException {
        State.rows(database, rows);
    }

    /// What stood after an earlier run.
    public void standing(int run, Rows rows) throws IOException {
        State.recall(database, run);
        State.rows(database, rows);
    }

    private List<String> differences(Configuration configuration) throws IOException {
        var last = Run.last(database, Run.CLASSIFY);
        if (last.isEmpty()) {
            return List.of();
        }
        var now = configuration.essentials();
        var before = last.get().essentials();
        var lines = new ArrayList<String>();
        now.stream()
                .filter(line -> !before.contains(line))
                .forEach(line -> lines.add("now " + line));
        before.stream()
                .filter(line -> !now.contains(line))
                .forEach(line -> lines.add("was " + line));
        return lines;
    }

    /// Makes the tables `begun`, the devices that match and do not stand, and `lost`, those that
    /// stand and no longer match: none when the condition is sticky. Whoever was not looked at is
    /// in neither.
    private void find(Condition condition, Following.Decided decided) throws IOException {
        String stands = "s.condition = " + Database.text(condition.label());
        database.temporary("matched", decided.matched());
        database.temporary(
                "begun",
                "SELECT m.device FROM matched m ANTI JOIN standing s ON s.device = m.device AND "
                        + stands);
        String asked = decided.among() == null ? "TRUE" : "s.device IN (" + decided.among() + ")";
        database.temporary(
                "lost",
                """
                SELECT s.device FROM standing s ANTI JOIN matched m ON m.device = s.device
                 WHERE %s AND %s
                """
                        .formatted(stands, condition.sticky() ? "FALSE" : asked));
    }

    private Outcome.Finding decide(Condition condition, long known, Request request)
            throws IOException {
        long begun = database.number("SELECT COUNT(*) FROM begun");
        long ended = database.number("SELECT COUNT(*) FROM lost");
        long stood =
                database.number(
                        "SELECT COUNT(*) FROM standing WHERE condition = ?", condition.label());
        long matched = stood - ended + begun;
        boolean tooMany =
                !request.options().contains(Option.NO_SAFETY_CHECK)
                        && known > 0
                        && BigDecimal.valueOf(matched)
                                        .compareTo(
                                                condition
                                                        .maxRatio()
                                                        .multiply(BigDecimal.valueOf(known)))
                                > 0;
        if (tooMany) {
            return new Outcome.Finding(condition.label(), matched, known, true, 0, 0, 0);
        }
        changes(added(condition, request));
        long changed = changes(changed(condition, request));
        changes(ended(condition));
        return new Outcome.Finding(condition.label(), matched, known, false, begun, changed, ended);
    }

    private long changes(String query) throws IOException {
        return database.update("INSERT INTO changes " + query);
    }

    private static String added(Condition condition, Request request) {
        var block = new BlockDate(condition, request);
        return "SELECT device, %s, %d, %s, %s, FALSE FROM begun"
                .formatted(
                        Database.text(condition.label()),
                        request.setting().asOf(),
                        block.first(),
                        block.pardoned());
    }

    private static String changed(Condition condition, Request request) {
        var block = new BlockDate(condition, request);
        return """
        SELECT n.device, %1$s, n.since_day, n.new_block_day, n.new_amnesty, FALSE
          FROM (SELECT s.device, s.since_day, s.block_day, s.amnesty,
                       CAST(%2$s AS INTEGER) AS new_block_day, %3$s AS new_amnesty
                  FROM standing s
                 WHERE s.condition = %1$s) n
          ANTI JOIN lost l ON l.device = n.device
         WHERE n.new_block_day IS DISTINCT FROM n.block_day
            OR n.new_amnesty IS DISTINCT FROM n.amnesty
        """
                .formatted(Database.text(condition.label()), block.later(), block.stillPardoned());
    }

    private static String ended(Condition condition) {
        return """
        SELECT s.device, s.condition, s.since_day, s.block_day, s.amnesty, TRUE
          FROM standing s
          SEMI JOIN lost l ON l.device = s.device
         WHERE s.condition = %s
        """
                .formatted(Database.text(condition.label()));
    }

    private int keep(Request request, List<Outcome.Finding> findings, Basis basis)
            throws IOException {
        if (request.options().contains(Option.DRY_RUN)) {
            return 0;
        }
        int number = Run.next(database);
        var run =
                new Run(
                        number,
                        Run.CLASSIFY,
                        request.at(),
                        request.setting().asOf(),
                        request.setting().strict(),
                        request.configuration().essentials(),
                        findings.stream().map(Object::toString).collect(Collectors.joining("; ")));
        Map<Relation, String> rows = new LinkedHashMap<>();
        rows.put(Ledger.RUNS, run.row());
        rows.put(
                Ledger.CLASSIFICATION,
                "SELECT CAST("
                        + number
                        + " AS INTEGER), device, condition, since_day, block_day, amnesty, gone"
                        + " FROM changes");
        if (!basis.position().isEmpty()) {
            rows.put(Ledger.BASES, basis.row(number));
        }
        ledger.add(rows);
        return number;
    }

    /// The block date of a device by condition, day and amnesty, as SQL over its standing row `s`.
    private record BlockDate(Condition condition, Request request) {
        private static final String NONE = "NULL";

        /// For a device that did not match before.
        String first() {
            return !condition.blocking() || pardons() ? NONE : Integer.toString(regular());
        }

        /// Whether a device found now is pardoned.
        boolean pardoned() {
            return pardons();
        }

        /// For a device that matches still.
        String later() {
            if (!condition.blocking() || pardons()) {
                return NONE;
            }
            if (evaluates() || !amnesty().enabled()) {
                return "COALESCE(s.block_day, %d)".formatted(regular());
            }
            // Those pardoned follow the end of the amnesty while it lasts, and keep it afterwards.
            return "CASE WHEN s.amnesty THEN %s ELSE COALESCE(s.block_day, %d) END"
                    .formatted(
                            amnesty().pardons(day())
                                    ? Integer.toString(end())
                                    : "COALESCE(s.block_day, %d)".formatted(end()),
                            regular());
        }

        /// Whether a device that matches still is pardoned: decided anew while it is evaluated, and
        /// standing afterwards.
        String stillPardoned() {
            return evaluates()
                    ? String.valueOf(pardons()).toUpperCase(java.util.Locale.ROOT)
                    : "s.amnesty";
        }

        private boolean pardons() {
            return condition.blocking() && condition.amnestyEligible() && evaluates();
        }

        private boolean evaluates() {
            return amnesty().evaluates(day());
        }

        private int regular() {
            return request.setting().asOf() + condition.graceDays();
        }

        private int end() {
            return (int) amnesty().amnestyEnd().toEpochDay();
        }

        private Amnesty amnesty() {
            return request.configuration().amnesty();
        }

        private LocalDate day() {
            return LocalDate.ofEpochDay(request.setting().asOf());
        }
    }
}
