// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset;

import org.veritac.handset.command.Manners;
import org.veritac.handset.command.Token;
import org.veritac.handset.command.World;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/// The command line of a machine that is the handset. The one place here that makes a clock and
/// random numbers.
@Command(
        name = "./veritac",
        header = "This machine as a handset.",
        footer = {"", "Example:", "  ./veritac token status"})
public final class Main {
    private Main() {}

    /// Runs one command and ends with its exit code.
    public static void main(String[] arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var world = new World(Clock.systemUTC(), new SecureRandom(), java);
        System.exit(line(world).execute(arguments));
    }

    /// The command line.
    private static CommandLine line(World world) {
        return Manners.teach(
                new CommandLine(new Main()).addSubcommand(Token.line(world)),
                "Veritac handset",
                "0:done",
                "1:no: it ran, and the answer is no",
                "2:the command line is not understood",
                "3:something broke: a disk, a card, a chip");
    }
}
