// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;

/// A peer that this node connects to, and connects to again when it is lost.
///
/// @param address where; a host name is looked up at each attempt
/// @param host its Diameter identity; empty when it is only known after it has answered
/// @param bearer what carries the messages
/// @param tls how to secure it; null for not at all
public record Remote(InetSocketAddress address, String host, Bearer bearer, @Nullable Tls tls) {

    /// What carries messages to a peer.
    public enum Bearer {
        TCP,
        SCTP
    }

    /// @throws IllegalArgumentException for TLS over SCTP, which would be DTLS
    public Remote {
        if (bearer == Bearer.SCTP && tls != null) {
            throw new IllegalArgumentException("there is no DTLS over SCTP here");
        }
    }

    /// A peer over TCP that is trusted to be who it says.
    public static Remote of(InetSocketAddress address) {
        return new Remote(address, "", Bearer.TCP, null);
    }
}
