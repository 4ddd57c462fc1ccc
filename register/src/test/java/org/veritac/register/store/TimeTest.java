// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.veritac.register.store.Sandbox.LOCAL;
import static org.veritac.register.store.Sandbox.START;
import static org.veritac.register.store.Sandbox.entry;
import static org.veritac.register.store.Sandbox.imei;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/// What begins, what ends, and that only ticks make it so.
final class TimeTest {
    private static final Imei DEVICE = imei("35209900000001");
    private static final Key KEY = Key.device(DEVICE);

    @TempDir Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    private long position() throws IOException {
        return sandbox.register().status().head().position();
    }

    private Verdict at(Instant instant) throws IOException {
        sandbox.clock.set(instant);
        sandbox.register().tick();
        return sandbox.verdict(DEVICE);
    }

    @Test
    void holdsFromItsFirstToItsLastSecondBothIncluded() throws IOException {
        Instant from = START.plusSeconds(100);
        Instant until = START.plusSeconds(200);
        sandbox.add(ListName.BLACK, LOCAL, entry(KEY, Reason.STOLEN, from, until));
        assertThat(at(from.minusSeconds(1))).isEqualTo(Verdict.WHITE);
        assertThat(at(from)).isEqualTo(Verdict.BLACK);
        assertThat(at(until)).isEqualTo(Verdict.BLACK);
        assertThat(at(until.plusMillis(999))).isEqualTo(Verdict.BLACK);
        assertThat(at(until.plusSeconds(1))).isEqualTo(Verdict.WHITE);
    }

    @Test
    void aTickIsRecordedOnlyWhenSomethingIsDue() throws IOException {
        sandbox.add(ListName.BLACK, LOCAL, entry(KEY, Reason.STOLEN, null, START.plusSeconds(10)));
        long before = position();
        at(START.plusSeconds(10));
        assertThat(position()).isEqualTo(before);
        at(START.plusSeconds(11));
        assertThat(position()).isEqualTo(before + 1);
        at(START.plusSeconds(1000));
        assertThat(position()).isEqualTo(before + 1);
    }

    @Test
    void timeThatPassedWhileNothingRanIsCaughtUpAtTheStart() throws IOException {
        sandbox.add(ListName.BLACK, LOCAL, entry(KEY, Reason.STOLEN, null, START.plusSeconds(10)));
        Imei later = imei("35209900000002");
        sandbox.add(
                ListName.GREY,
                LOCAL,
                entry(Key.device(later), Reason.FAULTY, START.plusSeconds(20), null));
        sandbox.clock.pass(Duration.ofSeconds(60));
        sandbox.restart();
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(later)).isEqualTo(Verdict.GREY);
    }

    @Test
    void whatHadEndedWhenItWasStatedNeverHolds() throws IOException {
        sandbox.add(ListName.BLACK, LOCAL, entry(KEY, Reason.STOLEN, null, START.minusSeconds(1)));
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.WHITE);
        sandbox.full(ListName.GREY, LOCAL, "imei,until", DEVICE.digits() + ",2026-02-28");
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void aDayOfAFileIsWhole() throws IOException {
        sandbox.full(
                ListName.BLACK,
                LOCAL,
                "imei,reason,from,until",
                DEVICE.digits() + ",stolen,2026-03-02,2026-03-03");
        assertThat(at(Instant.parse("2026-03-01T23:59:59Z"))).isEqualTo(Verdict.WHITE);
        assertThat(at(Instant.parse("2026-03-02T00:00:00Z"))).isEqualTo(Verdict.BLACK);
        assertThat(at(Instant.parse("2026-03-03T23:59:59Z"))).isEqualTo(Verdict.BLACK);
        assertThat(at(Instant.parse("2026-03-04T00:00:00Z"))).isEqualTo(Verdict.WHITE);
    }

    @Test
    void aPairARangeALinkAndAModelBeginAndEndToo() throws IOException {
        Instant from = START.plusSeconds(10);
        Instant until = START.plusSeconds(20);
        Imei other = imei("35209901000002");
        sandbox.add(ListName.BLACK, Key.device(other), Reason.STOLEN);
        sandbox.add(
                ListName.LINKS,
                LOCAL,
                entry(Key.link(DEVICE, other), Reason.UNSPECIFIED, from, until));
        assertThat(at(from)).isEqualTo(Verdict.BLACK);
        assertThat(at(until.plusSeconds(1))).isEqualTo(Verdict.WHITE);
        Instant next = START.plusSeconds(30);
        sandbox.add(
                ListName.GREY,
                LOCAL,
                entry(Key.range(DEVICE, DEVICE), Reason.FAULTY, next, next.plusSeconds(5)));
        assertThat(at(next)).isEqualTo(Verdict.GREY);
        assertThat(at(next.plusSeconds(6))).isEqualTo(Verdict.WHITE);
        sandbox.add(
                ListName.TAC,
                LOCAL,
                entry(Key.tac(other.tac()), Reason.UNSPECIFIED, next.plusSeconds(9), null));
        assertThat(at(next.plusSeconds(8))).isEqualTo(Verdict.WHITE);
        assertThat(at(next.plusSeconds(9))).as("unallocated").isEqualTo(Verdict.GREY);
    }

    @Test
    void moreRowsThanTheOverlayTakesEndAtOnceAndBeginAtOnce() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("imei,reason,from,until");
        for (int i = 0; i < Overlay.SIZE_MAX / 2 + 1; i++) {
            lines.add("352099000%05d,stolen,2026-03-02T00:00:00Z,2026-03-03".formatted(i));
        }
        Sandbox.inForce(
                sandbox.run(Sandbox.order(ListName.BLACK, LOCAL, false, sandbox.file(lines))));
        long before = position();
        assertThat(at(Instant.parse("2026-03-01T23:59:59Z"))).isEqualTo(Verdict.WHITE);
        assertThat(at(Instant.parse("2026-03-02T00:00:00Z"))).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.register().status().overlay()).isZero();
        assertThat(at(Instant.parse("2026-03-04T00:00:00Z"))).isEqualTo(Verdict.WHITE);
        assertThat(position()).isEqualTo(before + 2);
        assertThat(sandbox.register().status().devices()).isZero();
    }

    @Test
    void rowsThatBeganBeforeTheImportNeedNoTick() throws IOException {
        sandbox.full(ListName.BLACK, LOCAL, "imei,from", DEVICE.digits() + ",2026-01-01");
        long before = position();
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.BLACK);
        at(START.plusSeconds(5));
        assertThat(position()).isEqualTo(before);
    }

    @Test
    void aClockThatGoesBackTakesNothingBack() throws IOException {
        sandbox.add(ListName.BLACK, LOCAL, entry(KEY, Reason.STOLEN, null, START.plusSeconds(10)));
        assertThat(at(START.plusSeconds(11))).isEqualTo(Verdict.WHITE);
        sandbox.clock.set(START);
        sandbox.register().tick();
        sandbox.restart();
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.WHITE);
        sandbox.add(ListName.GREY, KEY, Reason.FAULTY);
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.GREY);
    }

    @Test
    void anUndoneImportComesBackAsTimeHasLeftIt() throws IOException {
        sandbox.full(
                ListName.BLACK, LOCAL, "imei,reason,until", DEVICE.digits() + ",stolen,2026-03-01");
        long empty = sandbox.full(ListName.BLACK, LOCAL, "imei,reason");
        assertThat(at(Instant.parse("2026-03-05T00:00:00Z"))).isEqualTo(Verdict.WHITE);
        Sandbox.done(sandbox.undo(empty));
        sandbox.register().tick();
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.WHITE);
    }
}
