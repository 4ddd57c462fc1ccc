// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The way out of a connection: several threads write, one at a time, and it is known since when.
final class Outlet {
    private final Transport transport;
    private final Context context;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong writingSince = new AtomicLong();

    Outlet(Transport transport, Context context) {
        this.transport = transport;
        this.context = context;
    }

    /// Sends a CER.
    void request() throws IOException {
        send(w -> context.capabilities.request(w, transport.local(), id()));
    }

    /// Sends a CEA; a null objection is success.
    void answer(Header request, @Nullable Answer objection) throws IOException {
        send(w -> context.capabilities.answer(w, request, transport.local(), objection));
    }

    /// Sends a DWR.
    void watchdog() throws IOException {
        send(w -> context.capabilities.watchdog(w, id()));
    }

    /// Sends a DPR.
    void goodbye() throws IOException {
        send(w -> context.capabilities.goodbye(w, id()));
    }

    /// Sends a DPA.
    void goodbyeAnswer(Header request) throws IOException {
        send(w -> context.capabilities.goodbyeAnswer(w, request));
    }

    private int id() {
        return context.world.random().nextInt();
    }

    /// Writes a message of its own, behind what others are writing.
    private void send(Consumer<Writer> what) throws IOException {
        var writer = new Writer();
        what.accept(writer);
        writer.drainTo(this::write);
    }

    void write(byte[] octets, int from, int to) throws IOException {
        lock.lock();
        try {
            writingSince.set(context.now() | 1);
            transport.send(octets, from, to);
        } finally {
            writingSince.set(0);
            lock.unlock();
        }
    }

    /// Says that nothing else will be written.
    void finish() throws IOException {
        lock.lock();
        try {
            transport.finish();
        } finally {
            lock.unlock();
        }
    }

    /// Whether the peer has left what is written unread for longer than it may.
    boolean isStuck(long now) {
        long since = writingSince.get();
        return since != 0 && now - since > context.limits.write().toNanos();
    }
}
