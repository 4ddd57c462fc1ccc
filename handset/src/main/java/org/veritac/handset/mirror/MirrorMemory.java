// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.mirror;

import org.jspecify.annotations.Nullable;
import org.veritac.card.Secret;
import org.veritac.handset.memory.Change;
import org.veritac.handset.memory.Committed;
import org.veritac.handset.memory.CredentialSecret;
import org.veritac.handset.memory.LiveKey;
import org.veritac.handset.memory.ProtectedMemory;
import org.veritac.handset.memory.TransferId;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Envelope;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.HandsetRecord;
import org.veritac.subscription.transfer.HandsetWrite;
import org.veritac.subscription.transfer.KeptRecord;
import org.veritac.subscription.transfer.Loan;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Receipt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a handset keeps of a hand-over, in protected memory. Each record is one change there, with
/// all that belongs to it: the package when it is staged, the birth of the credential when it
/// becomes active, its death when it is released.
///
/// ```
/// record, receipts       as they are written by KeptRecord and Receipt; receipts one behind the other
/// part-CODE/NUMBER       the pieces of a part, of up to PIECE_BYTES each
/// owner-pin              as it was shown at the load; the owner's items are enciphered with it
/// personal               what becomes of the owner's items at the end: 53 sent, 44 to be deleted
/// ```
///
/// One thread at a time.
final class MirrorMemory {
    /// How many receipts are kept; the oldest go first.
    static final int RECEIPTS_MAX = 256;

    static final byte SENT = 'S';
    static final byte DELETE = 'D';

    private static final String RECORD = "record";
    private static final String RECEIPTS = "receipts";
    private static final String PIN = "owner-pin";
    private static final String PERSONAL = "personal";
    private static final String PART = "part-";
    private static final int PIECE_BYTES = 60_000;

    private final ProtectedMemory memory;
    private final PrivateKey signing;
    private final SecureRandom random;
    private final Map<Part, ByteArrayOutputStream> staged = new EnumMap<>(Part.class);
    private byte[] pin = {};
    private Octets kc = Octets.NONE;

    MirrorMemory(ProtectedMemory memory, PrivateKey signing, SecureRandom random) {
        this.memory = memory;
        this.signing = signing;
        this.random = random;
    }

    /// @throws IOException when the record is of another version
    HandsetRecord record() throws IOException {
        var bytes = memory.value(RECORD);
        return bytes.isEmpty()
                ? HandsetRecord.NEW
                : KeptRecord.handset(bytes.get())
                        .orElseThrow(() -> new IOException("a record of another version"));
    }

    /// Oldest first.
    List<Receipt> receipts() {
        byte[] all = memory.value(RECEIPTS).orElseGet(() -> new byte[0]);
        var receipts = new ArrayList<Receipt>();
        for (int at = 0; at + Receipt.BYTES <= all.length; at += Receipt.BYTES) {
            Receipt.read(Octets.of(Arrays.copyOfRange(all, at, at + Receipt.BYTES)))
                    .ifPresent(receipts::add);
        }
        return receipts;
    }

    /// The PIN that a load is tried with.
    void shown(Octets ownerPin) {
        pin = ownerPin.bytes();
    }

    /// The owner's PIN of the loaded subscription; empty where its policy asks for none.
    Secret pin() {
        return Secret.taking(memory.value(PIN).orElseGet(() -> new byte[0]));
    }

    void write(HandsetWrite write) throws IOException {
        switch (write) {
            case HandsetWrite.Stage(var part, var offset, var bytes) -> stage(part, offset, bytes);
            case HandsetWrite.DropStaged() -> {
                staged.clear();
                wipe();
            }
            case HandsetWrite.TakeKeys(var key) -> kc = key;
            case HandsetWrite.Keep(var record, var receipt) -> keep(record, receipt);
            case HandsetWrite.DestroyKeys() -> destroy();
            case HandsetWrite.Wipe _ -> wipe();
        }
    }

    private void stage(Part part, int offset, Octets bytes) {
        var all = staged.computeIfAbsent(part, _ -> new ByteArrayOutputStream());
        if (offset < all.size()) {
            byte[] before = Arrays.copyOf(all.toByteArray(), offset);
            all.reset();
            all.writeBytes(before);
        }
        all.writeBytes(bytes.bytes());
    }

    private void keep(HandsetRecord next, Receipt.@Nullable Entry receipt) throws IOException {
        var before = record();
        var change = new Change().put(RECORD, KeptRecord.of(next));
        if (receipt != null) {
            change.put(RECEIPTS, receiptsWith(receipt));
        }
        Optional<TransferId> holds = memory.holds();
        var loan = next.loan();
        if (next.phase() == HandsetPhase.STAGED && before.phase() == HandsetPhase.EMPTY) {
            staged.forEach((part, bytes) -> put(change, part, bytes.toByteArray()));
            change.put(PIN, pin);
        }
        if (next.phase() == HandsetPhase.EMPTY) {
            change.remove(PIN).remove(PERSONAL);
        }
        boolean ends = next.phase() == HandsetPhase.RELEASED || next.phase() == HandsetPhase.EMPTY;
        if (ends && holds.isPresent()) {
            change.destroy(holds.get());
        }
        if (next.phase() == HandsetPhase.ACTIVE && holds.isEmpty() && loan != null) {
            activate(change, loan);
        } else {
            commit(change);
        }
        staged.clear();
    }

