// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;

/// What carries whole messages to and from one peer. A stream has to be cut into messages; SCTP and
/// memory keep their bounds.
interface Transport extends Closeable {
    /// Takes what arrives.
    interface Receiver {
        /// Takes one message, of at least the length of a header. The octets are the transport's
        /// again when the call returns.
        void message(byte[] octets, int from, int to) throws IOException;

        /// The rest cannot be cut into messages; nothing else will come.
        void unframeable(String why);
    }

    /// Does what a connection needs before the first message: a handshake.
    void greet() throws IOException;

    /// Waits for something to arrive and hands over all whole messages of it.
    ///
    /// @return false when nothing else will come
    boolean receive(Receiver receiver) throws IOException;

    /// Sends messages that stand one behind the other. It may wait until the peer reads.
    void send(byte[] octets, int from, int to) throws IOException;

    /// Says that nothing else will be sent.
    void finish() throws IOException;

    /// The address of the peer.
    InetAddress address();

    /// The address of this side.
    InetAddress local();

    /// What the certificate of the peer says, after [#greet].
    Certified certified();

    /// Ends it at once, also for threads that wait in it.
    @Override
    void close();
}
