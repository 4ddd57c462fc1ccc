// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;

/// What a handset remembers as long as one channel lives.
///
/// @param stage what it waits for
/// @param fresh first half: nonce of the codes; second half: nonce of the pair key
/// @param token whose it is; nothing before it said so
/// @param policy of the token; nothing before it was shown
/// @param arrival the package on its way; nothing when there is none
/// @param departure the backup on its way; nothing when there is none
record Errand(
        Channel channel,
        Stage stage,
        Wish wish,
        Fresh fresh,
        long time,
        @Nullable Binding token,
        Octets tokenNonce,
        @Nullable Policy policy,
        @Nullable Arrival arrival,
        @Nullable Departure departure) {
    /// What a handset waits for.
    enum Stage {
        IDENTIFYING,
        GREETING,
        COMPARING,
        PIN,
        OFFER,
        READING,
        COMMITTING,
        CONFIRMING,
        BACKING_UP,
        ROOM,
        CHOOSING,
        WRITING,
        CLOSING,
        RELEASING;

        /// Whether the network is left alone, so that what is given back is the last that was used.
        boolean isFrozen() {
            return this.compareTo(BACKING_UP) >= 0;
        }
    }

    static Errand of(Event.Tapped tapped) {
        return new Errand(
                tapped.channel(),
                Stage.IDENTIFYING,
                tapped.wish(),
                tapped.fresh(),
                tapped.time(),
                null,
                Octets.NONE,
                null,
                null,
                null);
    }

    Errand at(Stage next) {
        return new Errand(
                channel, next, wish, fresh, time, token, tokenNonce, policy, arrival, departure);
    }

    Errand with(Binding itsToken, Octets nonce) {
        return new Errand(
                channel,
                Stage.GREETING,
                wish,
                fresh,
                time,
                itsToken,
                nonce,
                policy,
                arrival,
                departure);
    }

    Errand with(Policy itsPolicy) {
        return new Errand(
                channel,
                stage,
                wish,
                fresh,
                time,
                token,
                tokenNonce,
                itsPolicy,
                arrival,
                departure);
    }

    Errand with(Arrival next, Stage nextStage) {
        return new Errand(
                channel, nextStage, wish, fresh, time, token, tokenNonce, policy, next, departure);
    }

    Errand with(Departure next, Stage nextStage) {
        return new Errand(
                channel, nextStage, wish, fresh, time, token, tokenNonce, policy, arrival, next);
    }

    TokenId tokenId() {
        return new TokenId(token == null ? 0 : token.id());
    }
}
