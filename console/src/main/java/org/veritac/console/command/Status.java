// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.ListName;
import org.veritac.register.store.Reading.ImportInForce;
import org.veritac.register.store.Register;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Says how large the register is, and how far.
@Command(
        name = "status",
        header = "Say how large the register is, how far, and whether it is served.",
        description = {
            "The end of the journal, the imports in force by list and source, the index, and how"
                    + " many changes wait to be indexed. --count walks over all lists."
        },
        footer = {"", "Examples:", "  ./veritac status", "  ./veritac status --count --json"})
final class Status implements OnRegister {
    private static final long LOOK_UP = 65_536;

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--count", description = "Count the entries in force by list and source.")
    private boolean count;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    private long seen;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        Register.Status status = desk.register().status();
        List<ImportInForce> imports = desk.register().reading().imports();
        Map<String, Long> counts = count ? counted(desk) : Map.of();
        if (json) {
            desk.json(json(desk, status, imports, counts));
        } else {
            print(desk, status, imports, counts);
        }
        return Exit.DONE;
    }

    private Map<String, Long> counted(Desk desk) throws IOException {
        var counts = new TreeMap<String, Long>();
        for (ListName list : ListName.values()) {
            desk.register()
                    .reading()
                    .list(
                            list,
                            "",
                            (one, _) -> {
                                counts.merge(list.text() + " of " + one.source(), 1L, Long::sum);
                                if (++seen % LOOK_UP == 0) {
                                    desk.progress().at("counting", seen, 0);
                                }
                                return true;
                            });
        }
        return counts;
    }

    private static void print(
            Desk desk,
            Register.Status status,
            List<ImportInForce> imports,
            Map<String, Long> counts) {
        desk.say("served    " + (desk.configuration().isServing() ? "yes" : "no"));
        desk.say("position  %,d".formatted(status.head().position()));
        desk.say("head      " + status.head().hash());
        if (status.second() > 0) {
            desk.say("as of     " + Instant.ofEpochSecond(status.second()));
        }
        desk.say(
                "index     %,d devices, %,d pairs, %,d bytes"
                        .formatted(status.devices(), status.pairs(), status.indexBytes()));
        desk.say("overlay   %,d changes since".formatted(status.overlay()));
        desk.say("imports   " + (imports.isEmpty() ? "none" : ""));
        for (ImportInForce one : imports) {
            desk.say(
                    "  %d: %s of source %s, %s, %,d rows"
                            .formatted(
                                    one.position(),
                                    one.list().text(),
                                    one.source(),
                                    one.delta() ? "delta" : "full",
                                    one.rows()));
        }
        counts.forEach((what, entries) -> desk.say("entries   %s: %,d".formatted(what, entries)));
    }

    private static ObjectNode json(
            Desk desk,
            Register.Status status,
            List<ImportInForce> imports,
            Map<String, Long> counts) {
        ObjectNode node = Json.object();
        node.put("served", desk.configuration().isServing())
                .put("position", status.head().position())
                .put("hash", status.head().hash())
                .put("second", status.second())
                .put("devices", status.devices())
                .put("pairs", status.pairs())
                .put("index-bytes", status.indexBytes())
                .put("overlay", status.overlay());
        var rows = node.putArray("imports");
        for (ImportInForce one : imports) {
            rows.add(
                    Json.object()
                            .put("position", one.position())
                            .put("list", one.list().text())
                            .put("source", one.source())
                            .put("delta", one.delta())
                            .put("rows", one.rows()));
        }
        if (!counts.isEmpty()) {
            ObjectNode entries = node.putObject("entries");
            counts.forEach(entries::put);
        }
        return node;
    }
}
