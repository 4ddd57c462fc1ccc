// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which IMEIs of a made-up nation are not what they claim: from its `truth.csv`, and only as far
/// as operators saw it. An IMEI is a clone when at least two phones were seen under it.
final class Imposture {
    private static final int PHONES_FEW = 2;
    private static final int PHONES_SOME = 5;

    /// What a rule is for.
    enum Target {
        /// One IMEI in several phones.
        CLONES("clones"),
        /// A phone that is not the one of its IMEI, whether there is another or not.
        IMPOSTORS("impostors"),
        /// A gateway of many SIMs.
        BOXES("SIM boxes");

        private final String text;

        Target(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /// How many phones a clone was seen in.
    enum Size {
        TWO,
        THREE_TO_FIVE,
        MORE
    }

    /// One IMEI.
    private static final class Truth {
        private final String kind;
        private final Map<String, String> phones = new HashMap<>();
        private final Set<String> genuine = new HashSet<>();
        private final Set<String> seen = new HashSet<>();

        private Truth(String kind) {
            this.kind = kind;
        }

        private int phonesSeen() {
            var distinct = new HashSet<String>();
            seen.forEach(imsi -> distinct.add(phones.getOrDefault(imsi, "")));
            return distinct.size();
        }
    }

    private final Map<String, Truth> truths = new HashMap<>();

    private Imposture() {}

    /// Reads what is true and what was seen.
    static Imposture of(Path nation) throws IOException {
        var all = new Imposture();
        try (Stream<String> lines = Files.lines(nation.resolve("truth.csv"))) {
            lines.skip(1).map(line -> line.split(",", -1)).forEach(all::told);
        }
        try (Stream<Path> files = Files.list(nation)) {
            for (Path file : files.filter(Imposture::isOfOperator).toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.map(line -> line.split(",", 4)).forEach(all::saw);
                }
            }
        }
        all.truths.values().removeIf(truth -> truth.seen.isEmpty());
        return all;
    }

    private static boolean isOfOperator(Path file) {
        return String.valueOf(file.getFileName()).startsWith("operator");
    }

    private void told(String[] row) {
        if (row[0].isEmpty()) {
            return;
        }
        Truth truth = truths.computeIfAbsent(row[0], _ -> new Truth(row[3]));
        // A malformed IMEI may be that of several units.
        truth.phones.put(row[1], row[4] + "-" + row[8]);
        if (row[5].equals("1")) {
            truth.genuine.add(row[1]);
        }
    }

    private void saw(String[] row) {
        Truth truth = truths.get(row[1]);
        if (truth != null) {
            truth.seen.add(row[2]);
        }
    }

    /// What an IMEI belongs to, as truth has it; plain when there is nothing to tell of it.
    String kind(String imei) {
        Truth truth = truths.get(imei);
        return truth == null ? "plain" : truth.kind;
    }

    /// Whether it is what rules of that target look for.
    boolean is(String imei, Target target) {
        return switch (target) {
            case CLONES -> size(imei).isPresent();
            case IMPOSTORS -> size(imei).isPresent() || kind(imei).equals("tampered");
            case BOXES -> kind(imei).equals("sim_box");
        };
    }

    /// Empty when it is no clone.
    Optional<Size> size(String imei) {
        Truth truth = truths.get(imei);
        int phones = truth == null ? 0 : truth.phonesSeen();
        if (phones < PHONES_FEW) {
            return Optional.empty();
        }
        return Optional.of(
                phones == PHONES_FEW
                        ? Size.TWO
                        : phones <= PHONES_SOME ? Size.THREE_TO_FIVE : Size.MORE);
    }

    /// All that a target looks for.
    Set<String> all(Target target) {
        var all = new HashSet<String>();
        truths.keySet().stream().filter(imei -> is(imei, target)).forEach(all::add);
        return all;
    }

    /// The SIMs that were seen in the genuine phone of a clone; none when that was not seen.
    Set<String> genuine(String imei) {
        Truth truth = truths.get(imei);
        if (truth == null) {
            return Set.of();
        }
        var sims = new HashSet<>(truth.genuine);
        sims.retainAll(truth.seen);
        return sims;
    }

    /// How many SIMs were seen with an IMEI.
    int sims(String imei) {
        Truth truth = truths.get(imei);
        return truth == null ? 0 : truth.seen.size();
    }
}
