// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The memory of a phone that holds one loaded subscription: its secret, the state of its transfer,
/// counters, and the files that go with it.
///
/// Every change is one step that is durable when it returns, wherever the power goes. A commit
/// cannot be taken back where the [Anchor] does not allow it, and each says whether it does. After
/// an `IOException` nothing more is done: the memory is opened again. One thread at a time.
public final class ProtectedMemory implements AutoCloseable {
    /// The most names that have a value.
    public static final int NAMES_MAX = 2_048;

    /// The most that all values have together: 4 MiB.
    public static final int TOTAL_BYTES_MAX = 4 << 20;

    /// The most counters.
    public static final int COUNTERS_MAX = 256;

    /// Names of our own begin with signs that a caller's cannot have.
    private static final String CREDENTIAL = ".credential";

    private static final String DYING = ".dying";
    private static final String COUNTER = ".counter.";

    private final Anchor anchor;
    private final Journal journal;
    private boolean broken;
    private boolean closed;

    private ProtectedMemory(Anchor anchor, Journal journal) {
        this.anchor = anchor;
        this.journal = journal;
    }

    /// Opens what is on a disk; a disk and an anchor that were never used become an empty memory.
    ///
    /// @param anchor closed with the memory; when nothing opens, the caller closes it
    /// @throws IOException when disk or anchor are broken
    public static Opening open(Anchor anchor, Disk disk) throws IOException {
        var journal = new Journal(disk, anchor);
        boolean found = journal.read();
        byte[] head = anchor.head();
        if (!found) {
            if (disk.read(Journal.FILE).isPresent()) {
                return new Opening.Foreign();
            }
            if (!MessageDigest.isEqual(head, Head.zero())) {
                return new Opening.OlderImage();
            }
            journal.rewrite(head);
        } else if (!MessageDigest.isEqual(head, journal.head())) {
            if (!MessageDigest.isEqual(head, journal.headBefore())) {
                return new Opening.OlderImage();
            }
            anchor.extend(journal.lastDigest());
        }
        var memory = new ProtectedMemory(anchor, journal);
        memory.finishDying();
        return new Opening.Open(memory);
    }

    /// Gives up what was there, for ever, and opens an empty memory: its credential is killed, its
    /// counters are forgotten. For the owner's decision after [Opening.OlderImage] or
    /// [Opening.Foreign], never for a program's.
    public static ProtectedMemory startOver(Anchor anchor, Disk disk, SecureRandom random)
            throws IOException {
        anchor.kill();
        byte[] chance = new byte[Anchor.HEAD_BYTES];
        random.nextBytes(chance);
        anchor.extend(chance);
        var journal = new Journal(disk, anchor);
        journal.rewrite(anchor.head());
        return new ProtectedMemory(anchor, journal);
    }

    /// Which protection is real.
    public Protection protection() {
        return anchor.protection();
    }

    /// A copy of a value.
    public Optional<byte[]> value(String name) {
        return name.startsWith(".") ? Optional.empty() : raw(name).map(byte[]::clone);
    }

    /// The names that have a value.
    public Set<String> names() {
        var names = new TreeSet<>(journal.entries().keySet());
        names.removeIf(name -> name.startsWith("."));
        return names;
    }

    /// Where a counter stands; 0 when it was never raised.
    public long counter(Counter counter) {
        return raw(COUNTER + counter.name())
                .map(bytes -> ByteBuffer.wrap(bytes).getLong())
                .orElse(0L);
    }

    /// Whose credential lives here.
    public Optional<TransferId> holds() {
        return raw(CREDENTIAL).map(Kept::read).map(kept -> kept.transfer);
    }

    /// The key of a transfer's credential; empty when it is not here, or not any more.
    ///
    /// @throws IOException when the anchor is broken
    public Optional<LiveKey> key(TransferId transfer) throws IOException {
        check();
        Optional<Kept> kept =
                raw(CREDENTIAL).map(Kept::read).filter(one -> one.transfer.equals(transfer));
        return kept.isEmpty() ? Optional.empty() : anchor.open(kept.get().bound, transfer.bytes());
    }

    /// Makes a change that cannot be taken back.
    ///
    /// @throws IOException when disk or anchor are broken: the change has happened or not, which
    ///   opening the memory again will tell
    public Committed commit(Change change) throws IOException {
        check();
        Optional<Committed.Refusal> refusal = refusal(change);
        if (refusal.isPresent()) {
            return new Committed.Refused(refusal.get());
        }
        broken = true;
        var changes = new LinkedHashMap<>(change.entries());
        changes.putAll(counters(change));
        changes.putAll(credential(change));
        Optional<Kept> dying =
                change.destroyed() == null ? Optional.empty() : raw(CREDENTIAL).map(Kept::read);
        anchor.extend(journal.append(Frame.Kind.COMMIT, changes));
        Optional<Committed.Destruction> destruction = Optional.empty();
        if (dying.isPresent()) {
            destruction = Optional.of(destroy(dying.get()));
        }
        shorten();
        broken = false;
        return new Committed.Done(destruction);
    }

