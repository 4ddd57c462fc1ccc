// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Wish;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.concurrent.Callable;

/// Takes a subscription.
@Command(
        name = "load",
        header = "Take the token's subscription.",
        description = {
            "After a cut the same command goes on: what was stored whole is not read again, and the"
                    + " PIN is not asked again."
        },
        footer = {"", "Example:", "  ./veritac token load 35963 --kit handset-1.kit --pin 1234"})
final class Load implements Callable<Integer> {
    private final World world;
    @Mixin private final Handset handset = new Handset();
    @Mixin private final AtToken token = new AtToken();

    @Option(
            names = "--pin",
            paramLabel = "DIGITS",
            defaultValue = "",
            description = "The token's PIN; asked for on a terminal.")
    private String pin = "";

    Load(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        return handset.with(
                world,
                mirror -> {
                    boolean fresh = mirror.record().phase() == HandsetPhase.EMPTY;
                    Wish wish =
                            fresh
                                    ? new Wish.Load(
                                            AtToken.pin(pin, "PIN of the token"), Octets.NONE)
                                    : new Wish.Resume();
                    return token.tap(handset, mirror, wish, Ending.LOADED);
                });
    }
}
