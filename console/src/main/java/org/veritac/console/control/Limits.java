// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

import java.time.Duration;

/// What callers may use up.
///
/// @param clients how many commands may run at once; one more is told to come later
/// @param ask after what time a caller must have said what to run
/// @param stall how long a caller may leave its output unread before it is cut off; a person may
///   page through a list for a while
/// @param drain how long the end waits for commands
public record Limits(int clients, Duration ask, Duration stall, Duration drain) {
    public static final Limits DEFAULT =
            new Limits(32, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(10));
}
