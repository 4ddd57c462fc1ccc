// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// What a node has counted since its start.
///
/// @param accepted connections that peers opened
/// @param turnedAway connections closed because there were too many, or unknown to the rules
/// @param cutOff connections closed because the peer did not read, or did not say who it is
/// @param overloads requests answered 3004
/// @param failures requests answered 5012 because the application could not
/// @param bugs those of them where the application failed in a way it must not
public record Totals(
        long accepted, long turnedAway, long cutOff, long overloads, long failures, long bugs) {}
