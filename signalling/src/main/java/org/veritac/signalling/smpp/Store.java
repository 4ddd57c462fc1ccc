// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Store and forward, in memory and under bounds: a mailbox for each destination that something is
/// kept for. What is kept when the process ends is lost; who must know that a message arrived waits
/// for its receipt.
final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final SmscSettings.Limits limits;
    private final Clock clock;
    private final Outcomes outcomes;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("smsc-timer").factory());
    private final Map<String, Mailbox> mailboxes = new HashMap<>();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder given = new LongAdder();
    private int kept;
    private boolean closed;

    /// What follows from a message that is done with.
    interface Outcomes {
        /// The receipt that takes its place; null when nobody asked for one.
        @Nullable Letter receipt(Stored stored, MessageState state);
    }

    Store(SmscSettings.Limits limits, Clock clock, Outcomes outcomes) {
        this.limits = limits;
        this.clock = clock;
        this.outcomes = outcomes;
    }

    /// Keeps a message until it is delivered or over. The first attempt is made after [#start], so
    /// that its sender may know its name before it hears what became of it.
    ///
    /// @return false when there is no place
    synchronized boolean put(Letter letter) {
        Mailbox mailbox = mailboxes.get(letter.mailbox());
        if (closed
                || kept >= limits.stored()
                || (mailbox != null && mailbox.size() >= limits.storedEach())) {
            return false;
        }
        keep(letter);
        return true;
    }

    private synchronized void keep(Letter letter) {
        Mailbox mailbox =
                mailboxes.computeIfAbsent(letter.mailbox(), key -> new Mailbox(letter.route()));
        mailbox.add(letter.stored());
        kept++;
    }

    /// Begins with what is kept for a destination, unless that rests.
    synchronized void start(String key) {
        Mailbox mailbox = mailboxes.get(key);
        if (mailbox != null) {
            startReady(key, mailbox);
        }
    }

    /// Tries at once what is kept for a destination.
    synchronized void wake(String key) {
        Mailbox mailbox = mailboxes.get(key);
        if (mailbox != null) {
            mailbox.wake();
            startReady(key, mailbox);
        }
    }

    synchronized int size() {
        return kept;
    }

    long delivered() {
        return delivered.sum();
    }

    long given() {
        return given.sum();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (kept > 0) {
                LOG.warn("{} messages were kept and are lost", kept);
            }
        }
        timer.shutdownNow();
    }

    private void startReady(String key, Mailbox mailbox) {
        while (!closed && mailbox.isReady()) {
            Stored stored = mailbox.begin();
            Thread.ofVirtual().name("smsc-deliver").start(() -> run(key, mailbox, stored));
        }
    }

    /// One attempt after the other, so that a thread serves as long as there is something.
    private void run(String key, Mailbox mailbox, Stored first) {
        @Nullable Stored stored = first;
        try {
            while (stored != null) {
                stored = next(key, mailbox, stored, attempt(key, mailbox, stored));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Route.Attempt attempt(String key, Mailbox mailbox, Stored stored)
            throws InterruptedException {
        if (Mailbox.isOver(stored, clock)) {
            return Route.Attempt.LATER;
        }
        boolean answered = false;
        try {
            Route.Attempt attempt = mailbox.route().attempt(stored);
            answered = true;
            return attempt;
        } finally {
            if (!answered) {
                // A bug on the route ends this task; the message keeps its place.
                rest(key, mailbox, stored);
            }
        }
    }

    private @Nullable Stored next(
            String key, Mailbox mailbox, Stored stored, Route.Attempt attempt) {
        if (attempt == Route.Attempt.LATER && !Mailbox.isOver(stored, clock)) {
            rest(key, mailbox, stored);
            return null;
        }
        boolean arrived = attempt == Route.Attempt.DELIVERED;
        (arrived ? delivered : given).increment();
        Letter receipt = outcomes.receipt(stored, state(attempt));
        synchronized (this) {
            kept--;
            if (arrived) {
                mailbox.succeed();
            } else {
                mailbox.giveUp();
            }
            if (receipt != null && !closed) {
                // In the place that has just become free, so that no bound can refuse it.
                keep(receipt);
                start(receipt.mailbox());
            }
            return following(key, mailbox);
        }
    }

    private @Nullable Stored following(String key, Mailbox mailbox) {
        if (!closed && mailbox.isReady()) {
            Stored following = mailbox.begin();
            startReady(key, mailbox);
            return following;
        }
        if (mailbox.isEmpty()) {
            mailboxes.remove(key, mailbox);
        }
        return null;
    }

    private static MessageState state(Route.Attempt attempt) {
        return switch (attempt) {
            case DELIVERED -> MessageState.DELIVERED;
            case LATER -> MessageState.EXPIRED;
            case NEVER -> MessageState.UNDELIVERABLE;
        };
    }

    private synchronized void rest(String key, Mailbox mailbox, Stored stored) {
        Duration pause = mailbox.fail(stored, limits);
        if (!closed && pause.isPositive()) {
            Future<?> _ = timer.schedule(() -> wake(key), pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
