// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Anchor;

import java.security.PrivateKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What a token is given at its making.
///
/// @param binding signed, shown inside channels
/// @param handsets who signs bindings of handsets
/// @param operators who signs orders and policies
/// @param imeis handsets that are served; all with a binding when there are none
/// @param agreement the private key of its certificate, for key sets that are sent to it
/// @param signer of its binding's key
/// @param personalBytesMax room for personal data
/// @param receipts its log
public record TokenSetup(
        TokenId id,
        Octets binding,
        Collection<Anchor> handsets,
        Collection<Anchor> operators,
        List<ImeiSpan> imeis,
        PrivateKey agreement,
        Signer signer,
        int personalBytesMax,
        Receipts receipts) {
    public TokenSetup {
        handsets = List.copyOf(handsets);
        operators = List.copyOf(operators);
        imeis = List.copyOf(imeis);
    }

    /// The receipts that a device has kept.
    @FunctionalInterface
    public interface Receipts {
        /// The receipt with a number, the newest for 0; empty when there is none.
        Optional<Receipt> find(int number);
    }

    boolean serves(Binding handset) {
        return imeis.isEmpty()
                || handset.imeis().stream()
                        .anyMatch(imei -> imeis.stream().anyMatch(span -> span.contains(imei)));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
