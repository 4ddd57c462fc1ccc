// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Change;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.journal.Verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Checks, changes, imports and rebuilds at once.
@Timeout(120)
final class ConcurrencyTest {
    private static final String LOCAL = "local";
    private static final String WHO = "tester";
    private static final long FIRST = 35_209_900_000_000L;
    private static final Imsi OWNER = Imsi.of("001010123456789");

    @TempDir Path folder;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Register register;

    @BeforeEach
    void open() throws IOException {
        var world = new World(Clock.systemUTC(), new SecureRandom(), threads);
        register = Register.open(folder.resolve("data"), world);
    }

    @AfterEach
    void close() throws IOException {
        threads.close();
        register.close();
    }

    private Path blackList(int rows) throws IOException {
        Path file = folder.resolve(rows + ".csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("imei,reason\n");
            for (int i = 0; i < rows; i++) {
                out.write((FIRST + i) + ",stolen\n");
            }
        }
        return file;
    }

    private ImportReport run(Path file, Progress progress) throws IOException {
        var order = Sandbox.order(ListName.BLACK, LOCAL, false, file);
        return register.imports().run(order, WHO, progress);
    }

    private Verdict verdict(long key) throws IOException {
        return register.decide(EquipmentCheck.of(new Imei(key), OWNER)).verdict();
    }

    @Test
    void noAnswerIsOlderThanAnAcknowledgedChange() throws Exception {
        var going = new AtomicBoolean(true);
        var answered = new AtomicLong();
        Future<?> reader = threads.submit(positionsNeverGoBack(going, answered));
        Future<?> other = threads.submit(positionsNeverGoBack(going, answered));
        Path file = blackList(20_000);
        Future<?> importer =
                threads.submit(
                        (Callable<Void>)
                                () -> {
                                    while (going.get()) {
                                        var report = run(file, Progress.NONE);
                                        long position = Sandbox.inForce(report);
                                        assertThat(verdict(FIRST)).isEqualTo(Verdict.BLACK);
                                        register.apply(new Change.Undo(position), WHO);
                                        register.rebuild();
                                    }
                                    return null;
                                });
        for (int i = 0; i < 60; i++) {
            long key = FIRST + 500_000 + i;
            var entry = Entry.of(Key.device(new Imei(key)), Reason.STOLEN);
            Sandbox.done(register.apply(new Change.Add(ListName.BLACK, LOCAL, entry), WHO));
            assertThat(verdict(key)).isEqualTo(Verdict.BLACK);
            var gone = new Change.Remove(ListName.BLACK, LOCAL, entry.key(), null);
            Sandbox.done(register.apply(gone, WHO));
            assertThat(verdict(key)).isEqualTo(Verdict.WHITE);
        }
        going.set(false);
        importer.get();
        reader.get();
        other.get();
        assertThat(answered).hasPositiveValue();
    }

    private Callable<Void> positionsNeverGoBack(AtomicBoolean going, AtomicLong answered) {
        return () -> {
            long before = 0;
            while (going.get()) {
                var check = EquipmentCheck.of(new Imei(FIRST + answered.get() % 30_000), OWNER);
                long position = register.decide(check).position();
                assertThat(position).isGreaterThanOrEqualTo(before);
                before = position;
                answered.incrementAndGet();
                LockSupport.parkNanos(1_000);
            }
            return null;
        };
    }

    @Test
    void aSingleChangeIsAcknowledgedWhileAnImportOfMillionsRuns() throws Exception {
        Path file = blackList(300_000);
        var reading = new CountDownLatch(1);
        var indexing = new CountDownLatch(1);
        var changed = new CountDownLatch(2);
        Future<ImportReport> importer =
                threads.submit(() ->
                        run(
                                file,
                                (stage, done, total) -> {
                                    pauseAt(stage.equals("reading"), reading, changed, 2);
                                    pauseAt(stage.equals("indexing"), indexing, changed, 1);
                                }));
        reading.await();
        long urgent = FIRST + 900_000;
        add(urgent);
        changed.countDown();
        indexing.await();
        long other = FIRST + 900_001;
        add(other);
        assertThat(importer.isDone()).isFalse();
        changed.countDown();
        Sandbox.inForce(importer.get());
        for (long key : new long[] {urgent, other, FIRST, FIRST + 299_999}) {
            assertThat(verdict(key)).isEqualTo(Verdict.BLACK);
        }
        assertThat(verdict(FIRST + 300_000)).isEqualTo(Verdict.WHITE);
    }

