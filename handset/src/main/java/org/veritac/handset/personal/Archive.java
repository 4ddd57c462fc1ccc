// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.veritac.card.Secret;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Items under one seal, as the description of this package draws it.
public final class Archive {
    /// The most items.
    public static final int ITEMS_MAX = 4_096;

    /// The largest archive: 32 MiB.
    public static final int BYTES_MAX = 32 << 20;

    static final int SLOTS_MAX = 2;
    private static final int MAGIC = 0x56504131;
    private static final HexFormat HEX = HexFormat.of();
    private static final int FRONT_BYTES = 5;
    private static final int ENTRY_BYTES = 1 + 1 + 4 + Item.DIGEST_BYTES;

    private Archive() {}

    /// What came of reading an archive.
    public sealed interface Reading {
        /// All of it, each item with its digest found right.
        record Whole(List<Item> items) implements Reading {
            public Whole {
                items = List.copyOf(items);
            }
        }

        /// It is not for these keys, or its bytes were altered.
        record NotOpened() implements Reading {}

        /// It is none, or breaks its own rules or bounds.
        record Malformed(Flaw flaw) implements Reading {}
    }

    /// What is wrong with an archive.
    public enum Flaw {
        /// More than [#BYTES_MAX].
        TOO_LARGE,
        /// No beginning of this version.
        NOT_AN_ARCHIVE,
        /// The sealed content does not end where it says.
        CONTENT,
        /// More than [#ITEMS_MAX].
        TOO_MANY,
        /// A name that is none, or one twice for a kind.
        NAME,
        /// The bytes of an item have another digest.
        DIGEST
    }

    /// How long the archive of these items is, for up to two ways in.
    public static long length(List<Item> items, ArchiveKeys keys) {
        long content = 4;
        for (Item item : items) {
            content += ENTRY_BYTES + item.name().length() + item.length();
        }
        long slots =
                Arrays.stream(Slot.Kind.values()).filter(kind -> keys.of(kind) != null).count();
        return FRONT_BYTES + slots * Slot.BYTES + Box.NONCE_BYTES + content + Box.TAG_BYTES;
    }

    /// Seals items.
    ///
    /// @param items within the bounds, no two of one kind with one name; see [Backup#plan]
    public static byte[] write(List<Item> items, ArchiveKeys keys, SecureRandom random) {
        if (items.size() > ITEMS_MAX || length(items, keys) > BYTES_MAX || hasTwins(items)) {
            throw new IllegalArgumentException("not the items of one archive");
        }
        byte[] key = new byte[Slot.KEY_BYTES];
        random.nextBytes(key);
        byte[] front = front(keys, key, random);
        byte[] content = content(items);
        byte[] box = Box.seal(aes(key), content, front, random);
        Arrays.fill(key, (byte) 0);
        Arrays.fill(content, (byte) 0);
        return ByteBuffer.allocate(front.length + box.length).put(front).put(box).array();
    }

    private static byte[] front(ArchiveKeys keys, byte[] key, SecureRandom random) {
        var slots = new ByteArrayOutputStream();
        int count = 0;
        for (Slot.Kind kind : Slot.Kind.values()) {
            Secret secret = keys.of(kind);
            if (secret != null) {
                slots.writeBytes(Slot.of(kind, secret, key, random).bytes());
                count++;
            }
        }
        return ByteBuffer.allocate(FRONT_BYTES + slots.size())
                .putInt(MAGIC)
                .put((byte) count)
                .put(slots.toByteArray())
                .array();
    }

