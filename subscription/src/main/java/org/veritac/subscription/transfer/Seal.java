// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Identifier;

import java.security.PrivateKey;
import java.security.SecureRandom;

/// An authority with its private key, as an operator's tools have it: signs bindings, policies and
/// orders.
///
/// @param random of the signatures
public record Seal(Identifier authority, PrivateKey key, SecureRandom random) {
    @Override
    public String toString() {
        return "seal of " + authority;
    }
}
