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
import org.veritac.register.policy.PeerTable;
import org.veritac.register.policy.Policy;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
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
    private final Bounds bounds;
    private final Claim claim;
    private final Database database;
    private final Journal journal;
    private final LayerFolder layers;
    private final Indexes indexes;
    private final Publisher publisher;

    /// Held while the journal grows. Never held while anything long is prepared.
    private final ReentrantLock lock = new ReentrantLock();

    /// Held by whoever puts other layers or another index in force; taken before [#lock].
    private final ReentrantLock layersLock = new ReentrantLock();

    /// Read-locked while layers are prepared or copied, so that closing waits for it.
    private final ReentrantReadWriteLock presence = new ReentrantReadWriteLock();

    /// Held while a proposal is decided; taken before all others.
    private final ReentrantLock deciding = new ReentrantLock();

    private final Semaphore preparing = new Semaphore(Imports.PREPARING_MAX, true);

    private final Doubts doubts = new Doubts(this);
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    private Head head = Head.EMPTY;
    private Standing standing = new Standing(0, 0, List.of(), Set.of());
    private long nextDue = Ledger.FOREVER;
    private boolean stale;
    private volatile boolean closed;

    private Register(Path directory, World world, Bounds bounds, Claim claim, Database database)
            throws IOException {
        this.directory = directory;
        this.world = world;
        this.bounds = bounds;
        this.claim = claim;
        this.database = database;
        this.journal = new Journal(world.random());
        this.layers = new LayerFolder(Files.createDirectories(directory.resolve("layers")));
        this.indexes = new Indexes(directory.resolve("index"), bounds.classSets());
        this.publisher = new Publisher(bounds.classSets());
    }

    /// Opens the register of a directory, an empty one if there is none yet. On a full disk it
    /// opens too, when index and tables are in order: checks are answered as of the newest tick,
    /// and changes fail until there is space.
    ///
    /// @throws DirectoryInUse when another process has it
    /// @throws IOException when the disk fails, or the journal was written by a later version
    public static Register open(Path directory, World world) throws IOException {
        return open(directory, world, Bounds.STANDARD);
    }

    static Register open(Path directory, World world, Bounds bounds) throws IOException {
        Claim claim = Claim.on(directory);
        Database database = null;
        boolean started = false;
        try {
            database = Database.open(directory.resolve("veritac.db"), bounds.databasePages());
            var register = new Register(directory, world, bounds, claim, database);
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
            Following.catchUp(database, indexes);
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
            Scraps.clear(directory.resolve("work"));
            load();
        } finally {
            lock.unlock();
        }
        try {
            tick();
        } catch (IOException e) {
            // Checks are answered as of the newest tick; whoever calls tick tries again.
            LOG.error("time does not pass in the register yet: {}", e.getMessage());
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

    Indexes.Index build(Standing of) throws IOException {
        return database.read(db -> indexes.build(db, of, Publisher.links(db, of)));
    }

    private void adopt(Indexes.Index index) throws IOException {
        Next next =
                database.read(db ->
                        new Next(
                                head,
                                standing,
                                publisher.adopted(db, standing, index),
                                Due.next(db, standing)));
        take(next);
        indexes.keepOnly(index.number());
    }

    /// What stands after a change, ready to be shown.
    ///
    /// @param due the next second at which time does something
    private record Next(Head head, Standing standing, Publisher.Made made, long due) {}

    private void take(Next next) {
        head = next.head();
        standing = next.standing();
        nextDue = next.due();
        publisher.publish(next.made());
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
    /// @throws IOException when it could not be written; then it has not happened
    public Outcome apply(Change change, String who) throws IOException {
        try {
            return attempt(change, who);
        } catch (TooMany full) {
            LOG.info("an index is built to make room: {}", full.getMessage());
        }
        rebuild();
        try {
            return attempt(change, who);
        } catch (TooMany full) {
            return new Outcome.Refused(String.valueOf(full.getMessage()));
        }
    }

    private Outcome attempt(Change change, String who) throws IOException {
        return switch (change) {
            case Change.Undo(long position) -> imports().undo(position, Mandate.alone(who));
            case Change.Approve(long proposal) -> new Proposals(this).approve(proposal, who);
            case Change.Reject(long proposal) -> new Proposals(this).reject(proposal, who);
            case Change.Add _,
                    Change.Remove _,
                    Change.SetPolicy _,
                    Change.Prove _,
                    Change.Doubt _ ->
                    single(change, Mandate.alone(who));
        };
    }

    /// Makes a change that is not about layers, or proposes it.
    Outcome single(Change change, Mandate mandate) throws IOException {
        makeRoom();
        lock.lock();
        try {
            ensureFresh();
            return switch (Admission.admit(change, this)) {
                case Admitted.No(String why) -> new Outcome.Refused(why);
                case Admitted.Yes(Recorded recorded, Effects effects) -> {
                    var proposals = new Proposals(this);
                    yield mandate.proposal() == 0 && proposals.isNeeded(recorded)
                            ? proposals.propose(recorded, mandate.who())
                            : commit(
                                    mandate.recorded(recorded),
                                    new Prepared(null, effects),
                                    mandate.who());
                }
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

    /// What was made ready for a change.
    ///
    /// @param index an index that holds it; null when it is small enough for the overlay
    /// @param effects what it touches, when it is small
    record Prepared(Indexes.@Nullable Index index, Effects effects) {}

    /// Writes a change and shows it to the next check. The view is made within the transaction: a
    /// change that cannot be shown is not written. With the lock held.
    ///
    /// @throws TooMany when it would take more room than there is
    Outcome.Done commit(Recorded recorded, Prepared prepared, String who) throws IOException {
        Indexes.Index index = prepared.index();
        boolean done = false;
        try {
            ensureFresh();
            Next next =
                    database.write(db -> {
                        Next ready = ready(db, append(db, who, recorded), recorded, prepared);
                        // Whether a commit that fails has reached the disk is seen when the view
                        // is made anew.
                        stale = true;
                        return ready;
                    });
            take(next);
            stale = false;
            done = true;
        } finally {
            if (index != null && done) {
                indexes.keepOnly(index.number());
            } else if (index != null) {
                indexes.discard(index.number());
            }
        }
        return new Outcome.Done(head.position(), Instant.ofEpochMilli(head.atMillis()));
    }

    private Next ready(Connection db, Head end, Recorded recorded, Prepared prepared)
            throws SQLException, IOException {
        Standing then =
                recorded.changesLayers()
                        ? Standing.at(db, end.position(), layers)
                        : standing.after(end.position(), recorded);
        Indexes.Index index = prepared.index();
        Publisher.Made made =
                index == null
                        ? publisher.refreshed(db, then, prepared.effects())
                        : publisher.adopted(db, then, index);
        return new Next(end, then, made, Due.next(db, then));
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
        new Timekeeper(this).tick(world.clock().millis() / MILLIS);
    }

    /// The next second at which time does something. With the lock held.
    long nextDue() throws IOException {
        ensureFresh();
        return nextDue;
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
    void rebuildIfFull() {
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
            boolean adopted = false;
            lock.lock();
            try {
                adopt(index);
                adopted = true;
            } finally {
                lock.unlock();
                if (!adopted) {
                    indexes.discard(index.number());
                }
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

    /// Whose nodes ask, prepared from the policy in force and replaced with it.
    public PeerTable peers() throws IOException {
        return view().peers();
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

    /// Walks along the whole chain, and compares with it every layer, the tables and the index.
    ///
    /// @param kept a head that was kept elsewhere; null for none
    public Verification verify(@Nullable Head kept, LongConsumer progress) throws IOException {
        return new Inspection(this).run(kept, progress);
    }

    /// What checks see, and what stands.
    record Shown(View view, Standing standing) {}

    Shown shown() throws IOException {
        lock.lock();
        try {
            ensureFresh();
            return new Shown(view(), standing);
        } finally {
            lock.unlock();
        }
    }

    /// Copies the register, as it is at one instant, into an empty folder. Changes go on.
    ///
    /// @throws IOException when the folder is not empty or cannot be written
    public void backup(Path target) throws IOException {
        presence.readLock().lock();
        try {
            Backup.write(directory, database, target);
        } finally {
            presence.readLock().unlock();
        }
    }

    Path directory() {
        return directory;
    }

    /// What stands now. With the lock held.
    Standing standing() {
        return standing;
    }

    World world() {
        return world;
    }

    Bounds bounds() {
        return bounds;
    }

    Database database() {
        return database;
    }

    /// Whether the journal has a layer, also when something failed after it was written. In doubt
    /// it does: what is left over too much is deleted at the next start.
    boolean hasRecorded(String layer) {
        try {
            return database.read(Ledger::layers).contains(layer);
        } catch (IOException e) {
            LOG.warn("layer {} is kept: {}", layer, e.getMessage());
            return true;
        }
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

    ReentrantLock deciding() {
        return deciding;
    }

    /// Held while the register may not close.
    Lock presence() {
        return presence.readLock();
    }

    /// How many imports may yet be prepared at once.
    Semaphore preparing() {
        return preparing;
    }

    /// Lets the directory go. Checks are refused from here on.
    @Override
    public void close() throws IOException {
        presence.writeLock().lock();
        layersLock.lock();
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
            layersLock.unlock();
            presence.writeLock().unlock();
        }
    }
}
