// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// What is kept for one destination, oldest first, and the pace at which it is tried. Guarded by
/// the lock of its [Store].
final class Mailbox {
    private final Route route;
    private final Deque<Stored> waiting = new ArrayDeque<>();
    private int underWay;
    private int failures;
    private boolean resting;

    Mailbox(Route route) {
        this.route = route;
    }

    Route route() {
        return route;
    }

    int size() {
        return waiting.size() + underWay;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    void add(Stored stored) {
        waiting.add(stored);
    }

    /// Whether a further attempt may start now.
    boolean isReady() {
        // After a failure one at a time tries whether the destination is back.
        int width = failures > 0 ? 1 : route.width();
        return !resting && !waiting.isEmpty() && underWay < width;
    }

    Stored begin() {
        underWay++;
        return waiting.removeFirst();
    }

    void succeed() {
        underWay--;
        failures = 0;
    }

    void giveUp() {
        underWay--;
    }

    /// Puts a message back to where it was.
    ///
    /// @return how long to rest, zero when a rest is under way already
    Duration fail(Stored stored, SmscSettings.Limits limits) {
        underWay--;
        waiting.addFirst(stored);
        if (resting) {
            return Duration.ZERO;
        }
        Duration pause = limits.retryMin();
        for (int i = 0; i < failures && pause.compareTo(limits.retryMax()) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        failures++;
        resting = true;
        return pause.compareTo(limits.retryMax()) < 0 ? pause : limits.retryMax();
    }

    /// The destination is said to be back, or its rest is over.
    void wake() {
        resting = false;
    }

    /// Whether the oldest has been here for too long.
    static boolean isOver(Stored stored, Clock clock) {
        return !clock.instant().isBefore(stored.times().until());
    }
}
