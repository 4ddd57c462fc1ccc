// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.veritac.signalling.diameter.Remote.Bearer;

import java.util.Optional;

/// A Diameter node to connect to, as `--connect` and the configuration write it.
///
/// @param where its host and port
/// @param bearer what carries the messages
record Neighbour(Where where, Bearer bearer) {
    private static final String SCTP = "sctp:";

    /// Reads `HOST:PORT` for TCP, or `sctp:HOST:PORT`.
    static Optional<Neighbour> ifValid(String text) {
        boolean sctp = text.startsWith(SCTP) && text.indexOf(':', SCTP.length()) > 0;
        Bearer bearer = sctp ? Bearer.SCTP : Bearer.TCP;
        return Where.ifValid(sctp ? text.substring(SCTP.length()) : text)
                .map(where -> new Neighbour(where, bearer));
    }
}
