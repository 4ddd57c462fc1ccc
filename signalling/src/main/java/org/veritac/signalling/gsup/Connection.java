// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/// One peer's socket. Its own thread reads, decides and writes in turn, so that what is under way
/// is at most one buffer of requests, and a peer that does not read is not read from either.
final class Connection implements Runnable {
    /// Most bytes that are read before they are answered; holds the longest frame.
    private static final int READ_BYTES = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Socket socket;
    private final Session session;
    private final Limits limits;
    private final byte[] buffer = new byte[READ_BYTES];
    private int filled;
    private volatile long deadline;

    Connection(Socket socket, Session session, Limits limits) {
        this.socket = socket;
        this.session = session;
        this.limits = limits;
        expectWithin(limits.identify());
    }

    @Override
    public void run() {
        try (socket) {
            write(Identity.question().write());
            expectWithin(limits.identify());
            while (serve()) {
                if (session.isIdentified()) {
                    expectWithin(limits.idle());
                }
            }
        } catch (IOException e) {
            LOG.debug("connection ended: {}", e.toString());
        }
    }

    /// Closes the connection when its time is over, from another thread.
    ///
    /// @param nanos the time now
    void closeIfOverdue(long nanos) throws IOException {
        if (nanos - deadline > 0) {
            socket.close();
        }
    }

    /// Lets the thread answer what it has read, and end.
    void drain() throws IOException {
        try {
            socket.shutdownInput();
        } catch (SocketException e) {
            if (!socket.isClosed()) {
                throw e;
            }
            // It has ended by itself.
        }
    }

    void close() throws IOException {
        socket.close();
    }

    /// Reads once and answers all whole frames with one write; false at the end.
    private boolean serve() throws IOException {
        int read = socket.getInputStream().read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            return false;
        }
        filled += read;
        var answers = new ByteArrayOutputStream();
        boolean goesOn = answer(answers);
        if (answers.size() > 0) {
            write(answers.toByteArray());
        }
        return goesOn;
    }

    private boolean answer(ByteArrayOutputStream answers) {
        int at = 0;
        boolean goesOn = true;
        while (goesOn && Frame.read(buffer, at, filled) instanceof Frame.Reading.Whole whole) {
            var step = session.on(whole.frame());
            step.send().forEach(frame -> answers.writeBytes(frame.write()));
            goesOn = !step.close();
            at += whole.bytesUsed();
        }
        goesOn &= !(Frame.read(buffer, at, filled) instanceof Frame.Reading.TooLong);
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
        return goesOn;
    }

    private void write(byte[] bytes) throws IOException {
        long before = deadline;
        expectWithin(limits.write());
        socket.getOutputStream().write(bytes);
        deadline = before;
    }

    private void expectWithin(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }
}
