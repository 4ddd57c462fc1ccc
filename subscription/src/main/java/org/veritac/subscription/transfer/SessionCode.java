// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Six digits that token and handset show where both have a display, for the user to compare. The
/// handset commits to its nonce before it sees the token's, so that who sits between two channels
/// has one guess and cannot search for a match.
///
/// ```
/// commitment  first 16 bytes of SHA-256("VERITAC CODE V1" | 00 | handset's nonce(16))
/// code        first 4 bytes of SHA-256("VERITAC CODE V1" | 01 | binder(16) | handset's nonce | token's nonce)
///             as a number, modulo 1,000,000
/// ```
public final class SessionCode {
    static final int COMMITMENT_BYTES = 16;
    private static final int MODULUS = 1_000_000;
    private static final byte[] LABEL = "VERITAC CODE V1".getBytes(StandardCharsets.US_ASCII);

    private SessionCode() {}

    static Octets commit(Octets nonce) {
        return hash(0, nonce).part(0, COMMITMENT_BYTES);
    }

    /// The six digits.
    static String of(Channel channel, Octets handsetNonce, Octets tokenNonce) {
        var hash = hash(1, Octets.join(channel.binder(), handsetNonce, tokenNonce));
        long number = Integer.toUnsignedLong(ByteBuffer.wrap(hash.bytes()).getInt());
        return "%06d".formatted(number % MODULUS);
    }

    private static Octets hash(int use, Octets rest) {
        var label = Octets.of(LABEL);
        var input = Octets.join(label, Octets.of(new byte[] {(byte) use}), rest);
        return Octets.taking(Digest.sha256(input.bytes()));
    }
}
