// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Carries a policy to a token.
@Command(
        name = "policy",
        header = "Give a token another policy of its operator.",
        description = "A free token takes one with a higher number than it has.",
        footer = {"", "Example:", "  ./veritac token policy 35963 --order policy.order"})
final class BringPolicy implements Callable<Integer> {
    private final World world;
    @Mixin private final Handset handset = new Handset();
    @Mixin private final AtToken token = new AtToken();

    @Option(
            names = "--order",
            paramLabel = "FILE",
            required = true,
            description = "The policy, signed.")
    private Path policy = Path.of("");

    BringPolicy(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        return new Errand(handset, token, "the token has the policy").deliver(world, policy);
    }
}
