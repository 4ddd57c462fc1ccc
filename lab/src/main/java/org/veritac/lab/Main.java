// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab;

import org.veritac.lab.bench.Bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.Map;

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
    private static final Map<String, String> CODES =
            UsageMessageSpec.keyValuesMap(
                    "0:done",
                    "1:no: it ran, and an answer was wrong",
                    "2:the command line is not understood",
                    "3:something broke: a disk, a network, a program that is missing");
    private static final int FAILURE = 3;
    private static final int WIDTH = 90;

    private Main() {}

    /// Runs one command and ends with its exit code.
    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    /// The command line.
    static CommandLine line() {
        var line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(WIDTH);
        line.setUsageHelpLongOptionsMaxWidth(WIDTH / 3);
        line.setExecutionExceptionHandler((broken, command, _) -> {
            command.getErr().println("veritac: " + broken.getMessage());
            if (broken instanceof RuntimeException) {
                broken.printStackTrace(command.getErr());
            }
            return FAILURE;
        });
        explain(line);
        return line;
    }

    private static void explain(CommandLine line) {
        var usage = line.getCommandSpec().usageMessage();
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.getCommandSpec().version("Veritac lab, Java " + Runtime.version());
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%n");
        usage.optionListHeading("%n");
        usage.commandListHeading("%nCommands:%n");
        usage.exitCodeListHeading("%nExit codes:%n");
        usage.exitCodeList(CODES);
        usage.sortOptions(false);
        usage.sortSynopsis(false);
        line.getSubcommands().values().forEach(Main::explain);
    }
}
