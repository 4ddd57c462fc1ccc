// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Hours, minutes and seconds in swapped digits (TS 102 223, clause 8.38).
final class TimerValue {
    static final int BYTES = 3;
    static final Duration MAX = Duration.ofHours(24);
    private static final int BASE = 10;
    private static final int SIXTY = 60;

    private TimerValue() {}

    static int[] write(Duration value) {
        return new int[] {
            swapped(value.toHoursPart() + 24 * value.toDaysPart()),
            swapped(value.toMinutesPart()),
            swapped(value.toSecondsPart())
        };
    }

    private static int swapped(long twoDigits) {
        return (int) (twoDigits % BASE << 4 | twoDigits / BASE);
    }

    /// Null when these are no digits, or no time.
    static @Nullable Duration read(Bytes value) {
        int seconds = 0;
        for (int i = 0; i < BYTES; i++) {
            int tens = value.at(i) & 0xF;
            int ones = value.at(i) >> 4;
            int part = BASE * tens + ones;
            if (tens >= BASE || ones >= BASE || (i > 0 && part >= SIXTY)) {
                return null;
            }
            seconds = SIXTY * seconds + part;
        }
        Duration time = Duration.ofSeconds(seconds);
        return time.compareTo(MAX) > 0 ? null : time;
    }
}
