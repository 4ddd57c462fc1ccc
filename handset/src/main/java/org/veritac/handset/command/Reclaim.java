// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Carries an order to a token.
@Command(
        name = "reclaim",
        header = "Give a token its operator's order to be free again: its handset is lost.",
        description = {
            "The order brings new keys; the operator has retired the old ones in its network. Any"
                    + " handset that the token knows the maker of may carry it."
        },
        footer = {"", "Example:", "  ./veritac token reclaim 35963 --order reclaim.order"})
final class Reclaim implements Callable<Integer> {
    private final World world;
    @Mixin private final Handset handset = new Handset();
    @Mixin private final AtToken token = new AtToken();

    @Option(
            names = "--order",
            paramLabel = "FILE",
            required = true,
            description = "The operator's signed order.")
    private Path order = Path.of("");

    Reclaim(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        return new Errand(handset, token, "reclaimed: the token is active under new keys")
                .deliver(world, order);
    }
}
