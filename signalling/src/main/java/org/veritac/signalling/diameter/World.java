// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What a node does not make up itself.
///
/// @param nanoTime a clock that never goes back, in nanoseconds
/// @param clock the time of day, for Origin-State-Id
/// @param random for identifiers and for the jitter of timers; used by several threads
public record World(LongSupplier nanoTime, Clock clock, RandomGenerator random) {}
