// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.net.InetAddress;

/// How things stand with a connection, for whoever operates the node.
///
/// @param host the Diameter identity of the peer; empty before it said
/// @param realm its realm; empty before it said
/// @param address its address
/// @param incoming whether it connected to us
/// @param agent whether it passes on requests of others
/// @param state the state of the peer, a name of RFC 6733, clause 5.6
/// @param watchdog the state of the watchdog, a name of RFC 3539, appendix A
/// @param requests how many requests it sent, those of the base protocol not counted
/// @param refusals how many of them were answered with an error of the base protocol
public record PeerStatus(
        String host,
        String realm,
        InetAddress address,
        boolean incoming,
        boolean agent,
        String state,
        String watchdog,
        long requests,
        long refusals) {}
