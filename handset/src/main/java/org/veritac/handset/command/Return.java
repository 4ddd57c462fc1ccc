// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Wish;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Gives a subscription back.
@Command(
        name = "return",
        header = "Give the subscription back to its token.",
        description = {
            "Sequence numbers and changed files go back with it. Personal data go to the token,"
                    + " enciphered with the PIN of the load, and off this handset once the token"
                    + " has them; what does not fit stays here. Applications are deleted."
        },
        footer = {"", "Example:", "  ./veritac token return 35963 --personal keep-here"})
final class Return implements Callable<Integer> {
    private final World world;
    @Mixin private final Handset handset = new Handset();
    @Mixin private final AtToken token = new AtToken();

    @Option(
            names = "--personal",
            paramLabel = "WHAT",
            defaultValue = "back-up",
            converter = Choice.class,
            description = "back-up, keep-here or delete (default: ${DEFAULT-VALUE}).")
    private Wish.Personal personal = Wish.Personal.BACK_UP;

    Return(World world) {
        this.world = world;
    }

    /// Small letters and hyphens.
    static final class Choice implements ITypeConverter<Wish.Personal> {
        @Override
        public Wish.Personal convert(String value) {
            return Wish.Personal.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    @Override
    public Integer call() throws IOException {
        return handset.with(
                world,
                mirror -> {
                    HandsetPhase phase = mirror.record().phase();
                    if (phase == HandsetPhase.EMPTY) {
                        return handset.no("this handset is empty");
                    }
                    Wish wish =
                            phase == HandsetPhase.STAGED
                                    ? new Wish.Abandon()
                                    : new Wish.GiveBack(personal);
                    return token.tap(handset, mirror, wish, Ending.RETURNED);
                });
    }
}
