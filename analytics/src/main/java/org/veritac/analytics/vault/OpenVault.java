// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

import org.veritac.analytics.store.Change;
import org.veritac.analytics.store.Part;
import org.veritac.analytics.store.Store;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A vault that was opened for one purpose. Each kind is decrypted when it is first asked for, and
/// is in memory until this is forgotten. For one thread.
public final class OpenVault {
    /// With this many files of a kind, saving writes all of it as one.
    static final int FILES_MAX = 16;

    private final Store store;
    private final VaultKey key;
    private final SecureRandom random;
    private final Map<Kind, Numbering> numberings = new EnumMap<>(Kind.class);

    OpenVault(Store store, VaultKey key, SecureRandom random) {
        this.store = store;
        this.key = key;
        this.random = random;
    }

    /// Who a number is; empty when nobody has it, or it was deleted.
    public Optional<String> text(Kind kind, int number) throws IOException {
        Numbering numbering = numbering(kind);
        return numbering.isGiven(number)
                ? Optional.of(kind.text(numbering.high(number), numbering.low(number)))
                : Optional.empty();
    }

    /// The number of an IMSI or MSISDN, or -1 when it has none.
    public int find(Kind kind, String digits) throws IOException {
        return numbering(kind).find(0, Packed.digits(digits));
    }

    /// The numbers of a kind, to find and to give them.
    public Numbers numbers(Kind kind) throws IOException {
        return new Numbers(numbering(kind));
    }

    private Numbering numbering(Kind kind) throws IOException {
        Numbering known = numberings.get(kind);
        if (known != null) {
            return known;
        }
        Numbering numbering = new Numbering(random);
        PageFile pages = new PageFile(kind, key);
        for (Part part : store.parts(kind.relation())) {
            pages.read(store.directory().resolve(part.file()), numbering);
        }
        numbering.index();
        numberings.put(kind, numbering);
        return numbering;
    }

    /// Adds what was given to a change of the store.
    public void save(Change change) throws IOException {
        change.put(Vault.markSetting(), key.mark());
        for (Kind kind : Kind.values()) {
            Numbering numbering = numberings.get(kind);
            if (numbering != null && numbering.addedCount() > 0) {
                List<Part> before = store.parts(kind.relation());
                boolean whole = before.size() + 1 >= FILES_MAX;
                write(change, kind, whole ? allPages(numbering) : numbering.changedPages());
                if (whole) {
                    change.remove(before);
                }
            }
        }
    }

    /// Deletes who some numbers are, and writes a kind anew without them.
    ///
    /// @param kept which numbers stay
    /// @return how many were deleted
    public int keep(Change change, Kind kind, IntPredicate kept) throws IOException {
        Numbering numbering = numbering(kind);
        int before = numbering.count();
        int deleted = 0;
        for (int number = 0; number < numbering.pages() * Numbering.PAGE; number++) {
            if (numbering.isGiven(number) && !kept.test(number)) {
                numbering.delete(number);
                deleted++;
            }
        }
        if (deleted > 0 && before > 0) {
            List<Part> old = store.parts(kind.relation());
            write(change, kind, allPages(numbering));
            change.remove(old);
        }
        return deleted;
    }

    private static int[] allPages(Numbering numbering) {
        return IntStream.range(0, numbering.pages()).toArray();
    }

    private void write(Change change, Kind kind, int[] pages) throws IOException {
        Numbering numbering = numbering(kind);
        PageFile file = new PageFile(kind, key);
        change.write(
                kind.relation(),
                numbering.count(),
                path -> file.write(path, numbering, pages, random));
    }
}
