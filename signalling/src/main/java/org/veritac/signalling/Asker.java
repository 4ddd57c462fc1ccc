// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling;

import java.net.InetAddress;

/// Who asks, as far as the protocol has established it.
///
/// @param address where the connection comes from
/// @param certificateName the common name of the certificate that the peer proved; empty without
///   TLS
/// @param host the Diameter identity of the node that asks (Origin-Host) or the GSUP unit name;
///   empty where the protocol has none
/// @param realm its realm (Origin-Realm); empty where the protocol has none
public record Asker(InetAddress address, String certificateName, String host, String realm) {}
