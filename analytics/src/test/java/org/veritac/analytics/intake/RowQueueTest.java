// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
class RowQueueTest {
    private static final int ALL = RowQueue.BATCHES * RowQueue.BATCH_ROWS;

    private static UsageRow row(int i) {
        var row = new UsageRow();
        row.month = i % 3;
        row.day = i % 31;
        row.device = 1_000_000_000_000L + i;
        row.imsi = i;
        row.msisdn = -i;
        row.rats = i % 7;
        return row;
    }

    private static boolean isRow(UsageRow row, int i) {
        var wanted = row(i);
        return row.month == wanted.month
                && row.day == wanted.day
                && row.device == wanted.device
                && row.imsi == wanted.imsi
                && row.msisdn == wanted.msisdn
                && row.rats == wanted.rats;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, RowQueue.BATCH_ROWS, RowQueue.BATCH_ROWS + 1, 3 * ALL + 5})
    void takesEachRowOnceInOrder(int rows) throws IOException {
        var taken = new AtomicInteger();
        var wrong = new AtomicInteger();
        try (var queue =
                new RowQueue(row -> {
                    if (!isRow(row, taken.getAndIncrement())) {
                        wrong.incrementAndGet();
                    }
                })) {
            for (int i = 0; i < rows; i++) {
                queue.add(row(i));
            }
            queue.finish();
        }
        assertThat(taken).hasValue(rows);
        assertThat(wrong).hasValue(0);
    }

    @Test
    void whoAddsHearsWhatTakingHasThrown() {
        assertThatThrownBy(
                        () -> {
                            try (var queue = new RowQueue(RowQueueTest::fails)) {
                                for (int i = 0; i < 3 * ALL; i++) {
                                    queue.add(row(i));
                                }
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessage("no room");
    }

    @Test
    void whoFinishesHearsItToo() throws IOException {
        try (var queue = new RowQueue(RowQueueTest::fails)) {
            queue.add(row(0));
            assertThatThrownBy(queue::finish).hasMessage("no room");
        }
    }

    @Test
    void aBugIsHeardAsItIsAndOnce() {
        var bug = new IllegalStateException("a bug");
        assertThatThrownBy(
                        () -> {
                            try (var queue =
                                    new RowQueue(_ -> {
                                        throw bug;
                                    })) {
                                queue.add(row(0));
                                queue.finish();
                            }
                        })
                .isSameAs(bug)
                .hasNoSuppressedExceptions();
    }

    private static void fails(UsageRow row) throws IOException {
        throw new IOException("no room");
    }

    @Test
    void whoGivesUpGetsTheThreadBack() throws IOException {
        var taken = new AtomicInteger();
        try (var queue = new RowQueue(_ -> taken.incrementAndGet())) {
            queue.add(row(0));
        }
        assertThat(taken).hasValue(0);
    }

    @Test
    void noMoreRowsWaitThanThereAreBatchesFor() throws Exception {
        var gate = new CountDownLatch(1);
        var added = new AtomicInteger();
        try (var queue = new RowQueue(_ -> await(gate))) {
            var reader =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    for (int i = 0; i < ALL + 1; i++) {
                                        queue.add(row(i));
                                        added.incrementAndGet();
                                    }
                                } catch (IOException e) {
                                    added.set(-1);
                                }
                            });
            while (added.get() < ALL - 1 || reader.getState() == Thread.State.RUNNABLE) {
                Thread.sleep(1);
            }
            assertThat(added).hasValue(ALL - 1);
            gate.countDown();
            reader.join();
            assertThat(added).hasValue(ALL + 1);
            queue.finish();
        }
    }

    private static void await(CountDownLatch gate) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
