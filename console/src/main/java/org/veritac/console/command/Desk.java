// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Outcome;
import org.veritac.register.store.Progress;
import org.veritac.register.store.Register;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/// What a command works with.
///
/// @param register the register, live or opened for this command
/// @param out standard output of whoever typed the command
/// @param err standard error of the same
/// @param progress is told how long work goes on; throws [Cancelled] to stop it
/// @param caller who typed the command, and where
/// @param configuration how the configuration file comes into force
/// @param cards the way to subscribers' cards; null when this process has none
public record Desk(
        Register register,
        PrintWriter out,
        PrintWriter err,
        Progress progress,
        Caller caller,
        Configuration configuration,
        @Nullable Cards cards) {
    private static final int LOOK_UP = 4_096;

    /// Who typed a command.
    ///
    /// @param who the name for the journal
    /// @param folder where; file names are relative to it
    public record Caller(String who, Path folder) {
        /// A file as it was named on the command line.
        public Path file(Path named) {
            return folder.resolve(named).normalize();
        }
    }

    /// The configuration file, as the process that has the register knows it.
    public interface Configuration {
        /// Reads it again and puts it in force.
        ///
        /// @param file another file than the usual one; null for that
        Reloaded reload(@Nullable Path file, String who) throws IOException;

        /// Whether networks are answered by this process.
        boolean isServing();
    }

    /// What became of a reload.
    ///
    /// @param policy of the policy; null when it was in force already
    /// @param rest of all else, in one line
    public record Reloaded(@Nullable Outcome policy, String rest) {}

    /// Prints a line.
    void say(String line) {
        out.println(line);
    }

    void json(JsonNode node) {
        out.println(Json.text(node));
    }

    /// Ends a long output that nobody reads any more.
    ///
    /// @throws IOException when standard output has failed
    void requireReader() throws IOException {
        if (out.checkError()) {
            throw new IOException("standard output cannot be written any more");
        }
    }

    /// A row of a long output is done: now and then shows how far it is, and ends what nobody reads
    /// any more.
    ///
    /// @param rows how many, with this one
    void row(String what, long rows) throws IOException {
        if (rows % LOOK_UP == 0) {
            progress.at(what, rows, 0);
            requireReader();
        }
    }

    /// Says after an output that there is more of it.
    void more(String how) {
        out.flush();
        err.println("note: there are more; " + how);
    }

    /// Says why the answer is no.
    int no(String why) {
        return fail(Exit.NO, why);
    }

    /// Says what is wrong with the command line.
    int usage(String why) {
        return fail(Exit.USAGE, why);
    }

    private int fail(int code, String why) {
        err.println(Commands.NAME + ": " + why);
        return code;
    }

    /// What to say of a change that waits.
    static String proposed(long position) {
        return "proposed as "
                + position
                + ", nothing has changed yet: it is in force when a second person runs ./veritac"
                + " approve "
                + position;
    }

    /// Prints what became of a change.
    int outcome(Outcome outcome, boolean json, String done) {
        return switch (outcome) {
            case Outcome.Done one -> {
                if (json) {
                    json(
                            Json.object()
                                    .put("position", one.position())
                                    .put("at", one.at().toString()));
                } else {
                    say(done + ", position " + one.position());
                }
                yield Exit.DONE;
            }
            case Outcome.Proposed(long position, var at) -> {
                if (json) {
                    json(Json.object().put("proposal", position).put("at", at.toString()));
                } else {
                    say(proposed(position));
                }
                yield Exit.DONE;
            }
            case Outcome.Refused(String why) -> no(why);
        };
    }
}
