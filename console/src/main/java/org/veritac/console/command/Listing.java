// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.store.Reading.ListEntry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;

/// Shows the entries in force of a list.
@Command(
        name = "list",
        header = "Show the entries of a list that are in force.",
        description = {
            "In the order of keys: devices, ranges, TAC/SVN, TACs. At most --limit of them; a whole"
                    + " list is written by export."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac list black --source police --prefix 35209900",
            "  ./veritac list pairs --limit 0 --json"
        })
final class Listing implements OnRegister {
    @Mixin private DataOption data = new DataOption();

    @Parameters(
            index = "0",
            paramLabel = "LIST",
            description = "black, grey, white, pairs, imsi, links or tac")
    private ListName list = ListName.BLACK;

    @Option(names = "--source", paramLabel = "NAME", description = "Only of this source.")
    private String source = "";

    @Option(names = "--reason", paramLabel = "CODE", description = "Only with this reason.")
    private @Nullable Reason reason;

    @Option(
            names = {"--prefix", "--imei"},
            paramLabel = "PREFIX",
            description = "Only keys that start with these digits.")
    private String prefix = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (default: 100); 0 for all.")
    private long limit = 100;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    private long shown;
    private long seen;
    private boolean more;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        if (limit < 0) {
            return desk.usage("--limit is not negative");
        }
        var rows = new Rows(desk.out());
        desk.register().reading().list(list, source, (entry, _) -> take(desk, rows, entry));
        if (json) {
            rows.end();
        } else if (shown == 0) {
            desk.say("no such entry is in force");
        }
        if (more) {
            desk.more("show them with --limit, or use export");
        }
        return Exit.DONE;
    }

    private boolean take(Desk desk, Rows rows, ListEntry one) throws IOException {
        desk.row("looking", ++seen);
        boolean wanted =
                (reason == null || one.entry().reason() == reason)
                        && (prefix.isEmpty() || one.entry().key().digits().startsWith(prefix));
        if (!wanted) {
            return true;
        }
        if (limit > 0 && shown == limit) {
            more = true;
            return false;
        }
        shown++;
        if (json) {
            var node = Json.object().put("source", one.source());
            rows.add(Json.entry(node, one.entry()).put("position", one.position()));
        } else {
            desk.say(
                    "%s %s of source %s, position %d%s"
                            .formatted(
                                    one.entry().key().digits(),
                                    one.entry().reason().text(),
                                    one.source(),
                                    one.position(),
                                    Text.details(one.entry())));
        }
        return true;
    }
}