    /// Makes a change that a restored image may take back, at less cost: no counter, no credential.
    ///
    /// @throws IOException as [#commit]
    public Committed note(Change change) throws IOException {
        check();
        if (!change.isNote()) {
            throw new IllegalArgumentException("counters and credentials are committed");
        }
        if (refusal(change).isPresent()) {
            return new Committed.Refused(Committed.Refusal.FULL);
        }
        broken = true;
        journal.append(Frame.Kind.NOTE, change.entries());
        shorten();
        broken = false;
        return new Committed.Done(Optional.empty());
    }

    private void check() throws IOException {
        if (closed) {
            throw new IOException("the memory was closed");
        }
        if (broken) {
            throw new IOException("a write failed: the memory has to be opened again");
        }
    }

    private Optional<Committed.Refusal> refusal(Change change) {
        Optional<TransferId> holds = holds();
        boolean dies = change.destroyed() != null;
        if (dies && !holds.equals(Optional.ofNullable(change.destroyed()))) {
            return Optional.of(Committed.Refusal.NO_SUCH_CREDENTIAL);
        }
        if (change.sealing() != null && (holds.isPresent() || dies)) {
            return Optional.of(Committed.Refusal.HOLDS_A_CREDENTIAL);
        }
        return hasRoom(change) ? Optional.empty() : Optional.of(Committed.Refusal.FULL);
    }

    private boolean hasRoom(Change change) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        journal.entries().forEach((name, value) -> sizes.put(name, value.length));
        change.entries()
                .forEach((name, value) -> {
                    if (value.isPresent()) {
                        sizes.put(name, value.get().length);
                    } else {
                        sizes.remove(name);
                    }
                });
        change.raises().keySet().forEach(counter -> sizes.put(COUNTER + counter.name(), 8));
        long counters = sizes.keySet().stream().filter(name -> name.startsWith(COUNTER)).count();
        long names = sizes.keySet().stream().filter(name -> !name.startsWith(".")).count();
        long total = sizes.values().stream().mapToLong(Integer::longValue).sum();
        return counters <= COUNTERS_MAX && names <= NAMES_MAX && total <= TOTAL_BYTES_MAX;
    }

    private Map<String, Optional<byte[]>> counters(Change change) {
        var changes = new LinkedHashMap<String, Optional<byte[]>>();
        change.raises()
                .forEach((counter, value) -> {
                    if (value > counter(counter)) {
                        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
                        changes.put(COUNTER + counter.name(), Optional.of(bytes));
                    }
                });
        return changes;
    }

    private Map<String, Optional<byte[]>> credential(Change change) throws IOException {
        var changes = new LinkedHashMap<String, Optional<byte[]>>();
        Change.Sealing sealing = change.sealing();
        if (sealing != null) {
            byte[] bound = anchor.bind(sealing.secret(), sealing.transfer().bytes());
            changes.put(CREDENTIAL, Optional.of(new Kept(sealing.transfer(), bound).bytes()));
        }
        TransferId destroyed = change.destroyed();
        if (destroyed != null) {
            changes.put(CREDENTIAL, Optional.empty());
            changes.put(DYING, Optional.of(destroyed.bytes()));
        }
        return changes;
    }

    /// Kills, and asks for the dead.
    private Committed.Destruction destroy(Kept dying) throws IOException {
        anchor.kill();
        Optional<LiveKey> risen = anchor.open(dying.bound, dying.transfer.bytes());
        if (risen.isPresent()) {
            risen.get().close();
            throw new IOException("the anchor still opens a key that it has destroyed");
        }
        journal.append(Frame.Kind.NOTE, Map.of(DYING, Optional.empty()));
        return new Committed.Destruction(dying.transfer, anchor.protection());
    }

    /// What a cut left half dead.
    private void finishDying() throws IOException {
        if (raw(DYING).isPresent()) {
            anchor.kill();
            journal.append(Frame.Kind.NOTE, Map.of(DYING, Optional.empty()));
        }
    }

    private void shorten() throws IOException {
        if (journal.isLong()) {
            journal.rewrite(journal.head());
        }
    }

    private Optional<byte[]> raw(String name) {
        return Optional.ofNullable(journal.entries().get(name));
    }

    /// A credential as it is kept: `length(1) token number(8) bound`.
    private static final class Kept {
        private final TransferId transfer;
        private final byte[] bound;

        Kept(TransferId transfer, byte[] bound) {
            this.transfer = transfer;
            this.bound = bound;
        }

        byte[] bytes() {
            byte[] token = transfer.token().getBytes(US_ASCII);
            return ByteBuffer.allocate(1 + token.length + Long.BYTES + bound.length)
                    .put((byte) token.length)
                    .put(token)
                    .putLong(transfer.number())
                    .put(bound)
                    .array();
        }

        static Kept read(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte[] token = new byte[buffer.get()];
            buffer.get(token);
            var transfer = new TransferId(new String(token, US_ASCII), buffer.getLong());
            return new Kept(transfer, Arrays.copyOfRange(bytes, buffer.position(), bytes.length));
        }
    }

    /// Closes the anchor too. Doing it twice does nothing.
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            anchor.close();
        }
    }
}
