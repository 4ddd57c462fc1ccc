// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

/// What the interface has done since its start.
///
/// @param connections how many are open now
/// @param turnedAway how many were closed at once because too many were open
/// @param acknowledged how many checks ended with "may be used"
/// @param refused how many ended with "may not be used"
/// @param errors how many requests were answered with an error
public record Counts(
        int connections, long turnedAway, long acknowledged, long refused, long errors) {}
