// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.files.Line;
import org.veritac.register.files.ListFile;
import org.veritac.register.files.ListFormat;
import org.veritac.register.files.Rejects;
import org.veritac.register.layer.Layer;
import org.veritac.register.layer.LayerSummary;
import org.veritac.register.layer.LayerWriter;
import org.veritac.register.layer.Row;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/// Whole files in and out: each import is one layer and one journal record, prepared beside the
/// running register and in force at one instant.
public final class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int LINES_A_STEP = 20_000;

    /// How many rows a layer may touch before an index is built for it.
    private static final long SMALL = Overlay.SIZE_MAX / 2;

    private static final List<Key.Kind> KINDS = List.of(Key.Kind.values());

    private final Register register;

    Imports(Register register) {
        this.register = register;
    }

    /// What was read of a file.
    private record ReadFile(
            LayerSummary summary, long lines, long rejected, List<String> warnings) {}

    /// A list file came to a stop; the message is for the person who asked.
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1;

        private Stop(String why) {
            super(why);
        }
    }

    /// Reads a file and puts it in force.
    ///
    /// @param who the caller's name, for the journal
    /// @throws org.veritac.register.files.ListFileRefused when the file is not such a list
    /// @throws IOException when file or disk fail; then nothing has changed
    public ImportReport run(ImportOrder order, String who, Progress progress) throws IOException {
        String wrong = Admission.wrong(order.source(), order.reason());
        if (!wrong.isEmpty()) {
            return stopped(wrong, null, null);
        }
        register.layersLock().lock();
        String name = name(order);
        Path rejects = register.directory().resolve("rejects").resolve(name + ".csv");
        boolean kept = false;
        try {
            ReadFile read = read(order, name, rejects, progress);
            Path rejected = read.rejected() == 0 ? null : rejects;
            if (rejected == null) {
                Files.deleteIfExists(rejects);
            }
            try {
                check(order, read);
                ImportReport report = settle(order, name, who, read, rejected, progress);
                kept = report.fate() instanceof ImportReport.Fate.InForce;
                return report;
            } catch (Stop | TooMany stop) {
                return stopped(String.valueOf(stop.getMessage()), read, rejected);
            }
        } catch (IOException e) {
            throw isRecorded(name) ? e : FullDisk.explained(register.directory(), e);
        } finally {
            try {
                if (!kept && !isRecorded(name)) {
                    register.layers().discard(name);
                }
            } finally {
                register.layersLock().unlock();
            }
        }
    }

    /// Whether the journal has a layer, also when something failed after it was written. In doubt
    /// it does: what is left over too much is deleted at the next start.
    private boolean isRecorded(String name) {
        try {
            return register.database().read(Ledger::layers).contains(name);
        } catch (IOException e) {
            LOG.warn("layer {} is kept: {}", name, e.getMessage());
            return true;
        }
    }

    private String name(ImportOrder order) {
        byte[] unique = new byte[4];
        register.world().random().nextBytes(unique);
        return register.world().clock().millis()
                + "-"
                + HexFormat.of().formatHex(unique)
                + "-"
                + order.list().text()
                + "-"
                + order.source();
    }

    private static ImportReport stopped(
            String why, @Nullable ReadFile read, @Nullable Path rejects) {
        return new ImportReport(
                new ImportReport.Fate.Stopped(why),
                counts(read, new Difference()),
                rejects,
                read == null ? List.of() : read.warnings());
    }

    private static ImportReport.Counts counts(@Nullable ReadFile read, Difference difference) {
        if (read == null) {
            return new ImportReport.Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
        return new ImportReport.Counts(
                read.lines(),
                read.rejected(),
                read.summary().rows(),
                read.summary().removals(),
                read.summary().duplicates(),
                difference.before(),
                difference.added(),
                difference.removed(),
                difference.changed());
    }

    private ReadFile read(ImportOrder order, String name, Path rejects, Progress progress)
            throws IOException {
        var reasons = EnumSet.noneOf(Reason.class);
        for (Reason reason : Reason.values()) {
            if (reason.isListable() && register.policy().source(order.source()).mayUse(reason)) {
                reasons.add(reason);
            }
        }
        var format =
                new ListFormat(
                        order.list(), order.delta(), order.checkDigit(), order.reason(), reasons);
        byte[] salt = new byte[LayerWriter.SALT_BYTES];
        register.world().random().nextBytes(salt);
        Files.createDirectories(rejects.getParent());
        Path work = Files.createDirectories(register.directory().resolve("work"));
        try (var file = ListFile.open(order.file(), format);
                var out = new Rejects(Files.newBufferedWriter(rejects, StandardCharsets.UTF_8));
                var layer =
                        new LayerWriter(
                                register.layers().path(name),
                                order.list() == ListName.IMSI,
                                salt,
                                work)) {
            long lines = 0;
            for (Line line = file.next(); line != null; line = file.next()) {
                switch (line) {
                    case Line.Good(long number, var entry, boolean removed) ->
                            layer.add(
                                    removed
                                            ? Row.removal(entry.key(), entry.imsi())
                                            : Row.of(entry));
                    case Line.Bad bad -> out.add(bad);
                }
                if (++lines % LINES_A_STEP == 0) {
                    progress.at("reading", file.bytesRead(), file.bytesTotal());
                }
            }
            progress.at("reading", file.bytesTotal(), file.bytesTotal());
            progress.at("sorting", 0, 0);
            return new ReadFile(layer.commit(), lines, out.count(), file.warnings());
        }
    }

    private static void check(ImportOrder order, ReadFile read) throws Stop {
        ImportOrder.Limits limits = order.limits();
        if (limits.tooManyRejects(read.rejected(), read.lines())) {
            throw new Stop(
                    "%,d of %,d lines rejected; the limit is %.0f %% and more than %,d. Mend the file, or allow more with --max-rejects"
                            .formatted(
                                    read.rejected(),
                                    read.lines(),
                                    limits.rejectShare() * 100,
                                    limits.rejectsFree()));
        }
        if (read.rejected() > 0 && read.summary().rows() + read.summary().removals() == 0) {
            throw new Stop("every line was rejected");
        }
    }

    /// Puts a layer that was written in force, or says what it would change.
    private ImportReport settle(
            ImportOrder order,
            String name,
            String who,
            ReadFile read,
            @Nullable Path rejects,
            Progress progress)
            throws IOException, Stop {
        var stack = new StackName(order.list(), order.source());
        Standing before = register.snapshot();
        long second = register.world().clock().millis() / 1000;
        LayerSummary summary = read.summary();
        var fresh =
                new ActiveLayer(
                        new Activation(
                                stack, before.position() + 1, second, order.delta(), name, summary),
                        register.layers().layer(name));
        Standing after = before.with(before.position(), before.second(), layers(before, fresh));
        tooMany(after);
        progress.at("comparing", 0, 0);
        Difference difference = compare(stack, before, after);
        if (!order.delta()
                && order.limits().shrinksTooMuch(difference.removed(), difference.before())) {
            throw new Stop(
                    "the list would lose %,d of %,d entries; the limit is %.0f %% and more than %,d. If that is meant, allow it with --max-shrink, or import a delta"
                            .formatted(
                                    difference.removed(),
                                    difference.before(),
                                    order.limits().shrinkShare() * 100,
                                    order.limits().shrinkFree()));
        }
        ImportReport.Counts counts = counts(read, difference);
        if (order.dryRun()) {
            return new ImportReport(
                    new ImportReport.Fate.Tried(), counts, rejects, read.warnings());
        }
        progress.at("indexing", 0, 0);
        Register.Prepared prepared = prepare(before, after);
        var recorded =
                new Recorded.Import(
                        order.list(),
                        order.source(),
                        order.delta(),
                        name,
                        summary,
                        second,
                        String.valueOf(order.file().getFileName()));
        Outcome.Done done = commit(recorded, prepared, after, who);
        return new ImportReport(
                new ImportReport.Fate.InForce(done), counts, rejects, read.warnings());
    }

    /// What the overlay has no room for, an index of its own may have.
    private Outcome.Done commit(
            Recorded recorded, Register.Prepared prepared, Standing after, String who)
            throws IOException {
        try {
            return commit(recorded, prepared, who);
        } catch (TooMany full) {
            if (prepared.index() != null) {
                throw full;
            }
            LOG.info("an index is built to make room: {}", full.getMessage());
        }
        return commit(recorded, new Register.Prepared(build(after), new Effects()), who);
    }

    private Outcome.Done commit(Recorded recorded, Register.Prepared prepared, String who)
            throws IOException {
        register.lock().lock();
        try {
            return register.commit(recorded, prepared, who);
        } finally {
            register.lock().unlock();
        }
    }

    private static List<ActiveLayer> layers(Standing before, ActiveLayer fresh) {
        StackName stack = fresh.activation().stack();
        var layers = new ArrayList<ActiveLayer>();
        for (ActiveLayer active : before.layers()) {
            if (fresh.activation().delta() || !active.activation().stack().equals(stack)) {
                layers.add(active);
            }
        }
        layers.add(fresh);
        return sorted(layers);
    }

    private static List<ActiveLayer> sorted(List<ActiveLayer> layers) {
        return layers.stream()
                .sorted(
                        Comparator.comparing((ActiveLayer active) -> active.activation().stack())
                                .thenComparingLong(active -> active.activation().position()))
                .toList();
    }

    /// What is held in memory is bounded.
    private static void tooMany(Standing after) throws Stop {
        long rules = 0;
        long links = 0;
        for (ActiveLayer active : after.layers()) {
            Layer layer = active.layer();
            links += layer.count(Key.Kind.LINK);
            if (active.activation().stack().list() != ListName.TAC) {
                rules += layer.count(Key.Kind.RANGE) + layer.count(Key.Kind.SUBSCRIBERS);
                rules += layer.count(Key.Kind.TAC) + layer.count(Key.Kind.TAC_SVN);
            }
        }
        if (rules > IntervalTable.RANGES_MAX) {
            throw new Stop(
                    "%,d ranges, models and screened subscribers; the register takes %,d"
                            .formatted(rules, IntervalTable.RANGES_MAX));
        }
        if (links > Links.LINKS_MAX) {
            throw new Stop("%,d links; the register takes %,d".formatted(links, Links.LINKS_MAX));
        }
    }

    private Difference compare(StackName stack, Standing before, Standing after)
            throws IOException {
        return register.database()
                .read(db -> {
                    var difference = new Difference();
                    for (Key.Kind kind : KINDS) {
                        compare(db, stack, kind, before, after, difference);
                    }
                    return difference;
                });
    }

    private static void compare(
            Connection db,
            StackName stack,
            Key.Kind kind,
            Standing before,
            Standing after,
            Difference difference)
            throws SQLException, IOException {
        try (var old = before.rows(db, stack::equals, kind);
                var fresh = after.rows(db, stack::equals, kind)) {
            difference.compare(old.merge(false), fresh.merge(false), Difference.Sink.NONE);
        }
    }

    /// Makes ready what the view needs for other layers: a few entries for the overlay, or an
    /// index.
    private Register.Prepared prepare(Standing before, Standing after) throws IOException {
        var changed = new ArrayList<>(after.layers());
        changed.removeAll(before.layers());
        var gone = new ArrayList<>(before.layers());
        gone.removeAll(after.layers());
        changed.addAll(gone);
        long rows = changed.stream().mapToLong(active -> active.layer().size()).sum();
        boolean links =
                changed.stream().anyMatch(a -> a.activation().stack().list() == ListName.LINKS);
        int room = Overlay.SIZE_MAX - register.status().overlay();
        if (links || rows > Math.min(SMALL, room)) {
            boolean indexed = changed.stream().anyMatch(Imports::isIndexed);
            if (indexed || links) {
                return new Register.Prepared(build(after), new Effects());
            }
        }
        var effects = new Effects();
        for (ActiveLayer active : changed) {
            touch(effects, active);
        }
        return new Register.Prepared(null, effects);
    }

    private static boolean isIndexed(ActiveLayer active) {
        return active.layer().count(Key.Kind.DEVICE) > 0;
    }

    /// Rows of allocations and rules touch whole tables: one of each is enough.
    private static void touch(Effects effects, ActiveLayer active) throws IOException {
        ListName list = active.activation().stack().list();
        for (Key.Kind kind : KINDS) {
            var rows = new LayerRows(active, kind);
            while (rows.next()) {
                effects.touch(list, kind, rows.a(), rows.b());
                if (kind != Key.Kind.DEVICE) {
                    break;
                }
            }
        }
    }

    private Indexes.Index build(Standing standing) throws IOException {
        return register.database()
                .read(db -> register.indexes().build(db, standing, Publisher.links(db, standing)));
    }

    /// Takes the newest import of a list and source back.
    Outcome undo(long position, String who) throws IOException {
        register.layersLock().lock();
        try {
            Standing before = register.snapshot();
            ActiveLayer undone = null;
            for (ActiveLayer active : before.layers()) {
                if (active.activation().position() == position) {
                    undone = active;
                }
            }
            if (undone == null || newest(before, undone.activation().stack()) > position) {
                return notNewest(before, position);
            }
            Standing after =
                    before.with(before.position(), before.second(), without(before, undone));
            return commit(new Recorded.Undo(position), prepare(before, after), after, who);
        } finally {
            register.layersLock().unlock();
        }
    }

    /// The newest import in force of a stack, 0 for none.
    private static long newest(Standing standing, StackName stack) {
        return standing.layers().stream()
                .filter(active -> active.activation().stack().equals(stack))
                .mapToLong(active -> active.activation().position())
                .max()
                .orElse(0);
    }

    private Outcome.Refused notNewest(Standing standing, long position) throws IOException {
        for (Activation activation : register.database().read(Ledger::everyActivation)) {
            long later = newest(standing, activation.stack());
            if (activation.position() == position && later > position) {
                return new Outcome.Refused(
                        "import " + later + " of the same list and source is later; undo it first");
            }
        }
        return new Outcome.Refused(
                "no import in force has the number "
                        + position
                        + "; ./veritac status lists those that are");
    }

    private List<ActiveLayer> without(Standing before, ActiveLayer undone) throws IOException {
        var layers = new ArrayList<>(before.layers());
        layers.remove(undone);
        List<Activation> restored =
                register.database()
                        .read(db -> Ledger.replacedBy(db, undone.activation().position()));
        for (Activation activation : restored) {
            layers.add(new ActiveLayer(activation, register.layers().layer(activation.layer())));
        }
        return sorted(layers);
    }
}
