// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.files.Line;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;

/// Takes one entry of a source back.
@Command(
        name = "remove",
        header = "Take one entry of a source back.",
        description = {
            "Only that source's entry goes; what other sources have listed stays. The exit code is"
                    + " 1 when the source has no such entry."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac remove black 352099001761481",
            "  ./veritac remove black 352099001761481 --source police",
            "  ./veritac remove pairs 352099001761481 --imsi 001010123456789"
        })
final class Remove implements OnRegister {
    @Mixin private DataOption data = new DataOption();
    @Mixin private EntryOptions options = new EntryOptions();

    @Option(names = "--json", description = "Print the position as JSON.")
    private boolean json;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        String wrong = options.wrong();
        if (!wrong.isEmpty()) {
            return desk.usage(wrong);
        }
        return switch (options.read()) {
            case Line.Bad bad -> desk.usage(EntryOptions.why(bad));
            case Line.Good good ->
                    desk.outcome(
                            desk.register()
                                    .apply(options.removed(good.entry()), desk.caller().who()),
                            json,
                            "removed "
                                    + Text.listed(
                                            options.list(), options.source(), good.entry().key()));
        };
    }
}
