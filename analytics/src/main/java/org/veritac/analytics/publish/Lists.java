// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.publish;

import org.veritac.analytics.classify.Ledger;
import org.veritac.analytics.classify.Run;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.config.ListOptions;
import org.veritac.analytics.config.Operator;
import org.veritac.analytics.rules.Names;
import org.veritac.analytics.rules.Setting;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Relation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Makes lists, keeps how they changed, and writes them, those of today or of any past run.
///
/// Writing opens the vault: a file for an operator names subscribers.
public final class Lists {
    private final Database database;
    private final Ledger ledger;
    private final Names names;

    /// Makes lists of what that database holds.
    public Lists(Database database, Ledger ledger, Names names) {
        this.database = database;
        this.ledger = ledger;
        this.names = names;
    }

    /// What is asked of a run.
    ///
    /// @param setting whose day is that of the lists: a block date up to it has come
    /// @param at when it runs, for the record
    /// @param base the run whose lists the deltas start from; empty for the last
    public record Request(
            Configuration configuration, Setting setting, Instant at, OptionalInt base) {}

    /// What became of it.
    public sealed interface Outcome {
        /// The lists were written.
        ///
        /// @param run its number, or that which was written again
        /// @param base where its deltas start; 0 for nothing
        /// @param rows of each file
        record Written(int run, int base, Map<String, Long> rows) implements Outcome {
            public Written {
                rows = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rows));
            }
        }

        /// There is no run of lists with that number.
        record NoSuchRun(int run) implements Outcome {}
    }

    /// Makes the lists of a day, keeps them as a run, and writes them into a folder, which is made
    /// when it does not exist.
    ///
    /// @throws IOException when database, vault or disk break; the run may have been kept then, and
    ///   can be written again
    public Outcome write(Path folder, Request request) throws IOException {
        List<Integer> runs = runs();
        int last = runs.isEmpty() ? 0 : runs.getLast();
        int base = request.base().orElse(last);
        if (base != 0 && !runs.contains(base)) {
            return new Outcome.NoSuchRun(base);
        }
        ListOptions options = request.configuration().lists();
        new Draft(database, request.setting(), options).make(request.configuration().conditions());
        int run = keep(request, last);
        for (Kind kind : Kind.values()) {
            database.temporary(kind.whole(), "SELECT * FROM " + kind.fresh());
        }
        return files(folder, request.configuration(), request.setting().strict(), run, base);
    }

    /// Writes the lists of a past run again, with deltas from another; nothing is kept.
    ///
    /// Of the configuration only the operators and the form of the rows matter.
    ///
    /// @param base a run of lists before it, or 0
    public Outcome rewrite(Path folder, Configuration configuration, int run, int base)
            throws IOException {
        List<Integer> runs = runs();
        if (!runs.contains(run)) {
            return new Outcome.NoSuchRun(run);
        }
        if (base != 0 && (!runs.contains(base) || base > run)) {
            return new Outcome.NoSuchRun(base);
        }
        for (Kind kind : Kind.values()) {
            database.temporary(kind.whole(), kind.after(run));
        }
        boolean strict =
                Run.all(database).stream().anyMatch(past -> past.number() == run && past.strict());
        return files(folder, configuration, strict, run, base);
    }

    private List<Integer> runs() throws IOException {
        return Run.all(database).stream()
                .filter(run -> run.kind().equals(Run.LISTS))
                .map(Run::number)
                .toList();
    }

    private int keep(Request request, int last) throws IOException {
        int number = Run.next(database);
        var changes = new Changes(number, request.configuration().lists());
        var run =
                new Run(
                        number,
                        Run.LISTS,
                        request.at(),
                        request.setting().asOf(),
                        request.setting().strict(),
                        request.configuration().essentials(),
                        "lists");
        Map<Relation, String> rows = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            database.temporary(Changes.BEFORE, kind.after(last));
            database.temporary("change_of_" + kind.relation().name(), changes.of(kind));
            rows.put(kind.relation(), "SELECT * FROM change_of_" + kind.relation().name());
        }
        String reasons = RegisterReasons.rows(number, request.configuration().conditions());
        if (!reasons.isEmpty()) {
            rows.put(Ledger.REGISTER_REASONS, reasons);
        }
        rows.put(Ledger.RUNS, run.row());
        ledger.add(rows);
        return number;
    }

    private Outcome files(
            Path folder, Configuration configuration, boolean strict, int run, int base)
            throws IOException {
        Files.createDirectories(folder);
        int before =
                runs().stream().mapToInt(past -> past).filter(past -> past < run).max().orElse(0);
        boolean amnesty = !strict || configuration.amnesty().enabled();
        var writer = new ListWriter(database, names, configuration.lists().checkDigit());
        Map<String, Long> rows = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            var form = new ListForm(kind, amnesty && kind == Kind.NOTIFICATIONS);
            database.temporary("full_list", form.full());
            database.temporary(
                    "delta_list", base == before ? form.delta(run) : form.delta(base, run));
            List<String> operators =
                    kind == Kind.BLACKLIST
                            ? List.of("")
                            : configuration.region().operators().stream()
                                    .map(Operator::id)
                                    .toList();
            for (String operator : operators) {
                String stem = kind.relation().name() + (operator.isEmpty() ? "" : "_" + operator);
                rows.put(
                        stem + ".csv",
                        writer.write(folder.resolve(stem + ".csv"), form, operator, false));
                rows.put(
                        stem + "_delta.csv",
                        writer.write(folder.resolve(stem + "_delta.csv"), form, operator, true));
            }
        }
        return new Outcome.Written(run, base, rows);
    }
}
