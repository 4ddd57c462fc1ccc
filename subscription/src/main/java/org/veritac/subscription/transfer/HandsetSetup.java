// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Anchor;
import org.veritac.identity.ImsiRange;

import java.util.Collection;
import java.util.List;

/// What a handset is given at its making.
///
/// @param binding signed, shown inside channels
/// @param tokens who signs bindings of tokens
/// @param operators who signs orders and policies
/// @param imsis subscriptions that are taken; all with a binding when there are none
/// @param signer of its binding's key
public record HandsetSetup(
        HandsetId id,
        Octets binding,
        Collection<Anchor> tokens,
        Collection<Anchor> operators,
        List<ImsiRange> imsis,
        Signer signer) {
    public HandsetSetup {
        tokens = List.copyOf(tokens);
        operators = List.copyOf(operators);
        imsis = List.copyOf(imsis);
    }

    boolean takes(Binding token) {
        return imsis.isEmpty()
                || token.imsi()
                        .filter(imsi -> imsis.stream().anyMatch(range -> range.contains(imsi)))
                        .isPresent();
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