    /// Keeps an import at a stage until a change has been made.
    private static void pauseAt(
            boolean there, CountDownLatch arrived, CountDownLatch changed, int until) {
        if (there && changed.getCount() == until) {
            arrived.countDown();
            while (changed.getCount() == until) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void add(long key) throws IOException {
        var entry = Entry.of(Key.device(new Imei(key)), Reason.STOLEN);
        Sandbox.done(register.apply(new Change.Add(ListName.BLACK, LOCAL, entry), WHO));
        assertThat(verdict(key)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void anIndexIsBuiltInTheBackgroundWhenTheOverlayIsFull() throws Exception {
        Path file = folder.resolve("pairs.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("imei,imsi\n");
            for (int i = 0; i < Overlay.SIZE_MAX; i++) {
                out.write((FIRST + i % 10) + ",00101%010d\n".formatted(i));
            }
        }
        var order = Sandbox.order(ListName.PAIRS, LOCAL, false, file);
        Sandbox.inForce(register.imports().run(order, WHO, Progress.NONE));
        assertThat(register.status().overlay()).isZero();
        for (int i = 0; i < 11; i++) {
            add(FIRST + i);
        }
        threads.close();
        assertThat(register.status().overlay()).isLessThan(Overlay.SIZE_MAX);
        assertThat(verdict(FIRST + 10)).isEqualTo(Verdict.BLACK);
    }

    private ImportReport run(String source, boolean delta, Path file, Progress progress)
            throws IOException {
        var order = Sandbox.order(ListName.BLACK, source, delta, file);
        return register.imports().run(order, WHO, progress);
    }

    private Path list(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    /// Starts an import that stands still at a stage until the gate is open.
    private Future<ImportReport> begin(String stage, Path file, CountDownLatch gate)
            throws InterruptedException {
        var there = new CountDownLatch(1);
        Future<ImportReport> importer =
                threads.submit(() ->
                        run(
                                LOCAL,
                                false,
                                file,
                                (at, _, _) -> {
                                    if (at.equals(stage)) {
                                        there.countDown();
                                        awaitQuietly(gate);
                                    }
                                }));
        there.await();
        return importer;
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reading", "comparing", "indexing"})
    void undoAndBackupDoNotWaitForAnImportThatIsPrepared(String stage) throws Exception {
        long undone = Sandbox.inForce(run("police", false, blackList(10), Progress.NONE));
        var gate = new CountDownLatch(1);
        Future<ImportReport> importer = begin(stage, blackList(20_000), gate);
        Sandbox.done(register.apply(new Change.Undo(undone), WHO));
        register.backup(folder.resolve("backup"));
        assertThat(importer.isDone()).isFalse();
        gate.countDown();
        long imported = Sandbox.inForce(importer.get());
        assertThat(imported).isGreaterThan(undone + 1);
        assertThat(verdict(FIRST)).isEqualTo(Verdict.BLACK);
        assertThat(register.verify(null, _ -> {})).isInstanceOf(Verification.Whole.class);
        assertThat(register.status().layers()).isEqualTo(1);
        Sandbox.done(register.apply(new Change.Undo(imported), WHO));
        assertThat(verdict(FIRST)).as("the undone one is gone too").isEqualTo(Verdict.WHITE);
        var world = new World(Clock.systemUTC(), new SecureRandom(), threads);
        try (var copy = Register.open(folder.resolve("backup"), world)) {
            assertThat(copy.decide(EquipmentCheck.of(new Imei(FIRST))).verdict())
                    .isEqualTo(Verdict.WHITE);
            assertThat(copy.verify(null, _ -> {})).isInstanceOf(Verification.Whole.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anImportThatAnotherOfItsSourceOvertakesIsPreparedAgainOnThat(boolean delta)
            throws Exception {
        var gate = new CountDownLatch(1);
        Future<ImportReport> slow = begin("indexing", blackList(20_000), gate);
        String key = (FIRST + 700_000) + (delta ? ",stolen,add" : ",stolen");
        Path small = list("small.csv", "imei,reason" + (delta ? ",change" : ""), key);
        long fast = Sandbox.inForce(run(LOCAL, delta, small, Progress.NONE));
        assertThat(verdict(FIRST + 700_000)).isEqualTo(Verdict.BLACK);
        gate.countDown();
        ImportReport report = slow.get();
        assertThat(Sandbox.inForce(report)).isGreaterThan(fast);
        assertThat(report.counts().before()).as("compared with what it replaced").isEqualTo(1);
        assertThat(report.counts().removed()).isEqualTo(1);
        assertThat(verdict(FIRST + 700_000)).as("replaced").isEqualTo(Verdict.WHITE);
        assertThat(verdict(FIRST)).isEqualTo(Verdict.BLACK);
        assertThat(register.verify(null, _ -> {})).isInstanceOf(Verification.Whole.class);
        Sandbox.done(register.apply(new Change.Undo(Sandbox.inForce(report)), WHO));
        assertThat(verdict(FIRST + 700_000)).as("back again").isEqualTo(Verdict.BLACK);
    }

    @Test
    void anImportThatIsAlwaysOvertakenMakesTheOthersWaitInTheEnd() throws Exception {
        Path other = list("other.csv", "imei,reason", FIRST + 800_000 + ",stolen");
        var overtaken = new AtomicLong();
        ImportReport report =
                run(
                        LOCAL,
                        false,
                        blackList(10),
                        (stage, _, _) -> {
                            if (stage.equals("indexing") && overtaken.incrementAndGet() <= 2) {
                                overtake(other);
                            }
                        });
        Sandbox.inForce(report);
        assertThat(overtaken).hasValue(3);
        assertThat(verdict(FIRST)).isEqualTo(Verdict.BLACK);
        assertThat(verdict(FIRST + 800_000)).isEqualTo(Verdict.BLACK);
    }

    private void overtake(Path file) {
        try {
            Sandbox.inForce(run("police", false, file, Progress.NONE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void moreImportsThanMayBePreparedAtOnceWait() throws Exception {
        var gate = new CountDownLatch(1);
        var running = new ArrayList<Future<ImportReport>>();
        for (int i = 0; i < Imports.PREPARING_MAX; i++) {
            running.add(begin("comparing", blackList(10 + i), gate));
        }
        assertThatThrownBy(() ->
                        run(
                                LOCAL,
                                false,
                                blackList(1),
                                (stage, _, _) -> {
                                    assertThat(stage).isEqualTo("waiting for other imports");
                                    throw new CancellationException();
                                }))
                .isInstanceOf(CancellationException.class);
        gate.countDown();
        for (Future<ImportReport> one : running) {
            Sandbox.inForce(one.get());
        }
        Sandbox.inForce(run(blackList(1), Progress.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reading", "sorting", "comparing", "indexing"})
    void anImportThatIsCancelledLeavesNothing(String stage) throws Exception {
        Path file = list("bad.csv", "imei,reason", FIRST + ",stolen", "12,stolen", "x,stolen");
        assertThatThrownBy(() ->
                        run(
                                LOCAL,
                                false,
                                file,
                                (at, _, _) -> {
                                    if (at.equals(stage)) {
                                        throw new CancellationException();
                                    }
                                }))
                .isInstanceOf(CancellationException.class);
        for (String name : List.of("work", "layers")) {
            assertThat(folder.resolve("data").resolve(name)).isEmptyDirectory();
        }
        assertThat(folder.resolve("data/rejects")).doesNotExist();
        assertThat(verdict(FIRST)).isEqualTo(Verdict.WHITE);
        ImportReport report = run(LOCAL, false, file, Progress.NONE);
        assertThat(report.fate()).isInstanceOf(ImportReport.Fate.InForce.class);
        assertThat(report.rejects()).isRegularFile();
        assertThat(folder.resolve("data/work")).isEmptyDirectory();
    }
}
