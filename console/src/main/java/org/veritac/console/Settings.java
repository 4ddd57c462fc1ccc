// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;
import org.veritac.signalling.diameter.PeerRules;
import org.veritac.signalling.diameter.Tls.Certificates;

import java.nio.file.Path;
import java.util.List;

/// What a `serve` is told at its start: the section `serve` of the configuration file, with the
/// options of the command line in its place where they say something.
///
/// @param listen where the interfaces listen
/// @param diameter the interface S13
/// @param n5g the interface N5g-eir
/// @param gsupConnections how many connections of GSUP may be open at once
/// @param ota the gateway to cards; null for none
/// @param sightings what is kept of checks
/// @param log the least level that is logged: error, warn, info or debug
record Settings(
        Listen listen,
        Diameter diameter,
        N5g n5g,
        int gsupConnections,
        @Nullable Ota ota,
        Sightings sightings,
        String log) {

    /// Where to listen.
    record Listen(Where s13, Where n5g, Where gsup, Where http) {}

    /// The Diameter node.
    ///
    /// @param host its Diameter identity
    /// @param realm its realm
    /// @param connect to whom it connects by itself
    /// @param rules who may connect, and who may speak for others
    /// @param tls how connections are protected; null for not at all
    /// @param sctp whether SCTP is listened on, too
    /// @param connections how many may be open at once
    /// @param requestsPerSecond how many are answered; 0 for as many as can be
    record Diameter(
            String host,
            String realm,
            List<Neighbour> connect,
            PeerRules rules,
            @Nullable Tls tls,
            boolean sctp,
            int connections,
            int requestsPerSecond) {
        Diameter {
            connect = List.copyOf(connect);
        }
    }

    /// Files in PEM.
    ///
    /// @param certificate our certificate and those that lead to its authority
    /// @param key its private key, PKCS #8
    /// @param authority the authority of the peers' certificates; null for none
    /// @param clients whether peers that connect must show one
    record Tls(Path certificate, Path key, @Nullable Path authority, Certificates clients) {}

    /// The HTTP/2 interface.
    ///
    /// @param tls how it is protected; null for not at all
    /// @param apiRoot the path under which the API stands
    /// @param connections how many may be open at once
    /// @param requestsPerSecond how many are answered
    record N5g(@Nullable Tls tls, String apiRoot, int connections, int requestsPerSecond) {}

    /// The gateway to cards.
    ///
    /// @param number its own, to which cards report
    /// @param smsc the operator's SMSC, by SMPP 3.4
    /// @param systemId its name there
    /// @param password a file with its password there
    /// @param key the file of the master key; made when it is not there
    record Ota(String number, Where smsc, String systemId, Path password, Path key) {}

    /// What is kept of checks.
    ///
    /// @param kept whether anything is
    /// @param days for how long
    record Sightings(boolean kept, int days) {}

    Settings with(Listen addresses) {
        return new Settings(addresses, diameter, n5g, gsupConnections, ota, sightings, log);
    }

    Settings with(Diameter node) {
        return new Settings(listen, node, n5g, gsupConnections, ota, sightings, log);
    }
}
