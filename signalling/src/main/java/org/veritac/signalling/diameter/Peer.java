// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.net.InetAddress;

/// A node on the other end of a connection, after the exchange of capabilities.
///
/// @param host its Diameter identity, as it wrote it
/// @param realm its realm
/// @param address its address
/// @param certificateName the common name of the certificate it proved; empty without one
/// @param agent whether it passes on requests of others
public record Peer(
        String host, String realm, InetAddress address, String certificateName, boolean agent) {}
