// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import java.net.InetSocketAddress;
import java.util.Optional;

/// A host and a port, as written.
///
/// @param host a name or an address, without brackets
/// @param port 0 to 65535; where one listens, 0 takes a free port
record Where(String host, int port) {
    private static final int PORT_MAX = 65_535;

    /// Reads `HOST:PORT` or `[ADDRESS]:PORT`. Names are not looked up.
    static Optional<Where> ifValid(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        String host = text.substring(0, colon);
        boolean bracketed = host.matches("\\[[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?\\]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        return port <= PORT_MAX && (bracketed || host.matches("[A-Za-z0-9._-]{1,253}"))
                ? Optional.of(new Where(host, port))
                : Optional.empty();
    }

    /// The address, the name looked up now.
    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /// The address, its name to be looked up when it is used.
    InetSocketAddress unresolved() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    Where withPort(int taken) {
        return new Where(host, taken);
    }

    /// As it is read.
    String text() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
