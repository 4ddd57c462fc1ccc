// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands until somebody lets an hour pass. A card answers so many authentications in
/// an hour, fewer where they fail, and each restart counts as one that did.
public final class Hours extends Clock {
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");

    /// An hour passes.
    public void pass() {
        now = now.plus(Duration.ofHours(1));
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
