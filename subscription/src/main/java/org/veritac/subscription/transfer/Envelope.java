// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.Secret;
import org.veritac.card.channel.Aes;

import java.util.Optional;

/// The keys of a subscription on their way: enciphered under Kc, 16 random bytes for one transfer,
/// which the token tells in its commit and at no other time. AES-128 in CBC mode from a vector of
/// zeros, which is sound since no Kc is used twice; padded with 80 and zeros. That nobody changed
/// them says the manifest.
public final class Envelope {
    /// The length of Kc.
    public static final int KEY_BYTES = 16;

    /// The most bytes of a key set, so that enciphered it is a [Part#KEYS].
    public static final int CLEAR_BYTES_MAX = 767;

    private Envelope() {}

    static Octets close(Octets kc, Octets keys) {
        try (var secret = Secret.taking(kc.bytes())) {
            byte[] padded = Aes.pad(keys.bytes());
            return Octets.taking(Aes.encipher(secret, new byte[Aes.BLOCK_BYTES], padded));
        }
    }

    /// The keys in clear; empty when these are not keys that were enciphered under this Kc.
    public static Optional<Octets> open(Octets kc, Octets enciphered) {
        if (kc.length() != KEY_BYTES
                || enciphered.isEmpty()
                || enciphered.length() % Aes.BLOCK_BYTES != 0) {
            return Optional.empty();
        }
        try (var secret = Secret.taking(kc.bytes())) {
            var vector = new byte[Aes.BLOCK_BYTES];
            var padded = Octets.taking(Aes.decipher(secret, vector, enciphered.bytes()));
            int length = Aes.unpaddedLength(padded.bytes());
            return length < 0 ? Optional.empty() : Optional.of(padded.part(0, length));
        }
    }
}
