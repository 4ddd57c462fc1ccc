// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;

/// What the register takes from outside.
///
/// @param clock what time it is
/// @param random for salts
/// @param background where long work may run that nobody waits for
public record World(Clock clock, SecureRandom random, Executor background) {}
