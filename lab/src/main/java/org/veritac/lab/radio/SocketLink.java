// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

import org.veritac.handset.air.Frame;
import org.veritac.handset.air.RadioLink;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// Frames over TCP, each behind its length in two octets; for either end. Any thread may send, one
/// receives.
public final class SocketLink implements RadioLink {
    private static final int LENGTH = 2;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] held = new byte[LENGTH + Frame.OCTETS_MAX];
    private int length;

    SocketLink(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /// Connects to a network.
    public static SocketLink connect(InetSocketAddress address) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(address, Math.toIntExact(CONNECT_MAX.toMillis()));
            return new SocketLink(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void send(byte[] frame) throws IOException {
        if (frame.length > Frame.OCTETS_MAX) {
            throw new IOException("a frame that is too long");
        }
        byte[] octets = new byte[LENGTH + frame.length];
        octets[0] = (byte) (frame.length >> 8);
        octets[1] = (byte) frame.length;
        System.arraycopy(frame, 0, octets, LENGTH, frame.length);
        synchronized (out) {
            out.write(octets);
        }
    }

    @Override
    public Optional<byte[]> receive(Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(Math.max(1, patience.toMillis())));
        try {
            fill(LENGTH);
            int announced = ((held[0] & 0xFF) << 8) | (held[1] & 0xFF);
            if (announced > Frame.OCTETS_MAX) {
                throw new IOException("a frame that is too long");
            }
            fill(LENGTH + announced);
        } catch (SocketTimeoutException e) {
            return Optional.empty(); // what has come so far stays held
        }
        byte[] frame = Arrays.copyOfRange(held, LENGTH, length);
        length = 0;
        return Optional.of(frame);
    }

    private void fill(int wanted) throws IOException {
        while (length < wanted) {
            int read = in.read(held, length, wanted - length);
            if (read < 0) {
                throw new EOFException("the other end has closed");
            }
            length += read;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
