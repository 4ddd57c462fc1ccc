// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// What a node says of itself when it meets a peer (RFC 6733, clause 5.3).
///
/// @param host its Diameter identity, a fully qualified domain name
/// @param realm its realm
/// @param product its Product-Name
/// @param vendor the enterprise number of its maker, 0 for none
public record Identity(String host, String realm, String product, int vendor) {
    public Identity {
        if (!isName(host) || !isName(realm)) {
            throw new IllegalArgumentException("host and realm are domain names");
        }
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
