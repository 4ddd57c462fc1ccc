// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.sightings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.identity.trial.SettableClock;
import org.veritac.register.Decider;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

final class SightingsTest {
    private static final EquipmentCheck CHECK = EquipmentCheck.of(Imei.of("35209900176148"));
    private static final Decision BLACK = new Decision(Verdict.BLACK, Reason.STOLEN, null, 0, 3);

    @TempDir Path parent;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-07-01T12:00:00Z"));

    private Sightings sightings(ThreadFactory threads) {
        return new Sightings(new Keeping(parent.resolve("seen"), 7, 0), clock, threads);
    }

    /// Threads that do nothing before the latch is open.
    private static ThreadFactory stuckUntil(CountDownLatch latch) {
        return task ->
                Thread.ofPlatform()
                        .daemon()
                        .unstarted(() -> {
                            try {
                                latch.await();
                                task.run();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    @Test
    void neverBlocksACheckWhenTheWriterIsStuck() throws IOException {
        var latch = new CountDownLatch(1);
        var sightings = sightings(stuckUntil(latch));
        for (int i = 0; i < Sightings.QUEUE_MAX; i++) {
            sightings.record(CHECK, BLACK);
        }
        assertThat(sightings.dropped()).isZero();
        assertThat(sightings.queued()).isEqualTo(Sightings.QUEUE_MAX);
        sightings.record(CHECK, BLACK);
        assertThat(sightings.dropped()).isEqualTo(1);
        latch.countDown();
        sightings.close();
        assertThat(sightings.written()).isEqualTo(Sightings.QUEUE_MAX);
        assertThat(sightings.dropped()).isEqualTo(1);
        assertThat(sightings.queued()).isZero();
        assertThat(Files.readAllLines(parent.resolve("seen/2026-07-01.csv")))
                .hasSize(Sightings.QUEUE_MAX + 1);
    }

    @Test
    void countsAsDroppedWhatADiskDidNotTakeUntilTheEnd() throws IOException {
        Files.writeString(parent.resolve("seen"), "in the way");
        var sightings = sightings(Thread.ofPlatform().daemon().factory());
        sightings.record(CHECK, BLACK);
        sightings.close();
        assertThat(sightings.isFailing()).isTrue();
        assertThat(sightings.written()).isZero();
        assertThat(sightings.dropped()).isEqualTo(1);
    }

    @Test
    void dropsWhatComesAfterItsEnd() {
        var sightings = sightings(Thread.ofPlatform().daemon().factory());
        sightings.close();
        sightings.close();
        sightings.record(CHECK, BLACK);
        assertThat(sightings.dropped()).isEqualTo(1);
    }

    @Test
    void keepsEachAnswerOfADeciderAndPassesItOn() throws IOException {
        Decider decider;
        try (var sightings = sightings(Thread.ofPlatform().daemon().factory())) {
            decider = sightings.over(check -> BLACK);
            assertThat(decider.decide(CHECK)).isSameAs(BLACK);
        }
        assertThat(Files.readAllLines(parent.resolve("seen/2026-07-01.csv")))
                .last()
                .asString()
                .endsWith(",BLACK,stolen");
    }

    @Test
    void keepsNothingOfACheckWithoutAnAnswer() throws IOException {
        var sightings = sightings(Thread.ofPlatform().daemon().factory());
        Decider closed =
                sightings.over(check -> {
                    throw new IOException("closed");
                });
        assertThatThrownBy(() -> closed.decide(CHECK)).isInstanceOf(IOException.class);
        sightings.close();
        assertThat(sightings.written()).isZero();
        assertThat(parent.resolve("seen")).doesNotExist();
    }
}
