// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

/// What an [Smsc] does and has done since its start.
///
/// @param sessions how many are bound now
/// @param turnedAway how many connections were closed at once because too many were open
/// @param bindsRefused how many binds had a wrong name or password
/// @param stored how many messages it keeps now
/// @param refused how many messages it did not take on
/// @param delivered how many messages and receipts arrived
/// @param given how many were given up
public record SmscCounts(
        int sessions,
        long turnedAway,
        long bindsRefused,
        int stored,
        long refused,
        long delivered,
        long given) {}
