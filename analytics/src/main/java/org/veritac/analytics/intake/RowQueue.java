// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// Hands rows over to a thread of its own, so that reading a file and uniting its rows go side by
/// side. Rows wait in a few batches; who reads faster than they are taken waits. One thread adds.
final class RowQueue implements Closeable {
    /// How many rows are handed over at once.
    static final int BATCH_ROWS = 8_192;

    /// How many batches there are in all: as many rows wait at most.
    static final int BATCHES = 4;

    private static final int PAUSE_MILLIS = 50;

    private final Taker taker;
    private final BlockingQueue<RowBatch> free = new ArrayBlockingQueue<>(BATCHES);

    /// Has room for all batches and the end, so that nobody waits to put one in.
    private final BlockingQueue<RowBatch> full = new ArrayBlockingQueue<>(BATCHES + 1);

    private final FutureTask<Boolean> task = new FutureTask<>(this::take);
    private RowBatch batch = new RowBatch(BATCH_ROWS);
    private boolean ended;

    /// Takes rows, on the other thread.
    @FunctionalInterface
    interface Taker {
        /// Takes one.
        ///
        /// @param row of this moment only
        void take(UsageRow row) throws IOException;
    }

    RowQueue(Taker taker) {
        this.taker = taker;
        for (int i = 1; i < BATCHES; i++) {
            free.add(new RowBatch(BATCH_ROWS));
        }
        Thread.ofPlatform().daemon().name("rows").start(task);
    }

    private boolean take() throws IOException, InterruptedException {
        var row = new UsageRow();
        for (var next = full.take(); next.rows() > 0; next = full.take()) {
            for (int i = 0; i < next.rows(); i++) {
                next.get(i, row);
                taker.take(row);
            }
            next.clear();
            free.put(next);
        }
        return true;
    }

    /// Adds a row, of which a copy is kept.
    ///
    /// @throws IOException what a row before has thrown when it was taken
    void add(UsageRow row) throws IOException {
        batch.put(row);
        if (batch.rows() == BATCH_ROWS) {
            full.add(batch);
            batch = next();
        }
    }

    private RowBatch next() throws IOException {
        try {
            var next = free.poll();
            while (next == null) {
                if (task.isDone()) {
                    await();
                }
                next = free.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
            return next;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Returns when all rows were taken.
    ///
    /// @throws IOException what one of them has thrown
    void finish() throws IOException {
        end();
        await();
    }

    private void end() {
        if (!ended) {
            ended = true;
            if (batch.rows() > 0) {
                full.add(batch);
            }
            full.add(new RowBatch(0));
        }
    }

    private void await() throws IOException {
        try {
            task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException broken -> throw broken;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw new IOException("rows were not taken", e);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while rows were taken");
    }

    /// Ends the thread; rows that were not taken by then never are.
    @Override
    public void close() {
        if (!ended) {
            full.drainTo(new ArrayDeque<>());
            batch.clear();
            end();
        }
        try {
            task.get();
        } catch (ExecutionException e) {
            // who gave up does not ask what came of the rows; who did not has heard it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
