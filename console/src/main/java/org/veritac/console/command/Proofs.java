// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.Evidence;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;

/// Shows what phones have proven. What it writes [ProofLines] reads.
@Command(
        name = "proofs",
        header = "Show what phones have proven and is still good.",
        description = {
            "As CSV, in the order of IMEIs: the newest proof of each subscriber, and the last"
                    + " instant at which it is good."
        },
        footer = {"", "Example:", "  ./veritac proofs --limit 1000"})
final class Proofs implements OnRegister {
    static final String NAME = "proofs";
    static final String HEAD = "imei,imsi,until";
    static final int LIMIT_MAX = 100_000_000;

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (default: 100), 1 to 100000000.")
    private int limit = 100;

    private int shown;
    private boolean more;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        if (limit < 1 || limit > LIMIT_MAX) {
            return desk.usage("--limit is 1 to " + LIMIT_MAX);
        }
        desk.say(HEAD);
        desk.register().reading().proofs(proof -> take(desk, proof));
        if (more) {
            desk.more("show them with --limit");
        }
        return Exit.DONE;
    }

    private boolean take(Desk desk, Evidence proof) throws IOException {
        if (shown == limit) {
            more = true;
            return false;
        }
        desk.row("looking", ++shown);
        desk.say(proof.imei().digits() + "," + proof.imsi().digits() + "," + proof.until());
        return true;
    }
}
