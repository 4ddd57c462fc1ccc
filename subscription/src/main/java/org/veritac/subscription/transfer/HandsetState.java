// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// A handset between two events: what it keeps, and what it remembers of the channel that is open.
public final class HandsetState {
    private final HandsetRecord record;
    private final @Nullable Errand errand;

    HandsetState(HandsetRecord record, @Nullable Errand errand) {
        this.record = record;
        this.errand = errand;
    }

    /// A handset without a channel.
    public static HandsetState of(HandsetRecord record) {
        return new HandsetState(record, null);
    }

    public HandsetRecord record() {
        return record;
    }

    /// Whether the network may be answered: the subscription is active, and is not being given back
    /// at this moment. Asked before every authentication.
    public boolean mayAuthenticate() {
        return record.phase() == HandsetPhase.ACTIVE
                && (errand == null || !errand.stage().isFrozen());
    }

    @Nullable Errand errand() {
        return errand;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HandsetState that
                && record.equals(that.record)
                && Objects.equals(errand, that.errand);
    }

    @Override
    public int hashCode() {
        return Objects.hash(record, errand);
    }

    @Override
    public String toString() {
        return record.phase() + (errand == null ? "" : " " + errand.stage());
    }
}
