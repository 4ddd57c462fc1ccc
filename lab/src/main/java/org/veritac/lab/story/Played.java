// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// A story and what happened in it.
record Played(Story story, Transcript transcript) {
    /// In which order actors stand, those of a second phone behind their kin.
    private static final List<String> ORDER =
            List.of(
                    Stage.VAULT,
                    Stage.UICC,
                    TokenStage.TOKEN,
                    Stage.PHONE,
                    Stage.NETWORK,
                    Stage.CENTRE,
                    Stage.GATEWAY,
                    Stage.REGISTER);

    boolean holds() {
        return transcript.holds();
    }

    /// Who takes part, from the vault to the register.
    List<String> actors() {
        var found = new LinkedHashSet<String>();
        for (Line line : transcript.lines()) {
            if (line instanceof Line.Sent sent) {
                found.add(sent.from());
                found.add(sent.to());
            }
        }
        var actors = new ArrayList<String>();
        for (String kind : ORDER) {
            found.stream().filter(actor -> actor.startsWith(kind)).sorted().forEach(actors::add);
        }
        found.removeAll(actors);
        actors.addAll(found);
        return actors;
    }

    /// Prints it line by line.
    ///
    /// @param details whether what is in each message is printed as well
    void print(PrintStream out, boolean details) {
        out.println("# " + story.name() + ": " + story.promise());
        int number = 0;
        for (Line line : transcript.lines()) {
            switch (line) {
                case Line.Sent sent -> {
                    out.printf(
                            "%5d  %-8s -> %-8s  %s%n",
                            ++number, sent.from(), sent.to(), sent.title());
                    if (details) {
                        sent.details().forEach(detail -> out.println(" ".repeat(29) + detail));
                    }
                }
                case Line.Said(var text) -> out.println("* " + text);
                case Line.Promised(var text, var holds) ->
                        out.println((holds ? "= holds: " : "! DOES NOT HOLD: ") + text);
            }
        }
        if (transcript.dropped() > 0) {
            out.println("* and " + transcript.dropped() + " more lines");
        }
        out.println((holds() ? "ok " : "FAILED ") + story.name());
    }
}
