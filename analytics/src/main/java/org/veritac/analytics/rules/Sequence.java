// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Whether numbers follow each other at one distance.
///
/// They are put in order first. DIRBS compares each with the one before in whatever order the rows
/// came (defect W6), which is reproduced nowhere.
final class Sequence {
    private static final int MSISDN_DIGITS_MAX = 18;

    private Sequence() {}

    /// True for at least two different numbers, each as far from the next. Numbers that the vault
    /// no longer knows do not count.
    static boolean holds(@Nullable String[] msisdns) {
        long[] numbers =
                Arrays.stream(msisdns)
                        .filter(digits -> digits != null && digits.length() <= MSISDN_DIGITS_MAX)
                        .mapToLong(Long::parseLong)
                        .sorted()
                        .distinct()
                        .toArray();
        if (numbers.length < 2) {
            return false;
        }
        long step = numbers[1] - numbers[0];
        for (int i = 2; i < numbers.length; i++) {
            if (numbers[i] - numbers[i - 1] != step) {
                return false;
            }
        }
        return true;
    }
}
