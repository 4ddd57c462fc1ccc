// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands until somebody lets an hour pass. So many failed authentications are allowed
/// in an hour, and each restart costs one.
final class Hours extends Clock {
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");

    void pass() {
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
