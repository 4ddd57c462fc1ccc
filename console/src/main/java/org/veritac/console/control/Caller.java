// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

import jdk.net.ExtendedSocketOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// One connection at the server.
final class Caller implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);
    private static final int FAILURE = 3;

    private final SocketChannel channel;
    private final Limits limits;
    private final ReentrantLock writing = new ReentrantLock();
    private final OutputStream out = new Pipe(Frame.Out::new);
    private final OutputStream err = new Pipe(Frame.Err::new);
    private volatile boolean cancelled;

    /// When what the peer must do now is overdue, by a clock of nanoseconds; counts while hurried.
    private volatile long overdue;

    private volatile boolean hurried;

    Caller(SocketChannel channel, Limits limits) {
        this.channel = channel;
        this.limits = limits;
        hurry(limits.ask().toNanos());
    }

    private void hurry(long nanos) {
        overdue = System.nanoTime() + nanos;
        hurried = true;
    }

    void closeIfOverdue(long now) {
        if (hurried && now - overdue > 0) {
            LOG.info("a command was cut off: its caller does not read, or does not say what to do");
            close();
        }
    }

    /// Says no, if the peer takes it at once.
    void refuse(String why) {
        try (channel) {
            channel.configureBlocking(false);
            byte[] text = ("veritac: " + why + "\n").getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.wrap(new Frame.Err(text).encoded()));
            channel.write(ByteBuffer.wrap(new Frame.End(FAILURE).encoded()));
        } catch (IOException e) {
            LOG.debug("not refused: {}", e.toString());
        }
    }

    /// Reads what to run and runs it.
    void serve(Work work) {
        try (channel) {
            Frame first = Frame.read(Channels.newInputStream(channel));
            hurried = false;
            if (first instanceof Frame.Ask(Request request)) {
                Thread.ofVirtual().name("control-watch").start(this::watch);
                int code = work.run(request, user(), this);
                send(new Frame.End(code));
            } else if (first instanceof Frame.Garbled(String why)) {
                refuse(why);
            }
        } catch (IOException e) {
            LOG.debug("a caller has gone: {}", e.toString());
        }
    }

    private String user() throws IOException {
        return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    }

    /// Whatever comes from the peer now, or its end, means to stop.
    private void watch() {
        try {
            Frame.read(Channels.newInputStream(channel));
        } catch (IOException e) {
            LOG.debug("a caller has gone: {}", e.toString());
        }
        cancelled = true;
    }

    private void send(Frame frame) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(frame.encoded());
        writing.lock();
        try {
            hurry(limits.stall().toNanos());
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
        } finally {
            hurried = false;
            writing.unlock();
        }
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public void step(String stage, long done, long total) {
        try {
            send(new Frame.Step(stage, done, total));
        } catch (IOException e) {
            cancelled = true;
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    void close() {
        cancelled = true;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("not closed: {}", e.toString());
        }
    }

    /// An output that arrives at the caller.
    private final class Pipe extends OutputStream {
        private final Function<byte[], Frame> frame;

        private Pipe(Function<byte[], Frame> frame) {
            this.frame = frame;
        }

        @Override
        public void write(int octet) throws IOException {
            send(frame.apply(new byte[] {(byte) octet}));
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            for (int at = from; at < from + length; at += Frame.BODY_BYTES_MAX) {
                int size = Math.min(Frame.BODY_BYTES_MAX, from + length - at);
                byte[] part = new byte[size];
                System.arraycopy(octets, at, part, 0, size);
                send(frame.apply(part));
            }
        }
    }
}
