// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/// Messages over TCP, or TLS over TCP (RFC 6733, clauses 2.1 and 13.1).
final class StreamTransport implements Transport {
    private static final int START = 4096;

    private final Socket plain;
    private final Socket socket;
    private byte[] octets = new byte[START];
    private int from;
    private int to;
    private Certified certified = Certified.NOTHING;

    /// @param plain the TCP connection: closing it ends everything at once
    /// @param socket what to talk to: the same, or TLS over it
    StreamTransport(Socket plain, Socket socket) {
        this.plain = plain;
        this.socket = socket;
    }

    @Override
    public void greet() throws IOException {
        plain.setTcpNoDelay(true);
        if (socket instanceof SSLSocket tls) {
            tls.startHandshake();
            certified = certified(tls);
        }
    }

    private static Certified certified(SSLSocket tls) {
        try {
            return tls.getSession().getPeerCertificates()[0] instanceof X509Certificate first
                    ? Certified.by(first)
                    : Certified.NOTHING;
        } catch (SSLPeerUnverifiedException e) {
            return Certified.NOTHING;
        }
    }

    @Override
    public boolean receive(Receiver receiver) throws IOException {
        InputStream in = socket.getInputStream();
        int count = in.read(octets, to, octets.length - to);
        if (count < 0) {
            return false;
        }
        to += count;
        return cut(receiver);
    }

    private boolean cut(Receiver receiver) throws IOException {
        while (true) {
            switch (Framing.of(octets, from, to)) {
                case Framing.Whole(int length) -> {
                    int start = from;
                    from += length;
                    receiver.message(octets, start, from);
                }
                case Framing.Partial(int needed) -> {
                    makeRoom(needed);
                    return true;
                }
                case Framing.Impossible(String why) -> {
                    receiver.unframeable(why);
                    return false;
                }
            }
        }
    }

    /// Moves what is left to the front. The buffer grows while it comes in full, so that an idle
    /// connection stays cheap and a busy one reads much at once.
    private void makeRoom(int needed) {
        boolean full = to == octets.length;
        int rest = to - from;
        int size = octets.length;
        if (needed > size || (full && size < Decoder.MESSAGE_MAX)) {
            size = Math.min(Decoder.MESSAGE_MAX, Math.max(2 * size, needed));
        }
        byte[] target = size == octets.length ? octets : new byte[size];
        System.arraycopy(octets, from, target, 0, rest);
        octets = target;
        from = 0;
        to = rest;
    }

    @Override
    public void send(byte[] source, int start, int end) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(source, start, end - start);
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public InetAddress address() {
        return plain.getInetAddress();
    }

    @Override
    public InetAddress local() {
        return plain.getLocalAddress();
    }

    @Override
    public Certified certified() {
        return certified;
    }

    @Override
    public void close() {
        try {
            plain.close();
        } catch (IOException ignored) {
            // The socket is given up either way.
        }
    }
}
