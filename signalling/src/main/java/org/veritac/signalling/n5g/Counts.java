// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import java.util.SortedMap;

/// What the interface has done since its start.
///
/// @param connections how many are open now
/// @param refused how many connections were closed at once because too many were open
/// @param answers how many answers of each HTTP status were given
public record Counts(int connections, long refused, SortedMap<Integer, Long> answers) {}
