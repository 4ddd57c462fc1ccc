// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab;

import org.veritac.lab.bench.Bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Where `./veritac bench` and `./veritac lab` begin.
@Command(
        name = "veritac",
        description = "Load generators and benchmarks; never part of the server.",
        subcommands = {Bench.class, Lab.class})
public final class Main {
    private Main() {}

    /// Runs one command and ends with its exit code.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
