// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// TLS for the connections of a node (RFC 6733, clause 13.1): from the first octet, as on port
/// 5658.
///
/// @param context keys and anchors of trust
/// @param certificates whether peers that connect must prove who they are
public record Tls(SSLContext context, Certificates certificates) {

    /// Certificates of peers that connect. A peer that shows one may only call itself what the
    /// certificate says: a DNS name of it, or without any its common name.
    public enum Certificates {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    Socket accepted(Socket plain) throws IOException {
        SSLSocket socket = over(plain);
        socket.setUseClientMode(false);
        switch (certificates) {
            case NONE -> socket.setNeedClientAuth(false);
            case OPTIONAL -> socket.setWantClientAuth(true);
            case REQUIRED -> socket.setNeedClientAuth(true);
        }
        return socket;
    }

    Socket opened(Socket plain) throws IOException {
        SSLSocket socket = over(plain);
        socket.setUseClientMode(true);
        return socket;
    }

    private SSLSocket over(Socket plain) throws IOException {
        String host = plain.getInetAddress().getHostAddress();
        Socket socket = context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
        if (socket instanceof SSLSocket tls) {
            return tls;
        }
        throw new IOException("the TLS context makes no TLS sockets");
    }
}
