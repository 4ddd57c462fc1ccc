// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.identity.Imei;
import org.veritac.register.Change;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.store.ImportReport;
import org.veritac.register.store.Progress;
import org.veritac.register.store.Register;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/// How fast a list of millions comes into force, goes again, and is ready after a start; and how
/// long a single change waits meanwhile.
@Command(
        name = "import",
        header = "Time the import, the undoing and the start of a list of millions.",
        description = {
            "Imports a generated black list into an empty register, undoes it, opens it again.",
            "During the import one device after another is blocked; the slowest is reported."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac bench import",
            "  ./veritac bench import --rows 1000000 --work /var/tmp"
        })
final class ImportBench implements Callable<Integer> {
    @Option(names = "--rows", description = "rows of the list (default: ${DEFAULT-VALUE})")
    private long rows = 10_000_000;

    @Option(names = "--tacs", description = "models (default: ${DEFAULT-VALUE})")
    private int tacs = 24_400;

    @Option(names = "--work", description = "where to put files (default: ${DEFAULT-VALUE})")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws IOException {
        Machine.say("%s", Machine.line());
        Machine.inFolder(work, this::measure);
        return 0;
    }

    private void measure(Path folder) throws IOException {
        Population population = Population.spread(rows, tacs);
        Path file = folder.resolve("black.csv");
        population.writeList(file);
        Path data = folder.resolve("data");
        Register register = Register.open(data, Machine.world());
        long began = System.nanoTime();
        long position = imported(register, file);
        Machine.say("import: %,d rows in %.1f s", population.size(), seconds(began));
        register.close();
        began = System.nanoTime();
        register = Register.open(data, Machine.world());
        Machine.say("open with an index: %.2f s", seconds(began));
        began = System.nanoTime();
        register.rebuild();
        Machine.say("index built anew: %.2f s", seconds(began));
        began = System.nanoTime();
        Outcome undone = register.apply(new Change.Undo(position), "bench");
        Machine.say("undo: %.2f s (%s)", seconds(began), undone.getClass().getSimpleName());
        register.close();
    }

    private static long imported(Register register, Path file) throws IOException {
        var going = new AtomicBoolean(true);
        var slowest = new double[1];
        Thread changes = Thread.ofPlatform().start(() -> change(register, going, slowest));
        long[] last = {System.nanoTime()};
        String[] stage = {""};
        Progress progress =
                (now, done, total) -> {
                    if (!now.equals(stage[0])) {
                        Machine.say("  %s: %.1f s", stage[0], seconds(last[0]));
                        stage[0] = now;
                        last[0] = System.nanoTime();
                    }
                };
        ImportReport report = register.imports().run(Machine.blackList(file), "bench", progress);
        Machine.say("  %s: %.1f s", stage[0], seconds(last[0]));
        going.set(false);
        Machine.join(changes);
        Machine.say("slowest single change meanwhile: %.0f ms", slowest[0] * 1000);
        if (report.fate() instanceof ImportReport.Fate.InForce(var done)) {
            return done.position();
        }
        throw new IOException("the import did not come into force: " + report.fate());
    }

    private static void change(Register register, AtomicBoolean going, double[] slowest) {
        for (int i = 0; going.get(); i++) {
            var entry = Entry.of(Key.device(new Imei(10_000_000_000_000L + i)), Reason.STOLEN);
            long began = System.nanoTime();
            try {
                register.apply(new Change.Add(ListName.BLACK, "single", entry), "bench");
                slowest[0] = Math.max(slowest[0], seconds(began));
                Thread.sleep(20);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
