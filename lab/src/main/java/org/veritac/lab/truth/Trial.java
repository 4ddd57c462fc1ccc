// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.jspecify.annotations.Nullable;
import org.veritac.lab.bench.ServerProcess;
import org.veritac.lab.network.Amf;
import org.veritac.lab.network.Answer;
import org.veritac.lab.network.Clerk;
import org.veritac.lab.network.Console;
import org.veritac.lab.network.Mme;
import org.veritac.lab.network.Msc;
import org.veritac.lab.network.Network;
import org.veritac.lab.network.Question;
import org.veritac.lab.truth.Categories.Category;
import org.veritac.lab.truth.Tally.Interface;
import org.veritac.register.ListName;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Makes lists with known answers, lets a real server import them, and asks it.
final class Trial {
    /// How large, and of what.
    ///
    /// @param table a table of allocations; null for made-up models
    /// @param rows about how many rows all lists have together
    /// @param checks how many checks at least, each on every interface
    /// @param seed which trial
    /// @param now when it is
    record Plan(@Nullable Path table, long rows, int checks, long seed, Instant now) {
        private LocalDate today() {
            return LocalDate.ofInstant(now, ZoneOffset.UTC);
        }

        /// Entries that end today are asked for only when today does not end meanwhile.
        private boolean isTodayLong() {
            return LocalDate.ofInstant(now.plus(LONG), ZoneOffset.UTC).equals(today());
        }
    }

    private static final Duration LONG = Duration.ofHours(1);

    /// Every which check is asked again in restrictive mode.
    private static final int AGAIN = 5;

    /// Every which check the command line is asked, too.
    private static final int CHECK_STEP = 7;

    private static final int PROGRESS = 10_000;
    private static final String RESTRICTIVE = "policy:\n  mode: restrictive\n";

    private final Path folder;
    private final Plan plan;
    private final Consumer<String> progress;
    private final Tally tally = new Tally();

    /// @param folder an empty one to work in
    /// @param progress is told in words how far it is
    Trial(Path folder, Plan plan, Consumer<String> progress) {
        this.folder = folder;
        this.plan = plan;
        this.progress = progress;
    }

    Tally run() throws IOException {
        var random = new SplittableRandom(plan.seed());
        List<Case> cases;
        Path data = folder.resolve("data");
        var lists = new Lists(folder);
        try (lists) {
            cases = write(lists, random);
        }
        try (var server = ServerProcess.start(data, List.of())) {
            importAll(lists, data);
            ask(server, cases, false);
        }
        Path file = Files.writeString(folder.resolve("restrictive.yaml"), RESTRICTIVE);
        try (var server = ServerProcess.start(data, List.of("--config", file.toString()))) {
            var some = new ArrayList<Case>();
            for (int i = random.nextInt(AGAIN); i < cases.size(); i += AGAIN) {
                some.add(cases.get(i));
            }
            ask(server, some, true);
        }
        return tally;
    }

    private List<Case> write(Lists lists, SplittableRandom random) throws IOException {
        var allocations = Allocations.of(plan.table(), lists, random.split());
        var plot = new Plot(lists, allocations, random.split(), plan.today());
        var bulk = new Bulk(allocations.plain(), plan.rows(), plan.seed());
        List<Category> categories = Categories.all(plan.isTodayLong());
        while (plot.cases().size() < plan.checks()) {
            for (Category category : categories) {
                plot.begin(category.name());
                category.make().accept(plot);
            }
            plot.begin("bulk");
            bulk.ask(plot);
        }
        bulk.write(lists);
        progress.accept("%,d rows, %,d checks".formatted(lists.rows(), plot.cases().size()));
        return plot.cases();
    }

    private void importAll(Lists lists, Path data) throws IOException {
        if (plan.table() != null) {
            importOne(data, ListName.TAC, "gsma", plan.table());
        }
        for (Lists.Name name : lists.names()) {
            importOne(data, name.list(), name.source(), lists.file(name));
        }
    }

    private void importOne(Path data, ListName list, String source, Path file) throws IOException {
        long began = System.nanoTime();
        Console.Said said =
                Console.inServer(
                        data,
                        "import",
                        list.text(),
                        file.toAbsolutePath().toString(),
                        "--source",
                        source);
        progress.accept(
                "%.1f s, import of %s by %s:%n%s%s"
                        .formatted(
                                (System.nanoTime() - began) / 1e9,
                                list.text(),
                                source,
                                said.out(),
                                said.err()));
        boolean ours = !file.equals(plan.table());
        if (said.code() != 0 || (ours && !said.out().contains(" 0 rejected"))) {
            throw new IOException("an import did not take every row");
        }
    }

    /// Asks every check on all three interfaces, side by side.
    private void ask(ServerProcess server, List<Case> cases, boolean restrictive)
            throws IOException {
        long began = System.nanoTime();
        try (var mme = Mme.connect(server.address("s13"), "mme");
                var amf = Amf.of(server.address("n5g"));
                var msc = Msc.connect(server.address("gsup"), "msc");
                var clerk = Clerk.at(folder.resolve("data"))) {
            var failures = new ArrayList<IOException>();
            var threads = new ArrayList<Thread>();
            for (Interface over : Interface.values()) {
                Network network =
                        switch (over) {
                            case S13 -> mme;
                            case N5G -> amf;
                            case GSUP -> msc;
                            case CHECK -> clerk;
                        };
                threads.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    try {
                                        ask(network, over, cases, restrictive);
                                    } catch (IOException e) {
                                        synchronized (failures) {
                                            failures.add(e);
                                        }
                                    }
                                }));
            }
            join(threads);
            synchronized (failures) {
                if (!failures.isEmpty()) {
                    throw failures.getFirst();
                }
            }
        }
        progress.accept(
                "%,d checks on three interfaces, %s, in %.1f s"
                        .formatted(
                                cases.size(),
                                restrictive ? "restrictive" : "permissive",
                                (System.nanoTime() - began) / 1e9));
    }

    private void ask(Network network, Interface over, List<Case> cases, boolean restrictive)
            throws IOException {
        var random = new SplittableRandom(plan.seed() * 31 + over.name().hashCode());
        String nobody = "001990000000001"; // on no list; GSUP has no check without a subscriber
        int done = 0;
        int step = over == Interface.CHECK ? CHECK_STEP : 1;
        for (int i = 0; i < cases.size(); i += step) {
            Case one = cases.get(i);
            Question question = Spelling.question(one, over == Interface.S13, random);
            if (over == Interface.GSUP && question.imsi() == null) {
                question = new Question(question.digits(), null, nobody);
            }
            Answer answer = network.ask(question);
            tally.count(over, one, one.expected(restrictive), question, answer);
            if (++done % PROGRESS == 0) {
                progress.accept("%s: %,d checks".formatted(over, done));
            }
        }
    }

    private static void join(List<Thread> threads) throws IOException {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking");
        }
    }
}
