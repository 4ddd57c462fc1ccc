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

/// Says that two IMEIs are one device.
@Command(
        name = "link",
        header = "Say that two IMEIs are one device.",
        description = {
            "What is listed for one of them counts for both, and pairs belong to the device. Links"
                    + " join: a device with three IMEIs needs two."
        },
        footer = {"", "Example:", "  ./veritac link 352099001761481 352099001761499"})
final class Link implements OnRegister {
    @Mixin private DataOption data = new DataOption();
    @Mixin private LinkOptions options = new LinkOptions();

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
        return switch (options.read()) {
            case Line.Bad bad -> desk.usage(EntryOptions.why(bad));
            case Line.Good good ->
                    desk.outcome(
                            desk.register()
                                    .apply(
                                            new Change.Add(
                                                    ListName.LINKS, options.source(), good.entry()),
                                            desk.caller().who()),
                            options.json(),
                            "linked " + good.entry().key().digits());
        };
    }
}
