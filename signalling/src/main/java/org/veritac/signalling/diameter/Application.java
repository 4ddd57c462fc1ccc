// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.io.IOException;

/// One Diameter application: what it is called on the wire, and its answers.
public interface Application {
    /// Its application id.
    int id();

    /// Its vendor, 0 for none.
    int vendor();

    /// The base protocol and its own commands and AVPs.
    Dictionary dictionary();

    /// Whether its answers say that no session state is kept (RFC 6733, clause 8.11).
    boolean isStateless();

    /// Answers one request of the dictionary. It is called on the thread of the connection, which
    /// reads no further until it returns: it must not wait for long.
    ///
    /// @param request valid only during the call
    /// @param peer who sent it or passed it on
    /// @throws IOException when no answer can be found out now; the peer is told 5012
    Answer on(Message request, Peer peer) throws IOException;
}
