// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The owner's items on their way to the token and to the next handset. Nothing is deleted before
/// the token has shown that it holds the archive, and nothing that is not in it.
public final class Backup {
    private final byte[] archive;
    private final List<Item> items;

    private Backup(byte[] archive, List<Item> items) {
        this.archive = archive;
        this.items = List.copyOf(items);
    }

    /// Whether items fit.
    public sealed interface Plan {
        /// They do.
        ///
        /// @param bytes of their archive
        record Fits(long bytes) implements Plan {}

        /// They do not: the owner has to choose what to leave. The credentials are returned either
        /// way.
        ///
        /// @param bytes that their archive would have
        /// @param quota that there are
        /// @param byKind bytes of each kind, for the choice
        record TooMuch(long bytes, long quota, Map<Kind, Long> byKind) implements Plan {
            public TooMuch {
                byKind = Map.copyOf(byKind);
            }
        }

        /// More than [Archive#ITEMS_MAX].
        record TooMany(int items) implements Plan {}
    }

    /// Finds out whether items fit, before anything is done with them.
    ///
    /// @param quota bytes that the token has for the archive
    public static Plan plan(List<Item> items, ArchiveKeys keys, long quota) {
        if (items.size() > Archive.ITEMS_MAX) {
            return new Plan.TooMany(items.size());
        }
        long bytes = Archive.length(items, keys);
        if (bytes <= Math.min(quota, Archive.BYTES_MAX)) {
            return new Plan.Fits(bytes);
        }
        var byKind = new EnumMap<Kind, Long>(Kind.class);
        items.forEach(item -> byKind.merge(item.kind(), (long) item.length(), Long::sum));
        return new Plan.TooMuch(bytes, Math.min(quota, Archive.BYTES_MAX), byKind);
    }

    /// Items without those that the owner chose to leave in this handset.
    public static List<Item> leaving(List<Item> items, Predicate<Item> left) {
        return items.stream().filter(left.negate()).toList();
    }

    /// Makes the archive of items that fit.
    public static Backup of(List<Item> items, ArchiveKeys keys, SecureRandom random) {
        return new Backup(Archive.write(items, keys, random), items);
    }

    /// A copy of the archive, for the token.
    public byte[] archive() {
        return archive.clone();
    }

    /// SHA-256 of the archive: what the token has to say that it holds.
    public byte[] digest() {
        return Item.digest(archive);
    }

    /// What came of the deletion.
    public sealed interface Deletion {
        /// What the token holds is gone from here.
        ///
        /// @param deleted number of items
        /// @param kept items that changed since, and are still here
        record Done(int deleted, List<Item> kept) implements Deletion {
            public Done {
                kept = List.copyOf(kept);
            }
        }

        /// The token holds something else: nothing was deleted.
        record NotHeld() implements Deletion {}
    }

    /// Deletes from a handset what the token holds.
    ///
    /// @param held the digest that the token authenticated
    /// @throws IOException when the disk is broken: what was deleted is in the token, the rest is
    ///   here
    public Deletion delete(PersonalStore store, byte[] held) throws IOException {
        if (!MessageDigest.isEqual(digest(), held)) {
            return new Deletion.NotHeld();
        }
        int deleted = 0;
        var kept = new ArrayList<Item>();
        for (Item item : items) {
            if (store.delete(item)) {
                deleted++;
            } else {
                kept.add(item);
            }
        }
        return new Deletion.Done(deleted, kept);
    }

    /// Puts what an archive holds into the next handset; doing it twice does no harm.
    ///
    /// @return what was read; only a whole one was restored
    /// @throws IOException when the disk is broken or full: doing it again goes on
    public static Archive.Reading restore(byte[] archive, ArchiveKeys keys, PersonalStore store)
            throws IOException {
        Archive.Reading reading = Archive.read(archive, keys);
        if (reading instanceof Archive.Reading.Whole(List<Item> items)) {
            for (Item item : items) {
                store.put(item);
            }
        }
        return reading;
    }
}
