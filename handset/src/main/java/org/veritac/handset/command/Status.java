// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.veritac.handset.mirror.Mirror;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

/// How this handset stands.
@Command(
        name = "status",
        header = "Say what this handset holds and which protection is real.",
        description = {
            "Asks no token. Names no IMSI and no key; the ICCID is for the token to tell."
        },
        footer = {"", "Example:", "  ./veritac token status --memory tpm:127.0.0.1:2321"})
final class Status implements Callable<Integer> {
    private final World world;
    @Mixin private final Handset handset = new Handset();

    Status(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        return handset.with(world, this::show);
    }

    private int show(Mirror mirror) throws IOException {
        var record = mirror.record();
        line("state", record.phase().name().toLowerCase(Locale.ROOT));
        var loan = record.loan();
        if (loan != null) {
            line("token", "%016x".formatted(loan.token().value()));
            line("transfer", "%d, key generation %d".formatted(loan.tid(), loan.generation()));
            var locks = loan.policy().locks();
            line(
                    "locks",
                    "token %s, handset %s".formatted(word(locks.token()), word(locks.handset())));
        }
        line("receipts", Integer.toString(mirror.receipts().size()));
        line("applications", String.join(", ", mirror.applications()));
        var protection = mirror.protection();
        line(
                "protection",
                "%s: %s%s"
                        .formatted(
                                protection.name(),
                                protection
                                        .level()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '),
                                protection.chip() ? "" : ", a program and no chip"));
        line(
                "keys",
                protection.keysStayInside()
                        ? "those of Milenage never leave it"
                        : "unsealed for the moment of use");
        protection.withstands().forEach(attack -> line("withstands", attack));
        protection.yieldsTo().forEach(attack -> line("yields to", attack));
        return Handset.DONE;
    }

    private static String word(boolean set) {
        return set ? "on" : "off";
    }

    private void line(String what, String value) {
        handset.out().printf("%-13s %s%n", what, value);
    }
}
