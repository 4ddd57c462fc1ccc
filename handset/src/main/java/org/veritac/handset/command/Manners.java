// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.Map;

/// How a program that somebody runs by hand behaves: how its help is laid out, and what it says and
/// ends with when something breaks.
public final class Manners {
    private static final int FAILURE = 3;
    private static final int WIDTH = 90;

    private Manners() {}

    /// Teaches them to a command line and all its commands.
    ///
    /// @param program its name, as `--version` says it
    /// @param codes each exit code and its meaning, with a colon between them
    public static CommandLine teach(CommandLine line, String program, String... codes) {
        line.setUsageHelpWidth(WIDTH);
        line.setUsageHelpLongOptionsMaxWidth(WIDTH / 3);
        line.setExecutionExceptionHandler((broken, command, _) -> {
            command.getErr().println("veritac: " + broken.getMessage());
            if (broken instanceof RuntimeException) {
                broken.printStackTrace(command.getErr());
            }
            return FAILURE;
        });
        explain(line, program, UsageMessageSpec.keyValuesMap(codes));
        return line;
    }

    private static void explain(CommandLine line, String program, Map<String, String> codes) {
        var usage = line.getCommandSpec().usageMessage();
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.getCommandSpec().version(program + ", Java " + Runtime.version());
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%n");
        usage.optionListHeading("%n");
        usage.commandListHeading("%nCommands:%n");
        usage.exitCodeListHeading("%nExit codes:%n");
        usage.exitCodeList(codes);
        usage.sortOptions(false);
        usage.sortSynopsis(false);
        line.getSubcommands().values().forEach(each -> explain(each, program, codes));
    }
}
