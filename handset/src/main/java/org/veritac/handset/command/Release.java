// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Octets;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Ends a subscription on this handset.
@Command(
        name = "release",
        header = "End the subscription on this handset: its token is lost.",
        description = {
            "By the operator's order; without one only where the policy does not lock the handset."
                    + " Keys are destroyed, personal data stay."
        },
        footer = {"", "Example:", "  ./veritac token release --order release.order"})
final class Release implements Callable<Integer> {
    private final World world;
    @Mixin private final Handset handset = new Handset();

    @Option(names = "--order", paramLabel = "FILE", description = "The operator's signed order.")
    private Optional<Path> order = Optional.empty();

    Release(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        return handset.with(
                world,
                mirror -> {
                    if (mirror.record().phase() == HandsetPhase.EMPTY) {
                        return handset.no("this handset is empty");
                    }
                    Ending ending =
                            order.isPresent()
                                    ? mirror.order(Octets.of(Files.readAllBytes(order.get())))
                                    : mirror.drop();
                    String words = AtToken.words(ending);
                    if (ending == Ending.TERMINATED || ending == Ending.DROPPED) {
                        handset.out().println(words);
                        return Handset.DONE;
                    }
                    return handset.no(words);
                });
    }
}
