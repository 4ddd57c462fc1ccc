// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Imports whole lists and deltas of one source and takes them back. A list is made of blocks of
/// devices that are in force together or not at all.
final class ListChanges extends Changes {
    private static final int ROWS = 20_000;
    private static final int SAMPLES = 60;
    private static final Pattern POSITION = Pattern.compile("\"position\"\\s*:\\s*([0-9]+)");
    private static final Pattern ENTRIES = Pattern.compile("\"black of lists\"\\s*:\\s*([0-9]+)");

    private final Path data;
    private final Path folder;
    private final SplittableRandom random;

    /// What is in force after each import that can be taken back, the newest first.
    private final Deque<Set<Integer>> states = new ArrayDeque<>(List.of(Set.of()));

    private @Nullable Deque<Set<Integer>> tried;
    private final Semaphore begun = new Semaphore(0);
    private volatile Duration lately = Duration.ofMillis(500);
    private int blocks;
    private int changes;
    private int happened;
    private int open;

    ListChanges(Path data, Path folder, SplittableRandom random) {
        this.data = data;
        this.folder = folder;
        this.random = random;
    }

    /// Waits for a random moment in one of the next changes, or a little behind it.
    void awaitMoment(SplittableRandom moments) throws InterruptedException {
        begun.acquire(1 + moments.nextInt(2));
        long usual = lately.toMillis();
        long from = moments.nextBoolean() ? 0 : usual * 4 / 5; // coming into force is at the end
        Thread.sleep(moments.nextLong(from, usual * 6 / 5 + 1));
        begun.drainPermits();
    }

    private Set<Integer> top() {
        return states.getFirst();
    }

    @Override
    void change() throws IOException {
        var next = new ArrayDeque<>(states);
        List<String> words =
                switch (random.nextInt(3)) {
                    case 0 -> next.size() > 1 ? undo(next) : full(next);
                    case 1 -> full(next);
                    default -> delta(next);
                };
        tried = next;
        long began = System.nanoTime();
        begun.release();
        var said = Console.inServer(data, words.toArray(String[]::new));
        assertThat(said.code()).as(said.out() + said.err()).isZero();
        lately = Duration.ofNanos(System.nanoTime() - began);
        states.clear();
        states.addAll(next);
        tried = null;
        changes++;
    }

    private List<String> full(Deque<Set<Integer>> next) throws IOException {
        int block = blocks++;
        next.push(Set.of(block));
        Path file = folder.resolve("full.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("imei,reason\n");
            for (int i = 0; i < ROWS; i++) {
                out.write(device(block, i) + ",stolen\n");
            }
        }
        return List.of(
                "import", "black", file.toString(), "--source", "lists", "--max-shrink", "100%");
    }

    /// Adds a block, and removes one that is there.
    private List<String> delta(Deque<Set<Integer>> next) throws IOException {
        int block = blocks++;
        var state = new TreeSet<>(top());
        Integer removed = state.pollFirst();
        state.add(block);
        next.push(state);
        Path file = folder.resolve("delta.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("imei,reason,change\n");
            for (int i = 0; i < ROWS; i++) {
                out.write(device(block, i) + ",stolen,add\n");
                if (removed != null) {
                    out.write(device(removed, i) + ",,remove\n");
                }
            }
        }
        return List.of("import", "black", file.toString(), "--source", "lists", "--delta");
    }

    private List<String> undo(Deque<Set<Integer>> next) throws IOException {
        next.pop();
        var said = Console.inServer(data, "status", "--json");
        String imports = said.out().substring(said.out().indexOf("\"imports\""));
        long newest = 0;
        Matcher matcher = POSITION.matcher(imports);
        while (matcher.find()) {
            newest = Math.max(newest, Long.parseLong(matcher.group(1)));
        }
        return List.of("undo", Long.toString(newest));
    }

    private static String device(int block, int number) {
        return "3530%04d%06d".formatted(block, number);
    }

    /// What is in force is what was acknowledged last, or what was under way then, and whole.
    void verify(Mme mme) throws IOException {
        Deque<Set<Integer>> open = tried;
        var asked = new TreeSet<>(top());
        if (open != null) {
            asked.addAll(open.getFirst());
        }
        if (blocks > 0) {
            asked.add(blocks - 1);
        }
        var black = new TreeSet<Integer>();
        for (int block : asked) {
            if (isInForce(mme, block)) {
                black.add(block);
            }
        }
        if (open != null && black.equals(open.getFirst())) {
            states.clear();
            states.addAll(open);
            happened++;
        }
        assertThat(black).isEqualTo(top());
        assertThat(entries()).isEqualTo((long) top().size() * ROWS);
        this.open += open == null ? 0 : 1;
        tried = null;
    }

    private boolean isInForce(Mme mme, int block) throws IOException {
        var numbers = new ArrayList<>(List.of(0, ROWS - 1));
        random.ints(SAMPLES, 0, ROWS).forEach(numbers::add);
        int listed = 0;
        for (int number : numbers) {
            listed += isBlack(mme, device(block, number)) ? 1 : 0;
        }
        assertThat(listed).as("half an import").isIn(0, numbers.size());
        return listed > 0;
    }

    private long entries() throws IOException {
        var said = Console.inServer(data, "status", "--count", "--json");
        Matcher matcher = ENTRIES.matcher(said.out());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    String summary() {
        return "%d imports and undos acknowledged, %d under way of which %d had happened"
                .formatted(changes, open, happened);
    }
}
