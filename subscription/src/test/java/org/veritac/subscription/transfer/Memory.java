// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// A handset's memory as a value: what the writes of the machine do to it. The keys are what
/// opening the staged ones really gives.
///
/// @param keys nothing when there are none
/// @param files what the subscription is made of once it is active
record Memory(HandsetRecord record, Contents staged, Octets keys, Contents files) {
    static final Memory NEW =
            new Memory(HandsetRecord.NEW, Contents.EMPTY, Octets.NONE, Contents.EMPTY);

    Memory after(HandsetWrite write) {
        return switch (write) {
            case HandsetWrite.Stage(var part, var offset, var bytes) -> {
                var before = staged.find(part).orElse(Octets.NONE).part(0, offset);
                yield new Memory(
                        record, staged.with(part, Octets.join(before, bytes)), keys, files);
            }
            case HandsetWrite.DropStaged() -> new Memory(record, Contents.EMPTY, keys, files);
            case HandsetWrite.TakeKeys(var kc) -> {
                var enciphered = staged.find(Part.KEYS).orElse(Octets.NONE);
                yield new Memory(
                        record, staged, Envelope.open(kc, enciphered).orElse(Octets.NONE), files);
            }
            case HandsetWrite.Keep(var next, _) ->
                    next.phase() == HandsetPhase.ACTIVE && record.phase() != HandsetPhase.ACTIVE
                            ? new Memory(next, staged, keys, activated())
                            : new Memory(next, staged, keys, files);
            case HandsetWrite.DestroyKeys() -> new Memory(record, staged, Octets.NONE, files);
            case HandsetWrite.Wipe(var keepPersonal) -> {
                var personal = files.find(Part.PERSONAL);
                var left =
                        keepPersonal && personal.isPresent()
                                ? Contents.of(Map.of(Part.PERSONAL, personal.get()))
                                : Contents.EMPTY;
                yield new Memory(record, staged, keys, left);
            }
        };
    }

    /// What was staged, and the personal data that were here before.
    private Contents activated() {
        var parts = new HashMap<>(staged.without(Part.KEYS).parts());
        files.find(Part.PERSONAL).ifPresent(own -> parts.merge(Part.PERSONAL, own, Memory::united));
        return Contents.of(parts);
    }

    /// Personal data are items of one byte each; both sides' items, each once, in order.
    static Octets united(Octets one, Octets other) {
        var items = new TreeSet<Byte>();
        for (byte b : Octets.join(one, other).bytes()) {
            items.add(b);
        }
        byte[] all = new byte[items.size()];
        int at = 0;
        for (byte b : items) {
            all[at++] = b;
        }
        return Octets.of(all);
    }

    Memory with(Part part, Octets bytes) {
        return new Memory(record, staged, keys, files.with(part, bytes));
    }

    Memory with(HandsetRecord next) {
        return new Memory(next, staged, keys, files);
    }

    /// Whether a question of the network would get a right answer, were it asked now.
    boolean isActive() {
        return record.phase() == HandsetPhase.ACTIVE && !keys.isEmpty();
    }

    Octets file(Part part) {
        return files.find(part).orElse(Octets.NONE);
    }

    /// The whole package is the one that the record names.
    boolean isWhole() {
        var loan = record.loan();
        return loan != null && Manifest.of(staged, Set.of()).digest().equals(loan.digest());
    }

    @Override
    public int hashCode() {
        return Objects.hash(record, staged, keys, files);
    }
}
