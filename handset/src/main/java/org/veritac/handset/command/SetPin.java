// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.veritac.subscription.transfer.Request;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.concurrent.Callable;

/// Sets, changes or unblocks a token's PIN.
@Command(
        name = "pin",
        header = "Set, change or unblock the PIN of a token.",
        description = {
            "With --puk the PIN is set anew, the first time too; otherwise with the PIN that it has"
                    + " now. What is not given is asked for on a terminal."
        },
        footer = {
            "",
            "Example, for a new token:",
            "  ./veritac token pin 35963 --puk 12345678 --new 2468"
        })
final class SetPin implements Callable<Integer> {
    private final World world;
    @Mixin private final Handset handset = new Handset();
    @Mixin private final AtToken token = new AtToken();

    @Option(
            names = "--pin",
            paramLabel = "DIGITS",
            defaultValue = "",
            description = "The PIN that it has now.")
    private String pin = "";

    @Option(
            names = "--puk",
            paramLabel = "DIGITS",
            defaultValue = "",
            description = "Its unblocking key, 8 digits.")
    private String puk = "";

    @Option(
            names = "--new",
            paramLabel = "DIGITS",
            defaultValue = "",
            description = "The new PIN, 4 to 8 digits.")
    private String next = "";

    SetPin(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        Request request =
                puk.isEmpty()
                        ? new Request.ChangePin(
                                AtToken.pin(pin, "PIN of the token"), AtToken.pin(next, "new PIN"))
                        : new Request.Unblock(AtToken.digits(puk), AtToken.pin(next, "new PIN"));
        return new Errand(handset, token, "the token has the new PIN").run(world, request);
    }
}
