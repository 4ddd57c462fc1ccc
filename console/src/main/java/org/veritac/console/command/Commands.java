// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.store.World;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// All commands that any process can run, with what they have in common.
@Command(
        name = "./veritac",
        header = "Veritac: the equipment identity register that answers.",
        description = {
            "serve answers networks on S13, N5g-eir and GSUP. The other commands change and show"
                    + " the register, through a running serve or without one."
        },
        footer = {
            "",
            "A first minute:",
            "  ./veritac serve &",
            "  ./veritac add black 352099001761481 --reason stolen",
            "  ./veritac check 352099001761481",
            "",
            "./veritac COMMAND --help says more. ./veritac bench measures, ./veritac lab tries it."
        })
public final class Commands {
    /// What messages start with.
    public static final String NAME = "veritac";

    private static final Map<String, String> CODES =
            UsageMessageSpec.keyValuesMap(
                    "0:done",
                    "1:no: refused or not found, and nothing has changed",
                    "2:the command line is not understood",
                    "3:something broke: a disk, a file, a network");
    private static final int WIDTH = 90;

    private Commands() {}

    /// What commands need of the process they are in.
    ///
    /// @param standardFile the commented standard configuration
    /// @param world what a register is opened with
    public record Means(Supplier<String> standardFile, Supplier<World> world) {}

    /// Whether a directory holds a register.
    public static boolean isRegister(Path directory) {
        return Files.exists(directory.resolve("veritac.db"));
    }

    /// The command line.
    ///
    /// @param first commands that only this process has, such as serve
    public static CommandLine line(Means means, Object... first) {
        var line = new CommandLine(new Commands());
        for (Object command : first) {
            line.addSubcommand(command);
        }
        line.addSubcommand(new Import())
                .addSubcommand(new Add())
                .addSubcommand(new Remove())
                .addSubcommand(new Check())
                .addSubcommand(new History())
                .addSubcommand(new Listing())
                .addSubcommand(new Proofs())
                .addSubcommand(new Export())
                .addSubcommand(new Undo())
                .addSubcommand(new Proposals())
                .addSubcommand(new Approve())
                .addSubcommand(new Reject())
                .addSubcommand(new Link())
                .addSubcommand(new Unlink())
                .addSubcommand(new Backup())
                .addSubcommand(new Restore(means.world()))
                .addSubcommand(new Status())
                .addSubcommand(
                        new CommandLine(new Journal())
                                .addSubcommand(new JournalVerify())
                                .addSubcommand(new JournalHead()))
                .addSubcommand(
                        new CommandLine(new Ota())
                                .addSubcommand(new OtaCards())
                                .addSubcommand(new OtaTell()))
                .addSubcommand(
                        new CommandLine(new Analytics())
                                .addSubcommand(new AnalyticsImport())
                                .addSubcommand(new AnalyticsClassify())
                                .addSubcommand(new AnalyticsLists())
                                .addSubcommand(new AnalyticsPublish())
                                .addSubcommand(new AnalyticsReport())
                                .addSubcommand(new AnalyticsGenerate())
                                .addSubcommand(new AnalyticsRuns())
                                .addSubcommand(new AnalyticsPrune()))
                .addSubcommand(
                        new CommandLine(new Config())
                                .addSubcommand(new ConfigReload())
                                .addSubcommand(new ConfigDefault(means.standardFile())));
        line.setUsageHelpWidth(WIDTH);
        line.setUsageHelpLongOptionsMaxWidth(WIDTH / 3);
        Words.teach(line);
        explain(line);
        return line;
    }

    private static void explain(CommandLine line) {
        var usage = line.getCommandSpec().usageMessage();
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%n");
        usage.optionListHeading(usage.parameterListHeading());
        usage.commandListHeading("%nCommands:%n");
        usage.exitCodeListHeading("%nExit codes:%n");
        if (usage.exitCodeList().isEmpty()) {
            usage.exitCodeList(CODES);
        }
        usage.sortOptions(false);
        usage.sortSynopsis(false);
        line.getSubcommands().values().forEach(Commands::explain);
    }

    /// The version of the build.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {
                "Veritac " + Objects.requireNonNullElse(version, "unpackaged"),
                "Java " + Runtime.version()
            };
        }
    }
}
