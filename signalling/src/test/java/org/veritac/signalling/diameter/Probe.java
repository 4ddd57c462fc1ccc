// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// The other end of a connection in tests: sends any octets and reads what comes back.
public final class Probe implements Closeable {
    private static final int PATIENCE_MILLIS = 5_000;

    private final Transport transport;
    private final Deque<Reply> replies = new ArrayDeque<>();

    Probe(Transport transport) {
        this.transport = transport;
    }

    public static Probe tcp(InetSocketAddress address) throws IOException {
        var socket = new Socket(address.getAddress(), address.getPort());
        return over(socket);
    }

    public static Probe over(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        var transport = new StreamTransport(socket, socket);
        transport.greet();
        return new Probe(transport);
    }

    public static Probe memory(Node node) {
        MemoryTransport.Pair pair = MemoryTransport.pair();
        node.serve(pair.far());
        return new Probe(pair.near());
    }

    public Probe send(Draft draft) throws IOException {
        return send(draft.octets());
    }

    public Probe send(byte[] octets) throws IOException {
        transport.send(octets, 0, octets.length);
        return this;
    }

    /// The next message, or null when the other end has closed.
    public @Nullable Reply next() throws IOException {
        while (replies.isEmpty()) {
            boolean more =
                    transport.receive(
                            new Transport.Receiver() {
                                @Override
                                public void message(byte[] octets, int from, int to) {
                                    replies.add(new Reply(Arrays.copyOfRange(octets, from, to)));
                                }

                                @Override
                                public void unframeable(String why) {
                                    throw new AssertionError(why);
                                }
                            });
            if (!more) {
                return replies.poll();
            }
        }
        return replies.poll();
    }

    /// The answer to a message.
    public Reply ask(Draft draft) throws IOException {
        return ask(draft.octets());
    }

    public Reply ask(byte[] octets) throws IOException {
        send(octets);
        Reply reply = next();
        if (reply == null) {
            throw new AssertionError("closed instead of answered");
        }
        return reply;
    }

    /// Whether the other end closes, or resets, without another word.
    public boolean isClosed() throws IOException {
        try {
            return next() == null;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
