// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.files.CheckDigit;
import org.veritac.register.store.ImportOrder;
import org.veritac.register.store.ImportOrder.Limits;
import org.veritac.register.store.ImportReport;
import org.veritac.register.store.ImportReport.Counts;
import org.veritac.register.store.ImportReport.Fate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;

/// Puts a list file in force.
@Command(
        name = "import",
        header = "Put a list file in force, all of it at one instant.",
        description = {
            "A full import replaces what the same source has imported to that list before; a delta"
                    + " adds and removes. Bad rows go to a rejects file; too many of them, or a"
                    + " list that shrinks too much, stop the import before anything changes.",
            "",
            "List files are CSV with a header. black, grey, white: imei"
                    + " [,reason,reported,from,until,imsi,note]; pairs: imei,imsi; imsi: imsi;"
                    + " links: imei,imei2; tac: the Osmocom or the GSMA table, or"
                    + " tac,brand,model,manufacturer,type,radio. A delta has a column change with"
                    + " add or remove."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac import tac tacdb.csv",
            "  ./veritac import black stolen.csv --source police --reason stolen --dry-run",
            "  ./veritac import black changes.csv --source police --delta"
        })
final class Import implements OnRegister {
    @Mixin private DataOption data = new DataOption();

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "black, grey, white, pairs, imsi, links or tac")
    private ListName list = ListName.BLACK;

    @Parameters(index = "1", paramLabel = "FILE", description = "The list file.")
    private Path file = Path.of("");

    @Option(names = "--delta", description = "The file says add or remove in a column change.")
    private boolean delta;

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Whose list it is (default: local).")
    private String source = "local";

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description =
                    "The reason of rows without one (default: unspecified; screened-imsi for"
                            + " imsi).")
    private Reason reason = Reason.UNSPECIFIED;

    @Option(
            names = "--check-digit",
            paramLabel = "RULE",
            description =
                    "What a 15th digit must be: strict, the check digit (default); spare, also 0;"
                            + " ignore, anything.")
    private CheckDigit checkDigit = CheckDigit.STRICT;

    @Option(
            names = "--max-rejects",
            paramLabel = "N|P%",
            description = "How many bad rows are too many (default: 10%%, and more than 10).")
    private @Nullable Bound maxRejects;

    @Option(
            names = "--max-shrink",
            paramLabel = "N|P%",
            description =
                    "How many entries a full import may take away (default: 50%%, and more than"
                            + " 100).")
    private @Nullable Bound maxShrink;

    @Option(names = "--json", description = "Print the report as JSON.")
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
        var order =
                new ImportOrder(
                        list,
                        source,
                        delta,
                        desk.caller().file(file),
                        checkDigit,
                        reason,
                        dryRun,
                        limits());
        ImportReport report =
                desk.register().imports().run(order, desk.caller().who(), desk.progress());
        if (json) {
            desk.json(json(report));
        } else {
            print(desk, report);
        }
        return report.fate() instanceof Fate.Stopped(String why)
                ? desk.no("nothing has changed: " + why)
                : Exit.DONE;
    }

    private Limits limits() {
        Limits standard = Limits.STANDARD;
        Bound rejects =
                maxRejects == null
                        ? new Bound(standard.rejectShare(), standard.rejectsFree())
                        : maxRejects;
        Bound shrink =
                maxShrink == null
                        ? new Bound(standard.shrinkShare(), standard.shrinkFree())
                        : maxShrink;
        return new Limits(rejects.share(), rejects.free(), shrink.share(), shrink.free());
    }

    private void print(Desk desk, ImportReport report) {
        Counts counts = report.counts();
        String what = list.text() + " of source " + source;
        switch (report.fate()) {
            case Fate.InForce(var done) ->
                    desk.say(
                            "import %d: %s is in force; ./veritac undo %d takes it back"
                                    .formatted(done.position(), what, done.position()));
            case Fate.Proposed(var proposed) ->
                    desk.say(what + ": " + Desk.proposed(proposed.position()));
            case Fate.Tried() -> desk.say("dry run: " + what + ", nothing has changed");
            case Fate.Stopped _ -> desk.say("stopped: " + what);
        }
        desk.say(
                "read     %,d lines: %,d rows, %,d removals, %,d rejected, %,d repeated"
                        .formatted(
                                counts.lines(),
                                counts.rows(),
                                counts.removals(),
                                counts.rejected(),
                                counts.repeated()));
        desk.say(
                "changes  %,d added, %,d removed, %,d changed; %,d before"
                        .formatted(
                                counts.added(),
                                counts.removed(),
                                counts.changed(),
                                counts.before()));
        if (report.rejects() != null) {
            desk.say("rejects  " + report.rejects());
        }
        report.warnings().forEach(warning -> desk.say("note     " + warning));
    }

    private ObjectNode json(ImportReport report) {
        ObjectNode node = Json.object();
        switch (report.fate()) {
            case Fate.InForce(var done) ->
                    node.put("fate", "in-force").put("position", done.position());
            case Fate.Proposed(var proposed) ->
                    node.put("fate", "proposed").put("proposal", proposed.position());
            case Fate.Tried() -> node.put("fate", "dry-run");
            case Fate.Stopped(String why) -> node.put("fate", "stopped").put("why", why);
        }
        Counts counts = report.counts();
        node.put("list", list.text())
                .put("source", source)
                .put("delta", delta)
                .put("lines", counts.lines())
                .put("rows", counts.rows())
                .put("removals", counts.removals())
                .put("rejected", counts.rejected())
                .put("repeated", counts.repeated())
                .put("before", counts.before())
                .put("added", counts.added())
                .put("removed", counts.removed())
                .put("changed", counts.changed());
        if (report.rejects() != null) {
            node.put("rejects", report.rejects().toString());
        }
        var warnings = node.putArray("warnings");
        report.warnings().forEach(warnings::add);
        return node;
    }
}
