// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.concurrent.Callable;

/// Empties a protected memory whose disk is lost.
@Command(
        name = "start-over",
        header = "Give up a protected memory whose disk is not its own any more.",
        description = {
            "For a handset that every command refuses, since its disk was restored from an older"
                    + " image, or came from elsewhere. Keys that the memory held are destroyed for"
                    + " ever; personal data stay. A subscription that was here comes back to its"
                    + " token by an order of the operator (reclaim)."
        },
        footer = {
            "",
            "Example:",
            "  ./veritac token start-over --memory tpm:127.0.0.1:2321 --lose-subscription"
        })
final class StartOver implements Callable<Integer> {
    private final World world;
    @Mixin private final Handset handset = new Handset();

    @Option(
            names = "--lose-subscription",
            required = true,
            description = "Say that you know: what was loaded here is lost.")
    private boolean knows;

    StartOver(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        return knows ? handset.startOver(world) : handset.no("nothing is given up");
    }
}
