// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.LocalDate;

/// How rules are to be read.
final class DayOption {
    @Option(
            names = "--conditions",
            required = true,
            paramLabel = "FILE",
            description = "Conditions, operators and limits, with DIRBS's keys.")
    Path conditions = Path.of("");

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day it is drawn for (default: the last with data).")
    @Nullable LocalDate asOf;

    @Option(
            names = "--strict-dirbs",
            description = "Read rules as DIRBS does where Veritac differs.")
    boolean strict;
}
