// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Tac;
import org.veritac.register.ListName;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The models of a trial: those of a real table or made-up ones, those kept for test equipment left
/// out. Half of them are for plain devices, half are given out one by one to be listed as models.
final class Allocations {
    private static final int MADE_UP = 4_000;

    /// What a row of a table starts with; Osmocom's has lost some leading zeros.
    private static final Pattern ROW = Pattern.compile("^\"?([0-9]{7,8})[^0-9]");

    private final Set<Tac> allocated;
    private final List<Tac> plain;
    private final List<Tac> own;
    private final SplittableRandom random;

    private Allocations(Set<Tac> allocated, SplittableRandom random) {
        this.allocated = allocated;
        this.random = random;
        List<Tac> usable = new ArrayList<>(allocated);
        usable.removeIf(tac -> tac.isTest() || tac.value() == 0);
        shuffle(usable, random);
        int half = usable.size() / 2;
        plain = List.copyOf(usable.subList(0, half));
        own = new ArrayList<>(usable.subList(half, usable.size()));
    }

    private static void shuffle(List<Tac> tacs, SplittableRandom random) {
        for (int i = tacs.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Tac one = tacs.get(i);
            tacs.set(i, tacs.get(j));
            tacs.set(j, one);
        }
    }

    /// The models of a table, or made-up ones, which are then put on the list of allocations.
    static Allocations of(@Nullable Path table, Lists lists, SplittableRandom random)
            throws IOException {
        return new Allocations(table == null ? madeUp(lists, random) : read(table), random.split());
    }

    private static Set<Tac> madeUp(Lists lists, SplittableRandom random) {
        var tacs = new LinkedHashSet<Tac>();
        while (tacs.size() < MADE_UP) {
            var tac = new Tac(35_000_000 + random.nextInt(1_000_000));
            if (tacs.add(tac)) {
                lists.row(
                        ListName.TAC, Plot.LOCAL, tac.digits() + ",Nonesuch,Model " + tacs.size());
            }
        }
        return tacs;
    }

    private static Set<Tac> read(Path table) throws IOException {
        var tacs = new LinkedHashSet<Tac>();
        var decoder =
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
        try (var in = Files.newInputStream(table);
                var lines = new BufferedReader(new InputStreamReader(in, decoder))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher row = ROW.matcher(line);
                if (row.find()) {
                    tacs.add(new Tac(Integer.parseInt(row.group(1))));
                }
            }
        }
        return tacs;
    }

    /// Models for plain devices.
    List<Tac> plain() {
        return plain;
    }

    /// A model of which no other device of the trial is.
    Tac own() {
        if (own.isEmpty()) {
            throw new IllegalStateException("too few models for so many checks");
        }
        return own.removeLast();
    }

    /// Two neighbours that are in no table; the lower one.
    Tac unallocated() {
        while (true) {
            var tac = new Tac(60_000_000 + random.nextInt(9_999_999));
            var next = new Tac(tac.value() + 1);
            if (!allocated.contains(tac) && !allocated.contains(next)) {
                allocated.add(tac);
                allocated.add(next);
                return tac;
            }
        }
    }
}
