// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.Change;
import org.veritac.register.ListName;
import org.veritac.register.files.Line;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Path;

/// Takes a link back.
@Command(
        name = "unlink",
        header = "Take back that two IMEIs are one device.",
        description = {
            "Only that source's link goes, and only between these two. The exit code is 1 when"
                    + " there is no such link."
        },
        footer = {"", "Example:", "  ./veritac unlink 352099001761481 352099001761499"})
final class Unlink implements OnRegister {
    @Mixin private DataOption data = new DataOption();
    @Mixin private LinkOptions options = new LinkOptions();

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        return switch (options.read()) {
            case Line.Bad bad -> desk.usage(EntryOptions.why(bad));
            case Line.Good good ->
                    desk.outcome(
                            desk.register()
                                    .apply(
                                            new Change.Remove(
                                                    ListName.LINKS,
                                                    options.source(),
                                                    good.entry().key(),
                                                    null),
                                            desk.caller().who()),
                            options.json(),
                            "unlinked " + good.entry().key().digits());
        };
    }
}
