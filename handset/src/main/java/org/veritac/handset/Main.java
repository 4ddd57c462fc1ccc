// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset;

import org.veritac.handset.command.Token;
import org.veritac.handset.command.World;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/// The command line of a machine that is the handset. The one place here that makes a clock and
/// random numbers.
@Command(
        name = "./veritac",
        header = "This machine as a handset.",
        footer = {"", "Example:", "  ./veritac token status"})
public final class Main {
    private static final Map<String, String> CODES =
            UsageMessageSpec.keyValuesMap(
                    "0:done",
                    "1:no: it ran, and the answer is no",
                    "2:the command line is not understood",
                    "3:something broke: a disk, a card, a chip");
    private static final int FAILURE = 3;
    private static final int WIDTH = 90;

    private Main() {}

    /// Runs one command and ends with its exit code.
    public static void main(String[] arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var world = new World(Clock.systemUTC(), new SecureRandom(), java);
        System.exit(line(world).execute(arguments));
    }

    /// The command line.
    static CommandLine line(World world) {
        var line = new CommandLine(new Main()).addSubcommand(Token.line(world));
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
        line.getCommandSpec().version("Veritac handset, Java " + Runtime.version());
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
