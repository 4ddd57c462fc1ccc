// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.util.concurrent.locks.ReentrantLock;

/// The watchdog of a connection and its timer Tw, which is spread by two seconds (RFC 3539, clause
/// 3.4.1), or a third when Tw is short.
final class Pulse {
    private static final long JITTER_NANOS = 2_000_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final Context context;
    private Watchdog watchdog;
    private long due;
    private volatile boolean heard;

    Pulse(Watchdog watchdog, Context context) {
        this.watchdog = watchdog;
        this.context = context;
        due = later();
    }

    private long later() {
        long tw = context.limits.watchdog().toNanos();
        long spread = Math.max(1, Math.min(JITTER_NANOS, tw / 3));
        return context.now() + tw - spread + context.world.random().nextLong(2 * spread);
    }

    /// A message came. Messages other than DWA are only noted, and taken up when the timer is
    /// asked: they come by the hundred thousand.
    void heard(boolean watchdogAnswer) {
        if (watchdogAnswer) {
            on(Watchdog.Event.RECEIVE_DWA);
        } else if (!heard) {
            heard = true;
        }
    }

    /// Whether the timer has expired without a sign of life.
    boolean isDue(long now) {
        lock.lock();
        try {
            if (heard) {
                heard = false;
                step(Watchdog.Event.RECEIVE_OTHER);
            }
            return now - due >= 0;
        } finally {
            lock.unlock();
        }
    }

    Watchdog.Action on(Watchdog.Event event) {
        lock.lock();
        try {
            return step(event);
        } finally {
            lock.unlock();
        }
    }

    private Watchdog.Action step(Watchdog.Event event) {
        Watchdog.Step step = watchdog.on(event);
        watchdog = step.next();
        if (step.action() != Watchdog.Action.THROW_AWAY) {
            due = later();
        }
        return step.action();
    }

    /// The connection is gone: what is known for the next one.
    Watchdog ended() {
        on(Watchdog.Event.DOWN);
        return state() == Watchdog.State.DOWN
                ? new Watchdog(Watchdog.State.DOWN, false, 0)
                : Watchdog.INITIAL;
    }

    Watchdog.State state() {
        lock.lock();
        try {
            return watchdog.state();
        } finally {
            lock.unlock();
        }
    }
}
