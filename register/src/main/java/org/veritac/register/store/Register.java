// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.register.Change;
import org.veritac.register.Decider;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.decision.Judge;
import org.veritac.register.journal.Head;
import org.veritac.register.journal.Journal;
import org.veritac.register.journal.JournalRecord;
import org.veritac.register.journal.Verification;
import org.veritac.register.policy.Policy;
import org.veritac.register.policy.PolicyException;
import org.veritac.register.policy.PolicyText;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/// The equipment identity register of one directory: the one door. Networks ask [#decide]; people
/// and programs change it by [#apply] and [#imports], and ask [#explain] and [#reading].
///
/// A change that was acknowledged is on the disk and is seen by the next check. One process at a
/// time has a directory; within it every method may be called by any thread.
public final class Register implements Decider, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Register.class);
    private static final long MILLIS = 1000;

    /// How far the overlay may outgrow its bound while an index is being built for it; then changes
    /// wait.
    private static final int OVERLAY_SLACK = 4;

    private final Path directory;
    private final World world;
    private final Claim claim;
    private final Database database;
    private final Journal journal;
    private final LayerFolder layers;
    private final Indexes indexes;
    private final Publisher publisher = new Publisher();

    /// Held while the journal grows. Never held while anything long is prepared.
    private final ReentrantLock lock = new ReentrantLock();

    /// Held by whoever changes layers or builds an index; taken before [#lock].
    private final ReentrantLock layersLock = new ReentrantLock();

    private final Doubts doubts = new Doubts(this);
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    private Head head = Head.EMPTY;
    private Standing standing = new Standing(0, 0, List.of(), Set.of());
    private long nextDue = Ledger.FOREVER;
    private boolean stale;
    private volatile boolean closed;

    private Register(Path directory, World world, Claim claim, Database database)
            throws IOException {
        this.directory = directory;
        this.world = world;
        this.claim = claim;
        this.database = database;
        this.journal = new Journal(world.random());
        this.layers = new LayerFolder(Files.createDirectories(directory.resolve("layers")));
        this.indexes = new Indexes(directory.resolve("index"));
    }

    /// Opens the register of a directory, an empty one if there is none yet.
    ///
    /// @throws DirectoryInUse when another process has it
    /// @throws IOException when the disk fails, or the journal was written by a later version
    public static Register open(Path directory, World world) throws IOException {
        Claim claim = Claim.on(directory);
        Database database = null;
        boolean started = false;
        try {
            database = Database.open(directory.resolve("veritac.db"));
            var register = new Register(directory, world, claim, database);
            register.start();
            started = true;
            return register;
        } finally {
            if (!started) {
                try (claim) {
                    if (database != null) {
                        database.close();
                    }
                }
            }
        }
    }

    private void start() throws IOException {
        lock.lock();
        try {
            follow();
            head = database.read(Journal::head);
            if (head.position() == 0) {
                head =
                        database.write(db ->
                                append(
                                        db,
                                        "veritac",
                                        new Recorded.SetPolicy(PolicyText.standard())));
            }
            layers.keepOnly(database.read(Ledger::layers));
            load();
        } finally {
            lock.unlock();
        }
        tick();
    }

    /// Brings the tables to where the journal stands, from its beginning if they are behind.
    private void follow() throws IOException {
        Head end = database.read(Journal::head);
        if (database.read(Ledger::position) == end.position()) {
            return;
        }
        LOG.info("rebuilding tables from the journal, {} records", end.position());
        indexes.clear(); // they may hold subscribers that the journal no longer names
        try {
            database.write(db -> {
                Ledger.clear(db);
                Journal.read(db, 1, end.position(), r -> Ledger.follow(db, r, Records.read(r)));
                return end;
            });
        } catch (IllegalArgumentException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Makes the view anew, from an index that fits or a new one.
    private void load() throws IOException {
        head = database.read(Journal::head);
        standing = database.read(db -> Standing.at(db, head.position(), layers));
        Indexes.Index index = indexes.find(standing);
        if (index == null) {
            index = build(standing);
        }
        adopt(index);
        stale = false;
    }

    private Indexes.Index build(Standing of) throws IOException {
        return database.read(db -> indexes.build(db, of, Publisher.links(db, of)));
    }

    private void adopt(Indexes.Index index) throws IOException {
        database.read(db -> {
            publisher.adopt(db, standing, index);
            return index;
        });
        indexes.keepOnly(index.number());
        schedule();
    }

    private void schedule() throws IOException {
        long due = database.read(db -> Ledger.nextDue(db, standing.second()));
        for (ActiveLayer active : standing.layers()) {
            due = Math.min(due, active.nextDue(standing.second()));
        }
        nextDue = due;
    }

    /// Answers one check from memory and the mapped index.
    @Override
    public Decision decide(EquipmentCheck check) throws IOException {
        View view = view();
        Decision decision = Judge.decide(view, check);
        if (decision.reason() == Reason.PROOF_CONFLICT) {
            doubts.raise(view, check);
        }
        return decision;
    }

    View view() throws IOException {
        View view = publisher.view();
        if (view == null || closed) {
            throw new IOException("the register is closed");
        }
        return view;
    }

    /// Makes one change.
    ///
    /// @param change what
    /// @param who the caller's name, for the journal
    /// @throws IOException when it could not be written, and then it has not happened; or when it
    ///   was written and could not be shown to checks, which the message says: then the next change
    ///   or tick shows it
    public Outcome apply(Change change, String who) throws IOException {
        if (change instanceof Change.Undo(long position)) {
            return new Imports(this).undo(position, who);
        }
        makeRoom();
        lock.lock();
        try {
            ensureFresh();
            Proposed proposed = propose(change);
            return switch (proposed) {
                case Proposed.No(String why) -> new Outcome.Refused(why);
                case Proposed.Yes(Recorded recorded, Effects effects) ->
                        commit(recorded, effects, who);
            };
        } finally {
            lock.unlock();
            rebuildIfFull();
        }
    }

    /// Waits until the overlay has room.
    private void makeRoom() throws IOException {
        if (view().overlay().size() >= Overlay.SIZE_MAX * OVERLAY_SLACK) {
            rebuild();
        }
    }

    private void ensureFresh() throws IOException {
        view();
        if (stale) {
            load();
        }
    }

    /// Whether a change can be made.
    private sealed interface Proposed {
        record Yes(Recorded recorded, Effects effects) implements Proposed {}

        record No(String why) implements Proposed {}
    }

    private Proposed propose(Change change) throws IOException {
        return switch (change) {
            case Change.Add add -> {
                String wrong = Admission.wrong(add, view().policy());
                yield wrong.isEmpty()
                        ? new Proposed.Yes(
                                new Recorded.Add(add.list(), add.source(), add.entry()),
                                new Effects().touch(add.list(), add.entry().key()))
                        : new Proposed.No(wrong);
            }
            case Change.Remove remove -> {
                boolean listed = database.read(db -> Admission.isListed(db, standing, remove));
                yield listed
                        ? new Proposed.Yes(
                                new Recorded.Remove(
                                        remove.list(),
                                        remove.source(),
                                        remove.key(),
                                        remove.imsi()),
                                new Effects().touch(remove.list(), remove.key()))
                        : new Proposed.No(
                                "source "
                                        + remove.source()
                                        + " has no such entry on the list "
                                        + remove.list().text()
                                        + "; see ./veritac history for who listed it");
            }
            case Change.SetPolicy(String json) -> propose(json);
            case Change.Prove(var evidence) ->
                    new Proposed.Yes(
                            new Recorded.Prove(evidence), new Effects().touch(evidence.imsi()));
            case Change.Doubt doubt -> propose(doubt);
            case Change.Undo undo -> throw new AssertionError("apply has sent it elsewhere");
        };
    }

    /// A doubt may be shortened, not put off.
    private Proposed propose(Change.Doubt doubt) throws IOException {
        Instant end = doubt.until();
        long until = end == null ? Ledger.ALWAYS : end.getEpochSecond();
        Standpoint known = view().proofs().of(doubt.imsi().key());
        if (known.isDoubtedUntil(doubt.imei().key(), until)) {
            return new Proposed.No("the claim is already in doubt, and no later than that");
        }
        return new Proposed.Yes(
                new Recorded.Doubt(doubt.imsi(), doubt.imei(), doubt.until()),
                new Effects().touch(doubt.imsi()));
    }

    private static Proposed propose(String policy) {
        try {
            return new Proposed.Yes(
                    new Recorded.SetPolicy(PolicyText.complete(policy)),
                    Effects.of(Effects.Part.POLICY));
        } catch (PolicyException e) {
            return new Proposed.No(String.valueOf(e.getMessage()));
        }
    }

    /// Writes a change and shows it to the next check. With the lock held.
    Outcome.Done commit(Recorded recorded, Effects effects, String who) throws IOException {
        Outcome.Done done = write(recorded, who);
        show(() -> {
            standing = standing.after(head.position(), recorded);
            refresh(effects);
        });
        return done;
    }

    /// Writes a change that comes with an index of its own, or with other layers.
    Outcome.Done commit(Recorded recorded, Prepared prepared, String who) throws IOException {
        Outcome.Done done = write(recorded, who);
        show(() -> {
            standing = database.read(db -> Standing.at(db, head.position(), layers));
            Indexes.Index index = prepared.index();
            if (index != null) {
                adopt(index);
            } else {
                refresh(prepared.effects());
            }
        });
        return done;
    }

    @FunctionalInterface
    private interface Showing {
        void show() throws IOException;
    }

    /// Brings the view to where the journal stands. It is made anew later if this fails.
    private void show(Showing showing) throws IOException {
        stale = true;
        try {
            showing.show();
        } catch (IOException e) {
            throw new IOException(
                    "recorded at position "
                            + head.position()
                            + ", but checks do not see it yet: "
                            + e.getMessage(),
                    e);
        }
        stale = false;
    }

    private void refresh(Effects effects) throws IOException {
        database.read(db -> {
            publisher.refresh(db, standing, effects);
            return effects;
        });
        schedule();
    }

    /// What was made ready, outside the lock, for a change of layers.
    ///
    /// @param index an index that holds it; null when it is small enough for the overlay
    /// @param effects what it touches, when it is small
    record Prepared(Indexes.@Nullable Index index, Effects effects) {}

    private Outcome.Done write(Recorded recorded, String who) throws IOException {
        ensureFresh();
        boolean written = false;
        try {
            head = database.write(db -> append(db, who, recorded));
            written = true;
        } finally {
            // Whether a commit that failed has reached the disk is seen when the view is made anew.
            stale = !written;
        }
        return new Outcome.Done(head.position(), Instant.ofEpochMilli(head.atMillis()));
    }

    private Head append(Connection db, String who, Recorded recorded) throws SQLException {
        Records.Draft draft = Records.draft(recorded);
        String secret = draft.secretText();
        Journal.Commitment commitment = secret.isEmpty() ? null : journal.commit(secret);
        String body = draft.bodyText(commitment == null ? "" : commitment.hash());
        var record =
                new JournalRecord(
                        head.position() + 1,
                        Math.max(world.clock().millis(), head.atMillis()),
                        who,
                        draft.kind(),
                        body,
                        secret.isEmpty() ? null : secret);
        Head next = journal.append(db, head, record, commitment);
        Ledger.follow(db, record, recorded);
        return next;
    }

    /// Lets time pass: what falls due begins or ends. To be called about once a second; cheap when
    /// nothing is due.
    public void tick() throws IOException {
        long now = world.clock().millis() / MILLIS;
        lock.lock();
        try {
            ensureFresh();
            if (nextDue > now) {
                return;
            }
            Standing then = standing.with(standing.position(), now, standing.layers());
            if (due(now) <= Overlay.SIZE_MAX / 2) {
                var effects = new Effects();
                database.read(db -> Publisher.due(db, then, standing.second(), effects));
                commit(new Recorded.Tick(now), effects, "veritac");
                return;
            }
        } finally {
            lock.unlock();
            rebuildIfFull();
        }
        tickMany(now);
    }

    private long due(long now) throws IOException {
        long due =
                database.read(db ->
                        Ledger.countDue(db, standing.second(), now)
                                + Testimonies.countDue(db, standing.second(), now));
        for (ActiveLayer active : standing.layers()) {
            due += active.countDue(standing.second(), now, Overlay.SIZE_MAX);
        }
        return due;
    }

    /// So much falls due that an index is built first.
    private void tickMany(long now) throws IOException {
        layersLock.lock();
        try {
            Standing then = snapshot();
            if (then.second() >= now) {
                return; // another thread has been here
            }
            Indexes.Index index = build(then.with(then.position(), now, then.layers()));
            lock.lock();
            try {
                commit(new Recorded.Tick(now), new Prepared(index, new Effects()), "veritac");
            } finally {
                lock.unlock();
            }
        } finally {
            layersLock.unlock();
        }
    }

    /// What stands now.
    Standing snapshot() throws IOException {
        lock.lock();
        try {
            ensureFresh();
            return standing;
        } finally {
            lock.unlock();
        }
    }

    /// Never with the lock held: whoever builds takes the lock of layers first.
    private void rebuildIfFull() {
        View view = publisher.view();
        boolean full = view != null && view.overlay().size() >= Overlay.SIZE_MAX;
        if (full && rebuilding.compareAndSet(false, true)) {
            world.background()
                    .execute(() -> {
                        try {
                            rebuild();
                        } catch (IOException e) {
                            LOG.error("the index could not be built: {}", e.getMessage());
                        } finally {
                            rebuilding.set(false);
                        }
                    });
        }
    }

    /// Builds the index anew, so that the overlay is empty again. Checks and changes go on.
    public void rebuild() throws IOException {
        layersLock.lock();
        try {
            Indexes.Index index = build(snapshot());
            lock.lock();
            try {
                adopt(index);
            } finally {
                lock.unlock();
            }
        } finally {
            layersLock.unlock();
        }
    }

    /// The imports of this register.
    public Imports imports() {
        return new Imports(this);
    }

    /// Lists, histories and searches.
    public Reading reading() {
        return new Reading(this);
    }

    /// Recomputes a decision with everything that led to it.
    ///
    /// @param position as of which journal position; 0: the newest
    /// @throws IllegalArgumentException when the journal does not reach that far
    public Explanation explain(EquipmentCheck check, long position) throws IOException {
        return reading().explain(check, position);
    }

    /// The policy in force.
    public Policy policy() throws IOException {
        return view().policy();
    }

    /// How large and how far the register is.
    ///
    /// @param head the end of the journal
    /// @param second as of which entries hold, seconds since 1970
    /// @param devices individually listed devices in the index
    /// @param pairs pairs in the index
    /// @param indexBytes the size of the index of devices
    /// @param overlay changes since the index was built
    /// @param layers layers in force
    public record Status(
            Head head,
            long second,
            long devices,
            long pairs,
            long indexBytes,
            int overlay,
            int layers) {}

    public Status status() throws IOException {
        lock.lock();
        try {
            View view = view();
            return new Status(
                    head,
                    standing.second(),
                    view.devices().entries(),
                    view.pairs().entries(),
                    view.devices().bytes(),
                    view.overlay().size(),
                    standing.layers().size());
        } finally {
            lock.unlock();
        }
    }

    /// Walks along the whole chain, and checks the layers in force against it.
    ///
    /// @param kept a head that was kept elsewhere; null for none
    public Verification verify(@Nullable Head kept, LongConsumer progress) throws IOException {
        Verification chain = database.read(db -> Journal.verify(db, kept, progress));
        return chain instanceof Verification.Whole ? Imports.verify(this, chain) : chain;
    }

    /// Copies the register, as it is at one instant, into an empty folder. Changes go on.
    ///
    /// @throws IOException when the folder is not empty or cannot be written
    public void backup(Path target) throws IOException {
        layersLock.lock();
        try {
            Backup.write(directory, database, target);
        } finally {
            layersLock.unlock();
        }
    }

    Path directory() {
        return directory;
    }

    World world() {
        return world;
    }

    Database database() {
        return database;
    }

    LayerFolder layers() {
        return layers;
    }

    Indexes indexes() {
        return indexes;
    }

    ReentrantLock lock() {
        return lock;
    }

    ReentrantLock layersLock() {
        return layersLock;
    }

    /// Lets the directory go. Checks are refused from here on.
    @Override
    public void close() throws IOException {
        layersLock.lock();
        try {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    database.close();
                    layers.close();
                    claim.close();
                }
            } finally {
                lock.unlock();
            }
        } finally {
            layersLock.unlock();
        }
    }
}
