// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Messages between two ends in one process, their bounds kept as SCTP keeps them.
final class MemoryTransport implements Transport {
    /// How many messages may lie unread.
    static final int UNREAD_MAX = 256;

    private static final byte[] END = {};
    private static final int PATIENCE_MILLIS = 20;

    /// What the two ends share.
    private static final class Link {
        private final BlockingQueue<byte[]> there = new ArrayBlockingQueue<>(UNREAD_MAX);
        private final BlockingQueue<byte[]> back = new ArrayBlockingQueue<>(UNREAD_MAX);
        private volatile boolean closed;
    }

    /// Two ends of a connection.
    record Pair(MemoryTransport near, MemoryTransport far) {}

    private final Link link;
    private final BlockingQueue<byte[]> in;
    private final BlockingQueue<byte[]> out;

    private MemoryTransport(Link link, BlockingQueue<byte[]> in, BlockingQueue<byte[]> out) {
        this.link = link;
        this.in = in;
        this.out = out;
    }

    static Pair pair() {
        var link = new Link();
        return new Pair(
                new MemoryTransport(link, link.there, link.back),
                new MemoryTransport(link, link.back, link.there));
    }

    @Override
    public void greet() {}

    @Override
    public boolean receive(Receiver receiver) throws IOException {
        byte[] message = next();
        if (message == null || message.length == 0) {
            return false;
        }
        if (message.length < Header.LENGTH || message.length > Decoder.MESSAGE_MAX) {
            receiver.unframeable("a message of " + message.length + " octets");
            return false;
        }
        receiver.message(message, 0, message.length);
        return true;
    }

    private byte @org.jspecify.annotations.Nullable [] next() throws IOException {
        try {
            while (true) {
                byte[] message = in.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (message != null || link.closed) {
                    return message;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void send(byte[] octets, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int end = at + Math.max(Header.LENGTH, Wire.u24(octets, at + 1));
            put(Arrays.copyOfRange(octets, at, Math.min(end, to)));
            at = end;
        }
    }

    private void put(byte[] message) throws IOException {
        try {
            while (!out.offer(message, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (link.closed) {
                    throw new IOException("closed");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void finish() throws IOException {
        put(END);
    }

    @Override
    public InetAddress address() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public InetAddress local() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public Certified certified() {
        return Certified.NOTHING;
    }

    @Override
    public void close() {
        link.closed = true;
    }
}
