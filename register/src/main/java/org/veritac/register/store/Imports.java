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
import org.veritac.register.files.CheckDigit;
import org.veritac.register.layer.Layer;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Whole files in and out: each import is one layer and one journal record, prepared beside the
/// running register and in force at one instant. Only that instant keeps others waiting: when other
/// layers came into force while one was prepared, it is prepared again on those.
public final class Imports {
    /// How many are prepared at once; each may sort a million rows in memory.
    static final int PREPARING_MAX = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    /// How often an import is prepared while others may come first. After that they wait for it.
    private static final int YIELDING_MAX = 2;

    private static final int WAIT_MILLIS = 200;

    /// How many rows a layer may touch before an index is built for it.
    private static final long SMALL = Overlay.SIZE_MAX / 2;

    private static final List<Key.Kind> KINDS = List.of(Key.Kind.values());

    private final Register register;

    Imports(Register register) {
        this.register = register;
    }

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
        register.presence().lock();
        try {
            await(progress);
            try (var intake = new Intake(register, order)) {
                return run(intake, new Job(order, Mandate.alone(who), progress));
            } finally {
                register.preparing().release();
            }
        } catch (IOException e) {
            throw FullDisk.explained(register.directory(), e);
        } finally {
            register.presence().unlock();
        }
    }

    /// Waits until so few are prepared that this one may be, too.
    private void await(Progress progress) throws IOException {
        try {
            while (!register.preparing().tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.at("waiting for other imports", 0, 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; nothing has changed", e);
        }
    }

    /// An import on its way.
    private record Job(ImportOrder order, Mandate mandate, Progress progress) {}

    private ImportReport run(Intake intake, Job job) throws IOException {
        Intake.ReadFile read = intake.read(job.progress());
        try {
            check(job.order(), read);
            Settled settled = settle(job, read);
            if (!(settled.fate() instanceof ImportReport.Fate.Tried)) {
                intake.keepLayer();
            }
            ImportReport.Counts counts = counts(read, settled.difference());
            return new ImportReport(
                    settled.fate(), counts, intake.keepRejects(read), read.warnings());
        } catch (Stop | TooMany stop) {
            return stopped(String.valueOf(stop.getMessage()), read, intake.keepRejects(read));
        }
    }

    private static ImportReport stopped(
            String why, Intake.@Nullable ReadFile read, @Nullable Path rejects) {
        return new ImportReport(
                new ImportReport.Fate.Stopped(why),
                counts(read, new Difference()),
                rejects,
                read == null ? List.of() : read.warnings());
    }

    private static ImportReport.Counts counts(
            Intake.@Nullable ReadFile read, Difference difference) {
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

    private static void check(ImportOrder order, Intake.ReadFile read) throws Stop {
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

    /// What became of a layer, and what changed by it.
    private record Settled(ImportReport.Fate fate, Difference difference) {}

    /// A change of layers that was made ready for those in force before.
    private record Plan(
            Standing before, Standing after, Recorded recorded, Register.Prepared prepared) {}

    /// Puts a layer that was written in force, or says what it would change.
    private Settled settle(Job job, Intake.ReadFile read) throws IOException, Stop {
        for (int attempt = 1; attempt <= YIELDING_MAX; attempt++) {
            Settled settled = attempt(job, read);
            if (settled != null) {
                return settled;
            }
            LOG.info("{}: other lists came into force meanwhile", read.layer());
        }
        register.layersLock().lock();
        try {
            Settled settled = attempt(job, read);
            if (settled == null) {
                throw new AssertionError("layers change only under the lock");
            }
            return settled;
        } finally {
            register.layersLock().unlock();
        }
    }

    /// Prepares a layer on those in force, and puts it in force if they still are; null if not.
    private @Nullable Settled attempt(Job job, Intake.ReadFile read) throws IOException, Stop {
        var order = job.order();
        var stack = new StackName(order.list(), order.source());
        Standing before = register.snapshot();
        long second = register.world().clock().millis() / 1000;
        var fresh =
                new ActiveLayer(
                        new Activation(
                                stack,
                                before.position() + 1,
                                second,
                                order.delta(),
                                read.layer(),
                                read.summary()),
                        register.layers().layer(read.layer()));
        Standing after = before.with(before.position(), before.second(), layers(before, fresh));
        tooMany(after);
        job.progress().at("comparing", 0, 0);
        Difference difference = compare(stack, before, after);
        shrinks(order, difference);
        if (order.dryRun()) {
            return new Settled(new ImportReport.Fate.Tried(), difference);
        }
        var recorded =
                new Recorded.Import(
                        order.list(),
                        order.source(),
                        order.delta(),
                        read.layer(),
                        read.summary(),
                        second,
                        String.valueOf(order.file().getFileName()));
        if (isProposed(job.mandate())) {
            return new Settled(propose(recorded, job), difference);
        }
        job.progress().at("indexing", 0, 0);
        var plan =
                new Plan(before, after, job.mandate().recorded(recorded), prepare(before, after));
        Outcome.Done done = switchOver(plan, job.mandate().who());
        return done == null ? null : new Settled(new ImportReport.Fate.InForce(done), difference);
    }

    private boolean isProposed(Mandate mandate) throws IOException {
        return mandate.proposal() == 0 && register.policy().secondPerson().imports();
    }

    private ImportReport.Fate propose(Recorded recorded, Job job) throws IOException, Stop {
        return switch (new Proposals(register).propose(recorded, job.mandate().who())) {
            case Outcome.Proposed proposed -> new ImportReport.Fate.Proposed(proposed);
            case Outcome.Refused(String why) -> throw new Stop(why);
            case Outcome.Done _ -> throw new AssertionError("a proposal changes nothing");
        };
    }

    /// Puts a proposed layer in force, on whatever is in force by now.
    Outcome approve(Recorded.Import proposed, Mandate mandate) throws IOException {
        register.presence().lock();
        try {
            register.layers().layer(proposed.layer()).verify(proposed.summary());
            var order =
                    new ImportOrder(
                            proposed.list(),
                            proposed.source(),
                            proposed.delta(),
                            Path.of(proposed.file()),
                            CheckDigit.STRICT,
                            Reason.UNSPECIFIED,
                            false,
                            ImportOrder.Limits.NONE);
            var read = new Intake.ReadFile(proposed.layer(), proposed.summary(), 0, 0, List.of());
            Settled settled = settle(new Job(order, mandate, Progress.NONE), read);
            return switch (settled.fate()) {
                case ImportReport.Fate.InForce(var done) -> done;
                case ImportReport.Fate.Stopped(String why) -> new Outcome.Refused(why);
                case ImportReport.Fate.Tried(), ImportReport.Fate.Proposed _ ->
                        throw new AssertionError("it was approved");
            };
        } catch (Stop | TooMany stop) {
            return new Outcome.Refused(String.valueOf(stop.getMessage()));
        } finally {
            register.presence().unlock();
        }
    }

    private static void shrinks(ImportOrder order, Difference difference) throws Stop {
        ImportOrder.Limits limits = order.limits();
        if (!order.delta() && limits.shrinksTooMuch(difference.removed(), difference.before())) {
            throw new Stop(
                    "the list would lose %,d of %,d entries; the limit is %.0f %% and more than %,d. If that is meant, allow it with --max-shrink, or import a delta"
                            .formatted(
                                    difference.removed(),
                                    difference.before(),
                                    limits.shrinkShare() * 100,
                                    limits.shrinkFree()));
        }
    }

    /// Commits a plan if it still fits; null if not.
    private Outcome.@Nullable Done switchOver(Plan plan, String who) throws IOException {
        boolean fitted = false;
        register.layersLock().lock();
        try {
            fitted = fits(plan);
            return fitted ? commit(plan, who) : null;
        } finally {
            register.layersLock().unlock();
            Indexes.Index unused = plan.prepared().index();
            if (!fitted && unused != null) {
                register.indexes().discard(unused.number());
            }
        }
    }

    /// Whether the layers are those the plan was made for, and so little fell due since that the
    /// overlay takes it.
    private boolean fits(Plan plan) throws IOException {
        Standing now = register.snapshot();
        return now.layers().equals(plan.before().layers())
                && register.database().read(db -> Due.count(db, plan.after(), now.second()))
                        <= SMALL;
    }

    /// What the overlay has no room for, an index of its own may have.
    private Outcome.Done commit(Plan plan, String who) throws IOException {
        try {
            return commit(plan.recorded(), plan.prepared(), who);
        } catch (TooMany full) {
            if (plan.prepared().index() != null) {
                throw full;
            }
            LOG.info("an index is built to make room: {}", full.getMessage());
        }
        var index = register.build(plan.after());
        return commit(plan.recorded(), new Register.Prepared(index, new Effects()), who);
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
    private void tooMany(Standing after) throws Stop {
        if (after.layers().size() > register.bounds().layers()) {
            throw new Stop(
                    "%,d imports would be in force; the register takes %,d. Import the whole list, not one more delta"
                            .formatted(after.layers().size(), register.bounds().layers()));
        }
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
                return new Register.Prepared(register.build(after), new Effects());
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

    /// Takes the newest import of a list and source back.
    Outcome undo(long position, Mandate mandate) throws IOException {
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
            var recorded = new Recorded.Undo(position);
            if (isProposed(mandate)) {
                return new Proposals(register).propose(recorded, mandate.who());
            }
            Standing after =
                    before.with(before.position(), before.second(), without(before, undone));
            var prepared = prepare(before, after);
            return commit(
                    new Plan(before, after, mandate.recorded(recorded), prepared), mandate.who());
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
