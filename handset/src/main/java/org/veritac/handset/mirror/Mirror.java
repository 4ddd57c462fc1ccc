// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.mirror;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.handset.applications.Runner;
import org.veritac.handset.applications.Shelf;
import org.veritac.handset.memory.Disk;
import org.veritac.handset.memory.ProtectedMemory;
import org.veritac.handset.memory.Protection;
import org.veritac.handset.memory.SequenceLease;
import org.veritac.handset.personal.Archive;
import org.veritac.handset.personal.ArchiveKeys;
import org.veritac.handset.personal.Backup;
import org.veritac.handset.personal.Item;
import org.veritac.handset.personal.PersonalStore;
import org.veritac.subscription.transfer.Binding;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Event;
import org.veritac.subscription.transfer.HandOver;
import org.veritac.subscription.transfer.HandsetMachine;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.HandsetRecord;
import org.veritac.subscription.transfer.HandsetState;
import org.veritac.subscription.transfer.HandsetStep;
import org.veritac.subscription.transfer.HandsetWrite;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Next;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Receipt;
import org.veritac.subscription.transfer.TokenVisit;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The mirror engine of one handset: taps a token, does what an operator orders, and is the SIM of
/// what is loaded. Taps come one at a time; the SIM may be asked by another thread meanwhile.
public final class Mirror implements AutoCloseable {
    private static final String SENT = "sent-archive";
    private static final long WINDOW_MILLIS = Duration.ofHours(1).toMillis();

    private final Object lock = new Object();
    private final Body body;
    private final MirrorMemory memory;
    private final Shelf applications;
    private final HandsetMachine machine;
    private HandsetState state;
    private boolean restarted = true;
    private @Nullable MirrorSim sim;

    /// What a handset is made of.
    ///
    /// @param memory closed with the engine
    /// @param disk ordinary, for what is enciphered or signed anyhow
    /// @param personal the owner's items
    /// @param runner of the applications that come with the subscription
    /// @param clock of receipts, limits, and certificates
    public record Body(
            DeviceKit kit,
            ProtectedMemory memory,
            Disk disk,
            PersonalStore personal,
            Runner runner,
            Clock clock,
            SecureRandom random) {}

    /// Who stands before the handset.
    public interface Owner {
        /// Whether the token shows the same code.
        boolean showsSame(String code);

        /// What becomes of personal data that do not fit.
        ///
        /// @param free bytes that the token has for them
        Wish.Personal choose(int free);

        /// How far a tap is: each part that comes in.
        void received(Part part, int bytes);

        /// A new state, when it is kept.
        void entered(HandsetPhase phase);
    }

    private Mirror(Body body) throws IOException {
        this.body = body;
        this.memory = new MirrorMemory(body.memory(), body.kit().signing(), body.random());
        this.applications =
                new Shelf(body.disk(), body.memory(), body.kit().operators().key(), body.runner());
        this.machine = new HandsetMachine(body.kit().setup(body.random()));
        this.state = HandsetState.of(memory.record());
    }

    /// The engine, after it has finished what a cut left undone.
    ///
    /// @throws IOException when memory or disk are broken
    public static Mirror open(Body body) throws IOException {
        var mirror = new Mirror(body);
        mirror.perform(HandsetMachine.started(mirror.memory.record()));
        mirror.settle();
        return mirror;
    }

    public HandsetRecord record() throws IOException {
        synchronized (lock) {
            return memory.record();
        }
    }

    /// Which protection is real.
    public Protection protection() {
        return body.memory().protection();
    }

    /// The log of this handset, oldest first.
    public List<Receipt> receipts() {
        synchronized (lock) {
            return memory.receipts();
        }
    }

    /// Verifies them: the key of this handset's binding.
    public ECPublicKey signer() {
        return Binding.signer(body.kit().binding());
    }

    /// The operator's applications that were carried here.
    public List<String> applications() throws IOException {
        return applications.names();
    }

    /// An operator's command to run one of them.
    public Shelf.Outcome activate(byte[] command) throws IOException {
        return applications.activate(command);
    }

    /// One tap of a token.
    ///
    /// @throws IOException when the wire or the memory is broken; what was kept stays, and the next
    ///   tap goes on from there
    public HandOver.Result tap(CardLink card, Wish wish, Medium medium, Owner owner)
            throws IOException {
        var driver = new HandOver(machine, new Device(wish, owner), body.random());
        try {
            var intent = new HandOver.Intent(wish, medium, now());
            var way = body.kit().way(body.clock());
            var wire = ChainingLink.fitting(card, HandOver.aid());
            return driver.tap(record(), wire, way, intent);
        } finally {
            synchronized (lock) {
                state = HandsetState.of(memory.record());
            }
            settle();
        }
    }

