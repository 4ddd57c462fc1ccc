// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.identity.Imei;
import org.veritac.register.Entry;
import org.veritac.register.Reason;
import org.veritac.register.store.Reading.Event;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Tells all that was ever stated of a device.
@Command(
        name = "history",
        header = "Tell all that was ever stated of a device, oldest first.",
        description = {
            "Single changes and imports, of the device, of ranges and models it belongs to, and of"
                    + " its links: when, by whom, on which list, for which source. What an import"
                    + " took away is restored when that import is undone."
        },
        footer = {"", "Example:", "  ./veritac history 352099001761481"})
final class History implements OnRegister {
    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "IMEI", description = "The device, in any spelling.")
    private Imei imei = new Imei(0);

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        List<Event> events = desk.register().reading().history(imei);
        if (json) {
            var rows = new Rows(desk.out());
            for (Event event : events) {
                rows.add(json(event));
            }
            rows.end();
            return Exit.DONE;
        }
        if (events.isEmpty()) {
            desk.say("nothing was ever stated of this device");
        }
        events.forEach(event -> desk.say(text(event)));
        return Exit.DONE;
    }

    private static String text(Event event) {
        Entry entry = event.entry();
        return "%d %s %s on %s of source %s by %s: %s%s%s%s"
                .formatted(
                        event.position(),
                        event.at(),
                        event.what(),
                        event.list().text(),
                        event.source(),
                        Text.plain(event.who()),
                        entry.key().digits(),
                        entry.reason() == Reason.NONE ? "" : " " + entry.reason().text(),
                        Text.details(entry),
                        event.proposal() == 0 ? "" : ", proposal " + event.proposal());
    }

    private static ObjectNode json(Event event) {
        ObjectNode node = Json.object();
        node.put("position", event.position())
                .put("at", event.at().toString())
                .put("who", event.who())
                .put("what", event.what())
                .put("list", event.list().text())
                .put("source", event.source());
        if (event.proposal() != 0) {
            node.put("proposal", event.proposal());
        }
        return Json.entry(node, event.entry());
    }
}
