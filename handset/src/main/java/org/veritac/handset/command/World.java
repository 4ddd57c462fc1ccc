// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/// What a process has that its commands need.
///
/// @param java the program of its own JDK
public record World(Clock clock, SecureRandom random, Path java) {}
