// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// What a token answers a handset, inside a channel.
public sealed interface Answer {
    /// Who the token is.
    ///
    /// @param nonce for the [SessionCode]
    record Identified(Octets binding, Octets nonce) implements Answer {}

    /// How things stand.
    ///
    /// @param tid that was asked about, 0 for none
    /// @param generation of the token's key set
    /// @param pinTries how many are left; 0 when blocked or never set
    /// @param proof signature over the binder, with the operator's key only, else nothing
    /// @param mac nothing when the token has no key of this pair any more
    record Standing(
            Stand stand,
            int tid,
            int generation,
            int pinTries,
            SignedPolicy policy,
            Octets proof,
            Octets mac)
            implements Answer {}

    /// Done, and nothing to say.
    record Fine() implements Answer {}

    /// Not ready yet: ask again.
    record Wait() implements Answer {}

    /// What the token hands over.
    ///
    /// @param nonce for the pair key
    /// @param packetBytes the most that one read brings; 0 for a part whole
    record Offer(
            int tid, int generation, Octets nonce, Manifest manifest, int packetBytes, Octets mac)
            implements Answer {}

    /// Some bytes of a part.
    ///
    /// @param mac over part, offset and bytes where the policy asks for it, else nothing
    record Packet(Octets bytes, Octets mac) implements Answer {}

    /// The token has handed over: it is active no more.
    ///
    /// @param kc opens [Part#KEYS]
    record Commit(int tid, Octets digest, Octets kc, Octets mac) implements Answer {}

    /// Whether a backup fits.
    ///
    /// @param fits when not, nothing was begun, and only [Part#PERSONAL] can be the reason
    /// @param free bytes that there are for [Part#PERSONAL]
    record Room(int tid, int attempt, boolean fits, int free, Octets mac) implements Answer {}

    /// The backup is whole and stored.
    record Backup(int tid, int attempt, Octets digest, Octets mac) implements Answer {}

    /// The transfer is over, the token is free.
    record Ack(int tid, Octets mac) implements Answer {}

    /// A receipt of the token.
    record Proven(Octets receipt) implements Answer {}

    /// No, and nothing has changed; but of a PIN's tries, one less.
    ///
    /// @param tries left of PIN or unblocking key, for [Refusal#WRONG_PIN]; else 0
    record Refused(Refusal refusal, int tries) implements Answer {
        static Refused of(Refusal refusal) {
            return new Refused(refusal, 0);
        }
    }
}
