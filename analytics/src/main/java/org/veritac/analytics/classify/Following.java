// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.config.Condition;
import org.veritac.analytics.rules.Engine;
import org.veritac.analytics.rules.Matching;
import org.veritac.analytics.rules.Names;
import org.veritac.analytics.rules.Setting;
import org.veritac.analytics.rules.Touched;
import org.veritac.analytics.store.Database;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What conditions match in one run: of those that can follow the last run the touched devices are
/// matched and all others keep what stands; other conditions are matched anew.
///
/// What stands of a condition is what it matched, so that no other state is needed: a device that
/// nothing touched matches now if it stands. For a sticky condition more stands than matches, and
/// stays.
final class Following implements Closeable {
    private final Engine engine;
    private final Database database;
    private final Setting setting;
    private final Names names;
    private final Basis basis;
    private final long known;
    private final @Nullable Touched touched;
    private @Nullable Matching anew;
    private @Nullable Matching amongTouched;

    private Following(Means means, Basis basis, long known, @Nullable Touched touched) {
        this.engine = means.engine();
        this.database = engine.database();
        this.setting = means.setting();
        this.names = means.names();
        this.basis = basis;
        this.known = known;
        this.touched = touched;
    }

    /// What is matched with.
    record Means(Engine engine, Setting setting, Names names, Inputs inputs) {
        Database database() {
            return engine.database();
        }
    }

    /// Begins; `standing` is what stands after the last run.
    static Following begin(Means means, Classification.Request request) throws IOException {
        Basis now = Basis.of(request.configuration(), means.setting(), means.inputs());
        Optional<Basis> last =
                request.options().contains(Classification.Option.ANEW)
                                || !means.engine().isDatabase()
                        ? Optional.empty()
                        : last(means, now);
        if (last.isEmpty()) {
            return new Following(means, now, known(means), null);
        }
        Basis then = last.get();
        List<Condition> same =
                request.configuration().conditions().stream()
                        .filter(condition -> isSame(condition, then, now))
                        .toList();
        Touched touched = Touched.since(means.database(), then.day(), means.setting(), same);
        return new Following(means, now, then.known() + touched.news(), touched);
    }

    /// The basis of the last run, when nothing that it rests on has changed.
    private static Optional<Basis> last(Means means, Basis now) throws IOException {
        Optional<Run> last = Run.last(means.database(), Run.CLASSIFY);
        if (last.isEmpty() || means.setting().strict()) {
            return Optional.empty();
        }
        Optional<Basis> basis = Basis.of(means.database(), last.get().number());
        if (basis.isEmpty()) {
            return basis;
        }
        Basis then = basis.get();
        OptionalInt came = means.inputs().firstDaySince(then.position());
        boolean holds =
                then.texts().equals(now.texts())
                        && then.day() <= now.day()
                        && now.day() - then.day() <= Touched.DAYS_MAX
                        && (came.isEmpty() || came.getAsInt() > then.day());
        return basis.filter(_ -> holds);
    }

    private static boolean isSame(Condition condition, Basis then, Basis now) {
        return !then.refused().contains(condition.label())
                && Touched.lists(condition).stream()
                        .allMatch(list ->
                                now.lists().getOrDefault(list, "").equals(then.lists().get(list)));
    }

    private static long known(Means means) throws IOException {
        return means.setting().strict()
                ? means.database().number("SELECT COUNT(*) FROM devices")
                : means.database()
                        .number(
                                "SELECT COUNT(*) FROM devices WHERE first_day <= ?",
                                means.setting().asOf());
    }

    /// What a condition matches, of those that it decides.
    Decided decide(Condition condition) throws IOException {
        Touched some = touched;
        if (some == null || !some.followed().contains(condition)) {
            Matching matching = anew == null ? Matching.on(engine, setting, names) : anew;
            anew = matching;
            return new Decided(matching.matches(condition), null);
        }
        Matching matching = amongTouched == null ? some.matching(names) : amongTouched;
        amongTouched = matching;
        return new Decided(
                "%s INTERSECT %s".formatted(matching.matches(condition), some.devices()),
                some.devices());
    }

    /// What a condition decides: queries of one column, `device`.
    ///
    /// @param matched the devices that match, without doubles
    /// @param among the devices that were looked at, all others being as they were; null for all
    record Decided(String matched, @Nullable String among) {}

    /// How many devices were ever seen.
    long known() {
        return known;
    }

    /// What this run decides from, for the next.
    Basis basis(List<Outcome.Finding> findings) {
        return basis.found(known, findings);
    }

    /// How many devices were decided; empty when all were.
    OptionalLong redecided() throws IOException {
        Touched some = touched;
        return some == null
                ? OptionalLong.empty()
                : OptionalLong.of(database.number("SELECT COUNT(*) FROM (" + some.devices() + ")"));
    }

    @Override
    public void close() throws IOException {
        if (touched != null) {
            touched.close();
        }
    }
}
