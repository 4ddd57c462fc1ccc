// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.register.journal.Head;
import org.veritac.register.journal.Verification;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Walks along the journal.
@Command(
        name = "verify",
        header = "Walk along the whole journal and all that follows from it.",
        description = {
            "The exit code is 0 when every record follows from the one before it, every import is"
                    + " as the journal says, and tables and index are what follows from them; 1"
                    + " when not, and the first record, table or index at fault is named. The"
                    + " index is built once more for that, in DIR/work."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac journal verify",
            "  ./veritac journal verify --head head-2026-01-31"
        })
final class JournalVerify implements OnRegister {
    private static final int HEAD_BYTES_MAX = 4_096;
    private static final long STEP = 4_096;

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--head",
            paramLabel = "FILE",
            description = "A line of journal head that was kept elsewhere.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        Head kept = null;
        if (file != null) {
            Optional<Head> read = kept(desk.caller().file(file));
            if (read.isEmpty()) {
                return desk.usage(file + " holds no line of journal head");
            }
            kept = read.get();
        }
        long total = desk.register().status().head().position();
        Verification found = desk.register().verify(kept, done -> step(desk, done, total));
        return switch (found) {
            case Verification.Whole whole -> whole(desk, whole);
            case Verification.Broken(long position, String why) -> broken(desk, position, why);
            case Verification.Differing(String view, String why) -> differing(desk, view, why);
        };
    }

    private static Optional<Head> kept(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var text = new String(in.readNBytes(HEAD_BYTES_MAX), StandardCharsets.UTF_8);
            return Head.ifValid(text);
        }
    }

    private static void step(Desk desk, long done, long total) {
        if (done % STEP == 0) {
            desk.progress().at("verifying", done, total);
        }
    }

    private int whole(Desk desk, Verification.Whole whole) {
        if (json) {
            desk.json(
                    Json.object()
                            .put("whole", true)
                            .put("position", whole.head().position())
                            .put("hash", whole.head().hash())
                            .put("private-missing", whole.privateMissing()));
        } else {
            desk.say("whole: " + whole.head().text());
            if (whole.privateMissing() > 0) {
                desk.say(whole.privateMissing() + " private parts were deleted");
            }
        }
        return Exit.DONE;
    }

    private int broken(Desk desk, long position, String why) {
        if (json) {
            desk.json(Json.object().put("whole", false).put("position", position).put("why", why));
        }
        return desk.no("the journal is broken at position " + position + ": " + why);
    }

    private int differing(Desk desk, String view, String why) {
        if (json) {
            desk.json(Json.object().put("whole", true).put("differing", view).put("why", why));
        }
        return desk.no("the journal is whole, but not " + view + ": " + why);
    }
}