    /// The credential begins to live in the same change that says ACTIVE.
    private void activate(Change change, Loan loan) throws IOException {
        var enciphered = part(Part.KEYS).orElse(Octets.NONE);
        var keys = Envelope.open(kc, enciphered).orElse(Octets.NONE);
        kc = Octets.NONE;
        remove(change, Part.KEYS);
        try (var secret = Secret.taking(keys.bytes())) {
            var aka =
                    PackageContents.subscription(secret, parts())
                            .map(found -> found.profile().aka())
                            .orElse(List.of());
            if (aka.isEmpty()) {
                commit(change);
                return;
            }
            byte[] bytes = keys.bytes();
            try (CredentialSecret sealed = Credential.seal(bytes, aka)) {
                commit(change.seal(transfer(loan), sealed));
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    static TransferId transfer(Loan loan) {
        return new TransferId(pseudonym(loan), loan.tid());
    }

    static String pseudonym(Loan loan) {
        return "%016x".formatted(loan.token().value());
    }

    private byte[] receiptsWith(Receipt.Entry entry) {
        var log = new ArrayList<>(receipts());
        var position =
                log.isEmpty() ? Receipt.Position.FIRST : Receipt.Position.after(log.getLast());
        log.add(Receipt.sign(entry, position, signing, random));
        var out = new ByteArrayOutputStream();
        log.subList(Math.max(0, log.size() - RECEIPTS_MAX), log.size())
                .forEach(receipt -> out.writeBytes(receipt.octets().bytes()));
        return out.toByteArray();
    }

    private void destroy() throws IOException {
        Optional<TransferId> holds = memory.holds();
        if (holds.isPresent()) {
            commit(new Change().destroy(holds.get()));
        }
    }

    private void wipe() throws IOException {
        var change = new Change();
        boolean any = false;
        for (String name : memory.names()) {
            if (name.startsWith(PART)) {
                change.remove(name);
                any = true;
            }
        }
        if (any) {
            commit(change);
        }
    }

    private void commit(Change change) throws IOException {
        switch (memory.commit(change)) {
            case Committed.Done _ -> {}
            case Committed.Refused(var why) ->
                    throw new IOException("the protected memory refuses: " + why);
        }
    }

    private void put(Change change, Part part, byte[] bytes) {
        remove(change, part);
        for (int at = 0, i = 0; at < bytes.length || i == 0; at += PIECE_BYTES, i++) {
            int end = Math.min(at + PIECE_BYTES, bytes.length);
            change.put(name(part, i), Arrays.copyOfRange(bytes, at, end));
        }
    }

    private void remove(Change change, Part part) {
        memory.names().stream()
                .filter(name -> name.startsWith(PART + part.code() + "/"))
                .forEach(change::remove);
    }

    private static String name(Part part, int piece) {
        return PART + part.code() + "/" + piece;
    }

    /// A part of what is staged or loaded.
    Optional<Octets> part(Part part) {
        var all = new ByteArrayOutputStream();
        int i = 0;
        Optional<byte[]> piece = memory.value(name(part, 0));
        if (piece.isEmpty()) {
            return Optional.empty();
        }
        while (piece.isPresent()) {
            all.writeBytes(piece.get());
            piece = memory.value(name(part, ++i));
        }
        return Optional.of(Octets.of(all.toByteArray()));
    }

    /// What the subscription's tree is made of.
    Contents parts() {
        var parts = new EnumMap<Part, Octets>(Part.class);
        for (Part part : List.of(Part.ADMINISTRATION, Part.SEQUENCE, Part.FILES)) {
            part(part).ifPresent(bytes -> parts.put(part, bytes));
        }
        return Contents.of(parts);
    }

    /// Keeps a part that changed in use. A restored image may take it back; sequence numbers have
    /// their ceiling beside it.
    void note(Part part, byte[] bytes) throws IOException {
        var change = new Change();
        put(change, part, bytes);
        noted(change);
    }

    /// A part has been put to its place.
    void done(Part part) throws IOException {
        var change = new Change();
        remove(change, part);
        noted(change);
    }

    private void noted(Change change) throws IOException {
        switch (memory.note(change)) {
            case Committed.Done _ -> {}
            case Committed.Refused(var why) ->
                    throw new IOException("the protected memory refuses: " + why);
        }
    }

    /// What becomes of the owner's items when the subscription goes; 0 for nothing.
    byte personal() {
        return memory.value(PERSONAL)
                .filter(bytes -> bytes.length == 1)
                .map(b -> b[0])
                .orElse((byte) 0);
    }

    void personal(byte what) throws IOException {
        noted(new Change().put(PERSONAL, new byte[] {what}));
    }

    /// The key of the loaded subscription; empty when none is loaded, or it died.
    Optional<LiveKey> key() throws IOException {
        var loan = record().loan();
        return loan == null ? Optional.empty() : memory.key(transfer(loan));
    }
}
