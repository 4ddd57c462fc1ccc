// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The personal token, and this machine as the handset.
@Command(
        name = "token",
        header = "Move a subscription from its token into this machine and back.",
        description = {
            "This machine is the handset. A personal token loads it with a subscription: keys,"
                + " files, applications, personal data. From then on only this handset answers the"
                + " network, and the token is locked until the subscription is back. Whatever is"
                + " cut on the way, never do both answer; the same command again goes on."
        },
        footer = {
            "",
            "Example, with a token of the lab in another window (./veritac lab token 35963"
                    + " --data lab-token):",
            "  ./veritac token load 35963 --kit lab-token/handset-1.kit --pin 1234",
            "  ./veritac token status",
            "  ./veritac token return 35963"
        })
public final class Token {
    private Token() {}

    /// The command with its own commands.
    public static CommandLine line(World world) {
        return new CommandLine(new Token())
                .addSubcommand(new Load(world))
                .addSubcommand(new Return(world))
                .addSubcommand(new Status(world))
                .addSubcommand(new Receipts(world))
                .addSubcommand(new SetPin(world))
                .addSubcommand(new Activate(world))
                .addSubcommand(new Reclaim(world))
                .addSubcommand(new Release(world))
                .addSubcommand(new StartOver(world))
                .addSubcommand(new BringPolicy(world))
                .addSubcommand(new MakeProfile(world));
    }
}