    /// A visit that transfers nothing.
    ///
    /// @throws IOException when the wire is broken
    public TokenVisit.Result visit(CardLink card, TokenVisit.Purpose purpose) throws IOException {
        var visit = new TokenVisit(body.kit().setup(body.random()), body.random());
        var way = body.kit().way(body.clock());
        var wire = ChainingLink.fitting(card, HandOver.aid());
        return visit.visit(record(), wire, way, purpose);
    }

    /// An operator's order to this handset.
    public Ending order(Octets order) throws IOException {
        return happened(new Event.Ordered(order, now()));
    }

    /// The owner drops the subscription without its token.
    public Ending drop() throws IOException {
        return happened(new Event.Dropped(now()));
    }

    /// Seconds since 1970.
    public long now() {
        return body.clock().instant().getEpochSecond();
    }

    private Ending happened(Event event) throws IOException {
        var step = machine.on(HandsetState.of(record()), event);
        perform(step);
        settle();
        return step.next() instanceof Next.Over(var ending, _) ? ending : Ending.MALFORMED;
    }

    private void perform(HandsetStep step) throws IOException {
        for (HandsetWrite write : step.writes()) {
            write(write);
        }
        synchronized (lock) {
            state = step.state();
        }
    }

    private void write(HandsetWrite write) throws IOException {
        synchronized (lock) {
            if (write instanceof HandsetWrite.Wipe(var keepsPersonal)) {
                wipe(keepsPersonal);
            }
            memory.write(write);
            if (write instanceof HandsetWrite.Keep(var record, _)) {
                if (record.phase() != HandsetPhase.ACTIVE && sim != null) {
                    sim.close();
                    sim = null;
                } else if (state.record().phase() == HandsetPhase.STAGED) {
                    restarted = false;
                }
            }
        }
    }

    /// Applications go with the subscription; of the owner's items only what the token has, unless
    /// all were to be deleted.
    private void wipe(boolean keepsPersonal) throws IOException {
        applications.clear();
        byte what = keepsPersonal ? 0 : memory.personal();
        if (what == MirrorMemory.DELETE) {
            for (Item item : body.personal().items()) {
                body.personal().delete(item);
            }
        }
        Optional<byte[]> sent = body.disk().read(SENT);
        if (what == MirrorMemory.SENT && sent.isPresent()) {
            try (var pin = memory.pin()) {
                delete(sent.get(), pin);
            }
        }
        body.disk().remove(SENT);
    }

    private void delete(byte[] archive, Secret pin) throws IOException {
        if (pin.length() > 0
                && Archive.read(archive, ArchiveKeys.ofPin(pin))
                        instanceof Archive.Reading.Whole(var items)) {
            for (Item item : items) {
                body.personal().delete(item);
            }
        }
    }

    /// Puts to their places what a package brought beside the subscription; again after a cut.
    private void settle() throws IOException {
        synchronized (lock) {
            if (memory.record().phase() != HandsetPhase.ACTIVE) {
                return;
            }
            var cargo = memory.part(Part.APPLICATIONS);
            if (cargo.isPresent()) {
                applications.keep(cargo.get().bytes());
                memory.done(Part.APPLICATIONS);
            }
            var archive = memory.part(Part.PERSONAL);
            if (archive.isPresent() && restored(archive.get())) {
                memory.done(Part.PERSONAL);
            }
        }
    }

    /// An archive that the PIN does not open stays, and goes back as it is.
    private boolean restored(Octets archive) throws IOException {
        try (var pin = memory.pin()) {
            return pin.length() > 0
                    && Backup.restore(archive.bytes(), ArchiveKeys.ofPin(pin), body.personal())
                            instanceof Archive.Reading.Whole;
        }
    }

    /// The loaded subscription as a card. It answers 6985 to everything while none is active, and
    /// to authentications while it is given back.
    public CardLink sim() {
        return new CardLink() {
            @Override
            public byte[] reset() throws IOException {
                synchronized (lock) {
                    var loaded = loaded();
                    return loaded.isPresent() ? loaded.get().reset() : new byte[] {0x3B, 0};
                }
            }

            @Override
            public byte[] transmit(byte[] command) throws IOException {
                synchronized (lock) {
                    var loaded = loaded();
                    return loaded.isPresent()
                            ? loaded.get().transmit(command)
                            : new byte[] {0x69, (byte) 0x85};
                }
            }

            @Override
            public void close() {}
        };
    }

