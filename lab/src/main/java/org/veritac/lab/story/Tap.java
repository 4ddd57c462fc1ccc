// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire tap: whoever connects to it is connected to a server behind it, and every message is
/// written down before it goes on.
final class Tap implements Closeable {
    private static final int MESSAGE_MAX = 1 << 20;
    private static final int LENGTH_END = 4;

    /// Who speaks which protocol over the wire.
    ///
    /// @param client the name of the one who connects
    /// @param server the name of the other
    /// @param protocol what they speak
    record Wire(String client, String server, Protocol protocol) {}

    /// How messages are told apart, and what they mean.
    interface Protocol {
        /// The length of a message, from its first four octets.
        int length(int word);

        /// What it means; an empty title when it is not worth a line.
        Text text(byte[] message);
    }

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Wire wire;
    private final Transcript transcript;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private Tap(ServerSocket listener, InetSocketAddress server, Wire wire, Transcript transcript) {
        this.listener = listener;
        this.server = server;
        this.wire = wire;
        this.transcript = transcript;
    }

    static Tap open(InetSocketAddress server, Wire wire, Transcript transcript) throws IOException {
        var listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        var tap = new Tap(listener, server, wire, transcript);
        Thread.ofVirtual().name("tap").start(tap::accept);
        return tap;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                Socket far = new Socket();
                sockets.add(near);
                sockets.add(far);
                far.connect(server);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> copy(near, far, wire.client(), wire.server()));
                Thread.ofVirtual().start(() -> copy(far, near, wire.server(), wire.client()));
            } catch (IOException e) {
                // closed, or nobody behind it: the one who connected sees it
            }
        }
    }

    private void copy(Socket from, Socket to, String sender, String receiver) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            while (true) {
                byte[] message = next(in);
                Text text = wire.protocol().text(message);
                if (!text.title().isEmpty()) {
                    transcript.sent(sender, receiver, text, message);
                }
                out.write(message);
            }
        } catch (IOException e) {
            // one end has closed, and so does the other
        }
    }

    private byte[] next(InputStream in) throws IOException {
        byte[] word = in.readNBytes(LENGTH_END);
        if (word.length < LENGTH_END) {
            throw new EOFException("closed");
        }
        int length = wire.protocol().length(ByteBuffer.wrap(word).getInt());
        if (length < LENGTH_END || length > MESSAGE_MAX) {
            throw new IOException("no message of this protocol");
        }
        byte[] message = Arrays.copyOf(word, length);
        if (in.readNBytes(message, LENGTH_END, length - LENGTH_END) < length - LENGTH_END) {
            throw new EOFException("closed");
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
