// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.files.Line;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;

/// Puts one entry on a list.
@Command(
        name = "add",
        header = "Put one entry on a list.",
        description = {
            "It is in force, and survives any crash, when the command ends. An entry of the same"
                    + " source with the same key and subscriber is replaced."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac add black 352099001761481 --reason stolen --reported 2026-01-31",
            "  ./veritac add black 35209900/07 --note 'does not call 112'",
            "  ./veritac add black 352099001761481 --imsi 001010123456789   only that pair",
            "  ./veritac add pairs 352099001761481 --imsi 001010123456789"
        })
final class Add implements OnRegister {
    @Mixin private DataOption data = new DataOption();
    @Mixin private EntryOptions options = new EntryOptions();

    @Option(names = "--json", description = "Print the position as JSON.")
    private boolean json;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public boolean makesDirectory() {
        return true;
    }

    @Override
    public int run(Desk desk) throws IOException {
        String wrong = options.wrong();
        if (!wrong.isEmpty()) {
            return desk.usage(wrong);
        }
        return switch (options.read()) {
            case Line.Bad bad ->
                    EntryOptions.isUsage(bad)
                            ? desk.usage(EntryOptions.why(bad))
                            : desk.no(EntryOptions.why(bad));
            case Line.Good good ->
                    desk.outcome(
                            desk.register().apply(options.added(good.entry()), desk.caller().who()),
                            json,
                            "added "
                                    + Text.listed(
                                            options.list(), options.source(), good.entry().key()));
        };
    }
}