    private static byte[] content(List<Item> items) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(4).putInt(items.size()).array());
        for (Item item : items) {
            out.write(item.kind().letter());
            out.write(item.name().length());
            out.writeBytes(item.name().getBytes(US_ASCII));
            out.writeBytes(ByteBuffer.allocate(4).putInt(item.length()).array());
            out.writeBytes(item.digest());
        }
        items.forEach(item -> out.writeBytes(item.bytes()));
        return out.toByteArray();
    }

    /// Opens an archive from anywhere.
    public static Reading read(byte[] archive, ArchiveKeys keys) {
        if (archive.length > BYTES_MAX) {
            return new Reading.Malformed(Flaw.TOO_LARGE);
        }
        Optional<List<Slot>> slots = slots(archive);
        if (slots.isEmpty()) {
            return new Reading.Malformed(Flaw.NOT_AN_ARCHIVE);
        }
        int end = FRONT_BYTES + slots.get().size() * Slot.BYTES;
        byte[] front = Arrays.copyOf(archive, end);
        byte[] box = Arrays.copyOfRange(archive, end, archive.length);
        for (Slot slot : slots.get()) {
            Secret secret = keys.of(slot.kind());
            Optional<byte[]> key = secret == null ? Optional.empty() : slot.open(secret);
            Optional<byte[]> content = key.flatMap(bytes -> Box.open(aes(bytes), box, front));
            key.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
            if (content.isPresent()) {
                return items(content.get());
            }
        }
        return new Reading.NotOpened();
    }

    private static Optional<List<Slot>> slots(byte[] archive) {
        ByteBuffer buffer = ByteBuffer.wrap(archive);
        if (archive.length < FRONT_BYTES || buffer.getInt() != MAGIC) {
            return Optional.empty();
        }
        int count = buffer.get();
        if (count < 1 || count > SLOTS_MAX || buffer.remaining() < count * Slot.BYTES) {
            return Optional.empty();
        }
        var slots = new ArrayList<Slot>();
        for (int i = 0; i < count; i++) {
            Slot.read(buffer).ifPresent(slots::add);
        }
        return slots.size() == count ? Optional.of(slots) : Optional.empty();
    }

    /// What an entry says of an item.
    private record Entry(Kind kind, String name, int length, String digest) {}

    /// The items of content that was authentic: whoever wrote it may still have written nonsense.
    static Reading items(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        try {
            int count = buffer.getInt();
            if (count < 0 || count > ITEMS_MAX) {
                return new Reading.Malformed(Flaw.TOO_MANY);
            }
            var entries = new ArrayList<Entry>();
            for (int i = 0; i < count; i++) {
                Optional<Entry> entry = entry(buffer);
                if (entry.isEmpty()) {
                    return new Reading.Malformed(Flaw.CONTENT);
                }
                entries.add(entry.get());
            }
            return items(entries, buffer);
        } catch (BufferUnderflowException e) {
            return new Reading.Malformed(Flaw.CONTENT);
        }
    }

    private static Optional<Entry> entry(ByteBuffer buffer) {
        Optional<Kind> kind = Kind.of(buffer.get());
        byte[] name = new byte[buffer.get() & 0x7f];
        buffer.get(name);
        int length = buffer.getInt();
        byte[] digest = new byte[Item.DIGEST_BYTES];
        buffer.get(digest);
        String text = new String(name, US_ASCII);
        return kind.filter(_ -> length >= 0 && length <= Item.BYTES_MAX)
                .map(known -> new Entry(known, text, length, HEX.formatHex(digest)));
    }

    private static Reading items(List<Entry> entries, ByteBuffer buffer) {
        long total = entries.stream().mapToLong(Entry::length).sum();
        if (total != buffer.remaining()) {
            return new Reading.Malformed(Flaw.CONTENT);
        }
        var items = new ArrayList<Item>();
        for (Entry entry : entries) {
            byte[] bytes = new byte[entry.length];
            buffer.get(bytes);
            Optional<Item> item = Item.ifValid(entry.kind, entry.name, bytes);
            if (item.isEmpty()) {
                return new Reading.Malformed(Flaw.NAME);
            }
            if (!HEX.formatHex(item.get().digest()).equals(entry.digest)) {
                return new Reading.Malformed(Flaw.DIGEST);
            }
            items.add(item.get());
        }
        return hasTwins(items) ? new Reading.Malformed(Flaw.NAME) : new Reading.Whole(items);
    }

    static boolean hasTwins(List<Item> items) {
        var names = new HashSet<String>();
        return items.stream().anyMatch(item -> !names.add(item.kind() + "/" + item.name()));
    }

    private static SecretKey aes(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }
}
