// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// A token between two messages: what it keeps, and what it remembers of the channel that is open.
public final class TokenState {
    private final TokenRecord record;
    private final @Nullable TokenTap tap;

    TokenState(TokenRecord record, @Nullable TokenTap tap) {
        this.record = record;
        this.tap = tap;
    }

    /// A token that has just got power.
    public static TokenState of(TokenRecord record) {
        return new TokenState(record, null);
    }

    public TokenRecord record() {
        return record;
    }

    /// With a channel that was just opened; what was remembered of another is gone.
    public TokenState opened(Channel channel) {
        return new TokenState(record, TokenTap.of(channel));
    }

    /// Without a channel.
    public TokenState cut() {
        return of(record);
    }

    /// The user of a token with display and button says that the codes are the same.
    public TokenState compared() {
        return tap == null ? this : new TokenState(record, tap.confirmed());
    }

    /// The code that a token with a display shows, six digits; empty before the handset's STATUS.
    public String code() {
        return tap == null ? "" : tap.code();
    }

    @Nullable TokenTap tap() {
        return tap;
    }

    TokenState with(TokenTap next) {
        return new TokenState(record, next);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenState that
                && record.equals(that.record)
                && Objects.equals(tap, that.tap);
    }

    @Override
    public int hashCode() {
        return Objects.hash(record, tap);
    }

    @Override
    public String toString() {
        return record.phase() + " " + record.tid();
    }
}
