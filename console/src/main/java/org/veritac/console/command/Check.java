// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imsi;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Verdict;
import org.veritac.register.store.Explanation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;

/// Asks what networks are answered, and why.
@Command(
        name = "check",
        header = "Say what a network is answered for a device, and why.",
        description = {
            "Prints the verdict, every finding with what became of it, brand and model. Any"
                + " spelling is read: 14, 15 or 16 digits, imei-..., imeisv-.... A past decision is"
                + " recomputed with --at."
        },
        exitCodeList = {
            "0:WHITE or GREY",
            "1:BLACK or UNKNOWN, or not an IMEI",
            "2:the command line is not understood",
            "3:something broke"
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac check 352099001761481",
            "  ./veritac check imei-352099001761481 --imsi 001010123456789 --as alpha --json"
        })
final class Check implements OnRegister {
    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "IMEI", description = "The device, in any spelling.")
    private String imei = "";

    @Option(names = "--imsi", paramLabel = "IMSI", description = "The subscriber.")
    private @Nullable Imsi imsi;

    @Option(
            names = "--as",
            paramLabel = "OPERATOR",
            description = "Who asks, by its name in the policy (default: nobody in particular).")
    private String operator = "";

    @Option(
            names = "--at",
            paramLabel = "POSITION",
            description = "As of this position of the journal (default: now).")
    private long position;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        return switch (ImeiReading.of(imei)) {
            case ImeiReading.Malformed(var flaw) -> {
                var findings = new Findings(desk, imei, json);
                findings.malformed(flaw, desk.register().status().head().position());
                yield Exit.NO;
            }
            case ImeiReading.Whole whole -> explain(desk, whole);
        };
    }

    private int explain(Desk desk, ImeiReading.Whole whole) throws IOException {
        long newest = desk.register().status().head().position();
        if (position < 0 || position > newest) {
            return desk.usage("--at: the journal has positions 1 to " + newest);
        }
        if (!operator.isEmpty()
                && position == 0
                && desk.register().policy().operator(operator) == null) {
            desk.err()
                    .println(
                            "note: no operator of the policy is called "
                                    + Text.plain(operator)
                                    + ", see ./veritac config");
        }
        var check = new EquipmentCheck(whole.imei(), whole.svn(), imsi, null, operator);
        Explanation explanation = desk.register().explain(check, position);
        new Findings(desk, imei, json).print(whole, explanation);
        Verdict verdict = explanation.decision().verdict();
        return switch (verdict) {
            case WHITE, GREY -> Exit.DONE;
            case BLACK, UNKNOWN -> Exit.NO;
        };
    }
}
