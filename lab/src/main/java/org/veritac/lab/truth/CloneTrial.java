// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.veritac.lab.network.Console;
import org.veritac.lab.truth.Imposture.Target;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Makes a nation, takes it in and applies the rules, all by command lines in processes of their
/// own, and compares what they say with the truth.
final class CloneTrial {
    /// Of which nation.
    record Plan(long seed, int subscribers, int days) {}

    /// What came of it.
    ///
    /// @param rules as tried, in their order, then the standard conditions
    record Result(List<Score> rules, HolderScore holders) {}

    private static final List<String> LISTS =
            List.of(
                    "tac gsma_tac.txt",
                    "stolen stolen_list.csv",
                    "registration registration_list.csv",
                    "golden golden_list.csv",
                    "pairing pairing_list.csv",
                    "barred barred_list.csv",
                    "barred-tac barred_tac_list.csv",
                    "subscribers subscribers_registration_list.csv",
                    "association device_association_list.csv",
                    "monitoring monitoring_list.csv");

    private final Path folder;
    private final Plan plan;
    private final Consumer<String> progress;

    /// @param folder an empty one to work in
    /// @param progress is told in words how far it is
    CloneTrial(Path folder, Plan plan, Consumer<String> progress) {
        this.folder = folder;
        this.plan = plan;
        this.progress = progress;
    }

    Result run() throws IOException {
        typed(
                "generate",
                "nation",
                "--events",
                "--seed",
                Long.toString(plan.seed()),
                "--subscribers",
                Integer.toString(plan.subscribers()),
                "--days",
                Integer.toString(plan.days()),
                "--from",
                "2026-10-02");
        Path nation = folder.resolve("nation");
        String region = Files.readString(nation.resolve("region.yaml"));
        Files.writeString(folder.resolve("trial.yml"), region + CloneRule.yaml());
        importAll(nation);
        Imposture truth = Imposture.of(nation);
        var scores = new ArrayList<Score>();
        Map<String, Set<String>> found = classify("trial.yml");
        for (CloneRule rule : CloneRule.all()) {
            Set<String> met = found.getOrDefault(rule.condition(), Set.of());
            scores.add(new Score(rule.label(), rule.target(), met, truth));
        }
        typed(
                "report",
                "holders",
                "--condition",
                CloneRule.SHARED,
                "--subscribers",
                "--top",
                "1000000",
                "--csv",
                "holders");
        HolderScore holders = HolderScore.of(folder.resolve("holders/holders_holders.csv"), truth);
        scores.addAll(standard(nation, truth));
        return new Result(scores, holders);
    }

    /// The conditions that a nation comes with, each by itself and the suspicions of a clone
    /// together.
    private List<Score> standard(Path nation, Imposture truth) throws IOException {
        Map<String, Set<String>> found =
                classify(folder.relativize(nation.resolve("conditions.yaml")).toString());
        var scores = new ArrayList<Score>();
        var together = new HashSet<String>();
        for (String label :
                List.of("clone_places", "clone_software", "sim_box", "sim_box_numbers")) {
            Target target = label.startsWith("sim_box") ? Target.BOXES : Target.CLONES;
            Set<String> met = found.getOrDefault(label, Set.of());
            scores.add(new Score("standard: " + label, target, met, truth));
            if (target == Target.CLONES) {
                together.addAll(met);
            }
        }
        scores.add(new Score("standard: any clone_*", Target.CLONES, together, truth));
        return scores;
    }

    private void importAll(Path nation) throws IOException {
        for (String list : LISTS) {
            String[] words = list.split(" ");
            imported(words[0], nation.resolve(words[1]));
        }
        for (Path file : named(nation, "operator")) {
            imported("operator", file);
        }
        Path events = folder.resolve("events.csv");
        join(named(nation, "events_"), events);
        imported("events", events);
    }

    private void imported(String kind, Path file) throws IOException {
        typed("import", kind, file.toString(), "--conditions", "trial.yml");
    }

    private static List<Path> named(Path nation, String prefix) throws IOException {
        try (var files = Files.list(nation)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    /// One file of several with one header.
    private static void join(List<Path> files, Path whole) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(whole)) {
            boolean first = true;
            for (Path file : files) {
                try (var in = Files.newBufferedReader(file)) {
                    String header = in.readLine();
                    if (first) {
                        out.write(header + "\n");
                    }
                    first = false;
                    in.transferTo(out);
                }
            }
        }
    }

    /// The IMEIs that conditions have met.
    private Map<String, Set<String>> classify(String conditions) throws IOException {
        String rows =
                typed(
                        "classify",
                        "--conditions",
                        conditions,
                        "--no-safety-check",
                        "--no-sanity-check");
        Map<String, Set<String>> found = new HashMap<>();
        rows.lines()
                .skip(1)
                .map(row -> row.split(",", -1))
                .forEach(row -> found.computeIfAbsent(row[1], _ -> new HashSet<>()).add(row[0]));
        return found;
    }

    private String typed(String... words) throws IOException {
        long began = System.nanoTime();
        var all = new ArrayList<String>(List.of("analytics"));
        all.addAll(List.of(words));
        Console.Said said = Console.inProcess(folder, all);
        progress.accept(
                "%.1f s: analytics %s %s"
                        .formatted((System.nanoTime() - began) / 1e9, words[0], words[1]));
        if (said.code() != 0) {
            throw new IOException("analytics " + words[0] + " failed: " + said.err());
        }
        return said.out();
    }
}
