// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.sightings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.identity.trial.SettableClock;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What reaches the disk, step by step on one thread.
final class WriterTest {
    private static final Decision WHITE = new Decision(Verdict.WHITE, Reason.NONE, null, 0, 1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir Path parent;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-07-01T23:59:58Z"));
    private final Ring ring = new Ring(1 << 14);

    private Path folder() {
        return parent.resolve("sightings");
    }

    private Path file(String day) {
        return folder().resolve(day + ".csv");
    }

    private Writer writer(int days) {
        return new Writer(ring, new Keeping(folder(), days, 0), clock);
    }

    private void see(int serial) {
        ring.offer(clock.millis(), EquipmentCheck.of(new Imei(serial)), WHITE);
    }

    private static List<String> seen(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).first().isEqualTo(Lines.HEADER.strip());
        assertThat(Files.readString(file)).endsWith("\n");
        return lines.stream().skip(1).map(line -> line.split(",")[1]).toList();
    }

    @AfterEach
    void leavesNothingInTheRing() {
        assertThat(ring.hasNext()).isFalse();
    }

    @Test
    void writesOnceASecond() throws IOException {
        Writer writer = writer(7);
        see(1);
        writer.step();
        see(2);
        writer.step();
        assertThat(seen(file("2026-07-01"))).containsExactly("00000000000001");
        clock.pass(SECOND);
        writer.step();
        assertThat(seen(file("2026-07-01"))).containsExactly("00000000000001", "00000000000002");
        assertThat(writer.written()).isEqualTo(2);
    }

    @Test
    void startsAFileWithEachDayInUtc() throws IOException {
        Writer writer = writer(7);
        see(1);
        clock.pass(SECOND.multipliedBy(2));
        see(2);
        writer.step();
        writer.finish();
        assertThat(seen(file("2026-07-01"))).containsExactly("00000000000001");
        assertThat(seen(file("2026-07-02"))).containsExactly("00000000000002");
    }

    @Test
    void letsOnlyTheOwnerRead() throws IOException {
        see(1);
        writer(7).step();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("2026-07-01"))))
                .isEqualTo("rw-------");
    }

    @Test
    void cutsTheLineThatACrashTore() throws IOException {
        see(1);
        writer(7).finish();
        Files.writeString(file("2026-07-01"), "2026-07-01T23:5", StandardOpenOption.APPEND);
        see(2);
        writer(7).finish();
        assertThat(seen(file("2026-07-01"))).containsExactly("00000000000001", "00000000000002");
    }

    @Test
    void cutsZerosThatAPowerFailureLeft() throws IOException {
        see(1);
        writer(7).finish();
        Files.write(file("2026-07-01"), new byte[200_000], StandardOpenOption.APPEND);
        see(2);
        writer(7).finish();
        assertThat(seen(file("2026-07-01"))).containsExactly("00000000000001", "00000000000002");
    }

    @Test
    void writesATornHeaderAnew() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(file("2026-07-01"), "time,ime");
        see(1);
        writer(7).finish();
        assertThat(seen(file("2026-07-01"))).containsExactly("00000000000001");
    }

    @Test
    void deletesFilesOlderThanItsDaysAndNothingElse() throws IOException {
        Files.createDirectories(folder());
        for (String name :
                List.of(
                        "2026-06-29.csv",
                        "2026-06-28.csv",
                        "2026-06-27.csv",
                        "2024-02-29.csv",
                        "2024-02-30.csv",
                        "notes.csv",
                        "2020-01-01.txt")) {
            Files.writeString(folder().resolve(name), "");
        }
        Writer writer = writer(3);
        writer.step();
        assertThat(folder().toFile().list())
                .containsExactlyInAnyOrder(
                        "2026-06-29.csv",
                        "2026-06-28.csv",
                        "2024-02-30.csv",
                        "notes.csv",
                        "2020-01-01.txt");
        clock.pass(SECOND.multipliedBy(2));
        writer.step();
        assertThat(file("2026-06-28")).doesNotExist();
        assertThat(file("2026-06-29")).exists();
    }

    @Test
    void waitsForAFullDiskAndLosesNothingThatFits() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "no /dev/full to stand for a full disk");
        Files.createDirectories(folder());
        Files.createSymbolicLink(file("2026-07-01"), full);
        Writer writer = writer(7);
        see(1);
        writer.step();
        assertThat(writer.isFailing()).isTrue();
        Files.delete(file("2026-07-01"));
        see(2);
        writer.step();
        assertThat(writer.isFailing()).as("asks again only after a second").isTrue();
        clock.pass(SECOND);
        writer.step();
        assertThat(writer.isFailing()).isFalse();
        assertThat(seen(file("2026-07-01"))).containsExactly("00000000000001", "00000000000002");
        assertThat(writer.written()).isEqualTo(2);
    }

    @Test
    void waitsForAFolderThatCannotBeMade() throws IOException {
        Files.writeString(folder(), "in the way");
        Writer writer = writer(7);
        see(1);
        writer.step();
        assertThat(writer.isFailing()).isTrue();
        Files.delete(folder());
        clock.pass(SECOND);
        writer.step();
        assertThat(seen(file("2026-07-01"))).containsExactly("00000000000001");
    }

    @Test
    void leavesTheRoomThatChangesNeed() throws IOException {
        var greedy = new Keeping(folder(), 7, Long.MAX_VALUE);
        var writer = new Writer(ring, greedy, clock);
        see(1);
        writer.step();
        assertThat(writer.isFailing()).isTrue();
        assertThat(seen(file("2026-07-01"))).isEmpty();
    }

    @Test
    void leavesInTheRingWhatDoesNotFitBesideAFailingDisk() throws IOException {
        Files.writeString(folder(), "in the way");
        Writer writer = writer(7);
        for (int i = 0; i < 1 << 14; i++) {
            see(i);
        }
        writer.step();
        assertThat(ring.hasNext()).isTrue();
        assertThat(writer.written()).isZero();
        Files.delete(folder());
        clock.pass(SECOND);
        writer.step();
        writer.finish();
        assertThat(writer.written()).isEqualTo(1 << 14);
        assertThat(seen(file("2026-07-01"))).hasSize(1 << 14);
    }

    @Test
    void goesOnWhenTheClockIsPutBack() throws IOException {
        Writer writer = writer(7);
        see(1);
        writer.step();
        clock.pass(Duration.ofDays(-1));
        see(2);
        writer.step();
        assertThat(seen(file("2026-06-30"))).containsExactly("00000000000002");
    }
}
