// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab;

import org.veritac.handset.command.Manners;
import org.veritac.lab.bench.Bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Where `./veritac bench` and `./veritac lab` begin.
@Command(
        name = "./veritac",
        header = "Load generators, benchmarks and trials; never part of the server.",
        footer = {
            "",
            "Examples:",
            "  ./veritac bench s13",
            "  ./veritac lab truth",
            "  ./veritac --help          # the register's own commands"
        },
        subcommands = {Bench.class, Lab.class})
public final class Main {
    private Main() {}

    /// Runs one command and ends with its exit code.
    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    /// The command line.
    static CommandLine line() {
        return Manners.teach(
                new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true),
                "Veritac lab",
                "0:done",
                "1:no: it ran, and an answer was wrong",
                "2:the command line is not understood",
                "3:something broke: a disk, a network, a program that is missing");
    }
}
