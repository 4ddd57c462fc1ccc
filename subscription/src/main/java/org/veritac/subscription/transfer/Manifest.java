// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Digest;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is in a package or a backup: its parts in the order of [Part], each with length and digest.
/// Its own digest stands for all of it.
///
/// ```
/// entry  part(1; + 80: the receiver has it already)  length(3)  first 20 bytes of SHA-256(20)
/// ```
public record Manifest(List<Entry> entries) {
    /// The bytes of an entry.
    public static final int ENTRY_BYTES = 24;

    /// The most entries: what goes to a handset.
    public static final int ENTRIES_MAX = 7;

    static final int DIGEST_BYTES = 32;
    static final int PART_DIGEST_BYTES = 20;
    private static final int PRESTORED = 0x80;

    /// One part.
    ///
    /// @param prestored whether the receiver says that it has it, so that it is not sent
    /// @param length in bytes, 0 to [Part#bytesMax]
    /// @param digest of what is sent, 20 bytes of SHA-256, which for [Part#KEYS] is enciphered
    public record Entry(Part part, boolean prestored, int length, Octets digest) {
        public Entry {
            if (length < 0 || length > part.bytesMax() || digest.length() != PART_DIGEST_BYTES) {
                throw new IllegalArgumentException("a part has a length within its bound");
            }
        }
    }

    public Manifest {
        entries = List.copyOf(entries);
        if (entries.size() > ENTRIES_MAX || !isAscending(entries)) {
            throw new IllegalArgumentException("each part once, in order");
        }
    }

    private static boolean isAscending(List<Entry> entries) {
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i - 1).part().compareTo(entries.get(i).part()) >= 0) {
                return false;
            }
        }
        return true;
    }

    /// What describes these parts.
    ///
    /// @param prestored those that the receiver has already
    public static Manifest of(Contents contents, Set<Part> prestored) {
        var entries = new ArrayList<Entry>();
        for (Map.Entry<Part, Octets> each : contents.parts().entrySet()) {
            var digest = partDigest(each.getValue());
            boolean has = prestored.contains(each.getKey());
            entries.add(new Entry(each.getKey(), has, each.getValue().length(), digest));
        }
        return new Manifest(entries);
    }

    static Octets sha256(Octets octets) {
        return Octets.taking(Digest.sha256(octets.bytes()));
    }

    /// What a manifest says of a part, 20 bytes.
    static Octets partDigest(Octets octets) {
        return sha256(octets).part(0, PART_DIGEST_BYTES);
    }

    /// The digest that READY, COMMIT, BACKUP and RELEASED quote, 32 bytes.
    public Octets digest() {
        return sha256(octets());
    }

    Optional<Entry> find(Part part) {
        return entries.stream().filter(entry -> entry.part() == part).findFirst();
    }

    Set<Part> parts() {
        var parts = EnumSet.noneOf(Part.class);
        entries.forEach(entry -> parts.add(entry.part()));
        return parts;
    }

    Octets octets() {
        var out = new ByteArrayOutputStream(entries.size() * ENTRY_BYTES);
        for (Entry entry : entries) {
            out.write(entry.part().code() | (entry.prestored() ? PRESTORED : 0));
            out.write(entry.length() >>> 16);
            out.write(entry.length() >>> 8);
            out.write(entry.length());
            out.writeBytes(entry.digest().bytes());
        }
        return Octets.taking(out.toByteArray());
    }

    /// The manifest that the bytes are; empty when they are none.
    static Optional<Manifest> read(Octets octets) {
        int count = octets.length() / ENTRY_BYTES;
        if (octets.length() % ENTRY_BYTES != 0 || count > ENTRIES_MAX) {
            return Optional.empty();
        }
        byte[] bytes = octets.bytes();
        var entries = new ArrayList<Entry>();
        for (int at = 0; at < bytes.length; at += ENTRY_BYTES) {
            int code = bytes[at] & 0xFF;
            int length = (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8;
            int whole = length | (bytes[at + 3] & 0xFF);
            var part = Part.find(code & ~PRESTORED).filter(found -> whole <= found.bytesMax());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            var digest = octets.part(at + 4, PART_DIGEST_BYTES);
            entries.add(new Entry(part.get(), (code & PRESTORED) != 0, whole, digest));
        }
        return isAscending(entries) ? Optional.of(new Manifest(entries)) : Optional.empty();
    }
}
