// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;

/// What a token keeps over a loss of power. Written as one.
///
/// @param generation of the key set, 1 to 65,535
/// @param tid the newest that was drawn, 0 before the first; never goes back
/// @param pairing of that tid; nothing before the first
/// @param upload of it; nothing when there is none
public record TokenRecord(
        int generation,
        TokenPhase phase,
        int tid,
        @Nullable Pairing pairing,
        @Nullable Upload upload,
        Pin pin,
        SignedPolicy policy,
        Contents contents) {
    /// A token that has never loaded a handset.
    ///
    /// @throws IllegalArgumentException when the key set is larger than [Envelope#CLEAR_BYTES_MAX]
    public static TokenRecord issued(Pin pin, SignedPolicy policy, Contents contents) {
        if (contents.find(Part.KEYS).orElse(Octets.NONE).length() > Envelope.CLEAR_BYTES_MAX) {
            throw new IllegalArgumentException("the key set is too large");
        }
        return new TokenRecord(1, TokenPhase.FREE, 0, null, null, pin, policy, contents);
    }

    /// Whether the token itself may answer the network.
    public boolean mayAuthenticate() {
        return phase != TokenPhase.HANDED;
    }

    /// After the token itself answered the network. That ends a preparation: the package carries
    /// sequence numbers from before, with which a handset would accept the same challenge again.
    ///
    /// @param sequence the new [Part#SEQUENCE]
    /// @throws IllegalStateException when the token may not
    public TokenRecord used(Octets sequence) {
        if (!mayAuthenticate()) {
            throw new IllegalStateException("a token that has handed over answers no network");
        }
        var next = contents.with(Part.SEQUENCE, sequence);
        return phase == TokenPhase.PREPARED ? free(next) : withContents(next);
    }

    private TokenRecord withContents(Contents next) {
        return new TokenRecord(generation, phase, tid, pairing, upload, pin, policy, next);
    }

    TokenRecord with(TokenPhase next, @Nullable Pairing nextPairing) {
        return new TokenRecord(generation, next, tid, nextPairing, upload, pin, policy, contents);
    }

    TokenRecord drawn(Pairing nextPairing) {
        return new TokenRecord(
                generation, TokenPhase.PREPARED, tid + 1, nextPairing, null, pin, policy, contents);
    }

    TokenRecord with(@Nullable Upload nextUpload) {
        return new TokenRecord(generation, phase, tid, pairing, nextUpload, pin, policy, contents);
    }

    TokenRecord with(Pin nextPin) {
        return new TokenRecord(generation, phase, tid, pairing, upload, nextPin, policy, contents);
    }

    TokenRecord with(SignedPolicy nextPolicy) {
        return new TokenRecord(generation, phase, tid, pairing, upload, pin, nextPolicy, contents);
    }

    /// Free again, with what came back.
    TokenRecord free(Contents nextContents) {
        var last = pairing == null ? null : pairing.over();
        return new TokenRecord(
                generation, TokenPhase.FREE, tid, last, null, pin, policy, nextContents);
    }

    /// Free again under the next generation.
    TokenRecord reclaimed(Contents nextContents) {
        var last = pairing == null ? null : pairing.over();
        return new TokenRecord(
                generation + 1, TokenPhase.FREE, tid, last, null, pin, policy, nextContents);
    }
}
