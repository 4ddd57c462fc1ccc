// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.Set;

/// What a token keeps of the transfer that its newest tid numbers.
///
/// @param key stays after the end, so that the handset hears an authentic end of it
/// @param kc opens the keys; nothing after the end
/// @param nonce of the token, told in the offer
/// @param digest of the package's manifest
/// @param prestored parts that the handset has already
public record Pairing(
        HandsetId handset,
        PairKey key,
        Octets kc,
        Octets nonce,
        Octets digest,
        Set<Part> prestored) {
    public Pairing {
        prestored = Set.copyOf(prestored);
    }

    Pairing over() {
        return new Pairing(handset, key, Octets.NONE, Octets.NONE, digest, Set.of());
    }
}
