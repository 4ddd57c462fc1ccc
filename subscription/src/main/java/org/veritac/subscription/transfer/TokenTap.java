// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;

/// What a token remembers as long as one channel lives.
///
/// @param peer who the handset says it is; nothing before it said so
/// @param greeted whether that is proven and how things stand was asked
/// @param pinShown whether the PIN was presented
/// @param compared whether the user said on the token that the codes are the same
/// @param buffered how many parts were copied
/// @param time as the handset said
record TokenTap(
        Channel channel,
        @Nullable Binding peer,
        Octets commitment,
        Octets nonce,
        boolean greeted,
        boolean pinShown,
        boolean compared,
        int buffered,
        long time,
        String code) {
    static TokenTap of(Channel channel) {
        return new TokenTap(channel, null, Octets.NONE, Octets.NONE, false, false, false, 0, 0, "");
    }

    TokenTap identified(Binding binding, Octets itsCommitment, Octets ownNonce) {
        return new TokenTap(
                channel, binding, itsCommitment, ownNonce, false, false, false, 0, 0, "");
    }

    TokenTap greeted(long itsTime, String sessionCode) {
        return new TokenTap(
                channel,
                peer,
                commitment,
                nonce,
                true,
                pinShown,
                compared,
                buffered,
                itsTime,
                sessionCode);
    }

    TokenTap shown(boolean good) {
        return new TokenTap(
                channel, peer, commitment, nonce, greeted, good, compared, buffered, time, code);
    }

    TokenTap confirmed() {
        return new TokenTap(
                channel, peer, commitment, nonce, greeted, pinShown, true, buffered, time, code);
    }

    TokenTap buffered(int parts) {
        return new TokenTap(
                channel, peer, commitment, nonce, greeted, pinShown, compared, parts, time, code);
    }

    boolean isPeer(HandsetId handset) {
        return peer != null && peer.id() == handset.value();
    }
}
