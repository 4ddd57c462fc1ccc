// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.Secret;
import org.veritac.card.channel.Aes;
import org.veritac.card.channel.Digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The secret S(tid) that a token and a handset share for one transfer and its return. It
/// authenticates and enciphers nothing: who learns it later opens no recorded transfer.
///
/// ```
/// S    first 16 bytes of SHA-256("VERITAC PAIR V1" | token's nonce(16) | handset's nonce(16)
///                                | tid(4) | token id(8) | handset id(8))
/// MAC  CMAC(S, binder of the channel(16) | INS(1) | 00 request, 01 answer (1) | the data objects before 8E)
/// ```
public final class PairKey {
    static final int BYTES = 16;
    static final int MAC_BYTES = 16;
    static final int NONCE_BYTES = 16;
    private static final byte[] LABEL = "VERITAC PAIR V1".getBytes(StandardCharsets.US_ASCII);

    private final Octets key;

    private PairKey(Octets key) {
        this.key = key;
    }

    /// The key that protected memory gives back.
    ///
    /// @throws IllegalArgumentException when it has not 16 bytes
    public static PairKey of(Octets key) {
        if (key.length() != BYTES) {
            throw new IllegalArgumentException("a pair key has 16 bytes");
        }
        return new PairKey(key);
    }

    /// Who shares a key, and what each of them adds that nobody could foresee.
    record Makings(Octets tokenNonce, Octets handsetNonce, TokenId token, HandsetId handset) {}

    static PairKey derive(Makings makings, int tid) {
        var input =
                Octets.join(
                        Octets.of(LABEL),
                        makings.tokenNonce(),
                        makings.handsetNonce(),
                        Octets.taking(ByteBuffer.allocate(Integer.BYTES).putInt(tid).array()),
                        makings.token().octets(),
                        makings.handset().octets());
        return new PairKey(Octets.taking(Digest.sha256(input.bytes())).part(0, BYTES));
    }

    /// The bytes, for protected memory and nothing else.
    public Octets octets() {
        return key;
    }

    Octets mac(Octets message) {
        try (var secret = Secret.taking(key.bytes())) {
            return Octets.taking(Aes.cmac(secret, message.bytes()));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairKey that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "pair key";
    }
}