    private Optional<MirrorSim> loaded() throws IOException {
        var loan = state.record().loan();
        if (state.record().phase() != HandsetPhase.ACTIVE || loan == null) {
            return Optional.empty();
        }
        if (sim == null) {
            BooleanSupplier may = () -> state.mayAuthenticate();
            var lease = new SequenceLease(body.memory(), MirrorMemory.pseudonym(loan));
            var makings =
                    new MirrorSim.Makings(
                            memory,
                            lease,
                            may,
                            () -> body.clock().millis() / WINDOW_MILLIS,
                            restarted);
            sim = MirrorSim.of(makings).orElse(null);
        }
        return Optional.ofNullable(sim);
    }

    /// What a tap needs of this handset.
    private final class Device implements HandOver.Device {
        private final Wish wish;
        private final Owner owner;

        Device(Wish wish, Owner owner) {
            this.wish = wish;
            this.owner = owner;
            if (wish instanceof Wish.Load(var pin, _)) {
                memory.shown(pin);
            }
        }

        @Override
        public void write(HandsetWrite write) throws IOException {
            Mirror.this.write(write);
            if (write instanceof HandsetWrite.Stage(var part, var offset, var bytes)) {
                owner.received(part, offset + bytes.length());
            }
            if (write instanceof HandsetWrite.Keep(var record, _)) {
                owner.entered(record.phase());
            }
        }

        @Override
        public void entered(HandsetState next) {
            synchronized (lock) {
                state = next;
            }
        }

        @Override
        public Contents backup(Set<Part> parts) throws IOException {
            synchronized (lock) {
                return back(parts);
            }
        }

        private Contents back(Set<Part> parts) throws IOException {
            var loaded = loaded();
            var sequence =
                    loaded.isPresent()
                            ? Octets.of(PackageContents.sequence(loaded.get().numbers()))
                            : memory.part(Part.SEQUENCE).orElse(Octets.NONE);
            var contents = Contents.of(Map.of(Part.SEQUENCE, sequence));
            if (parts.contains(Part.FILES) && loaded.isPresent()) {
                byte[] files = loaded.get().files();
                if (files.length <= Part.FILES.bytesMax()) {
                    contents = contents.with(Part.FILES, Octets.of(files));
                }
            }
            if (wish instanceof Wish.GiveBack(var personal) && personal == Wish.Personal.DELETE) {
                memory.personal(MirrorMemory.DELETE);
                return contents.with(Part.PERSONAL, Octets.NONE);
            }
            return parts.contains(Part.PERSONAL) ? withPersonal(contents) : contents;
        }

        /// No items are sent as such, so that none that the owner deleted come back from an older
        /// archive of the token.
        private Contents withPersonal(Contents contents) throws IOException {
            var unopened = memory.part(Part.PERSONAL);
            if (unopened.isPresent()) {
                return contents.with(Part.PERSONAL, unopened.get());
            }
            try (var pin = memory.pin()) {
                List<Item> items = body.personal().items();
                if (items.isEmpty()) {
                    return contents.with(Part.PERSONAL, Octets.NONE);
                }
                if (pin.length() == 0) {
                    return contents;
                }
                var keys = ArchiveKeys.ofPin(pin);
                int most = Part.PERSONAL.bytesMax();
                if (!(Backup.plan(items, keys, most) instanceof Backup.Plan.Fits)) {
                    choose(most);
                    return contents;
                }
                byte[] archive = Backup.of(items, keys, body.random()).archive();
                body.disk().replace(SENT, archive);
                memory.personal(MirrorMemory.SENT);
                return contents.with(Part.PERSONAL, Octets.of(archive));
            }
        }

        @Override
        public boolean showsSame(String code) {
            return owner.showsSame(code);
        }

        @Override
        public Wish.Personal choose(int free) {
            var choice = owner.choose(free);
            try {
                synchronized (lock) {
                    memory.personal(
                            choice == Wish.Personal.DELETE ? MirrorMemory.DELETE : (byte) 0);
                }
            } catch (IOException e) {
                // nothing is deleted then, which the owner did not want but can do
                return Wish.Personal.KEEP_HERE;
            }
            return choice;
        }
    }

    /// Closes the protected memory.
    @Override
    public void close() throws IOException {
        synchronized (lock) {
            body.memory().close();
        }
    }
}
