// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

import java.time.LocalDate;

/// What is made up.
///
/// @param seed the same seed makes the same nation
/// @param subscribers about how many SIMs there are
/// @param first the first day
/// @param days how many days operators report
/// @param events whether single events are written too
public record Nation(long seed, int subscribers, LocalDate first, int days, boolean events) {
    public static final int SUBSCRIBERS_MAX = 200_000_000;
    public static final int DAYS_MAX = 366;

    public Nation {
        if (subscribers < 1 || subscribers > SUBSCRIBERS_MAX) {
            throw new IllegalArgumentException("1 to %,d subscribers".formatted(SUBSCRIBERS_MAX));
        }
        if (days < 1 || days > DAYS_MAX) {
            throw new IllegalArgumentException("1 to %d days".formatted(DAYS_MAX));
        }
    }
}
