// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.Cluster;
import org.veritac.analytics.Country;
import org.veritac.analytics.config.ConditionsFile;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.config.Flaw;
import org.veritac.analytics.rules.Setting;
import org.veritac.register.policy.PolicyException;
import org.veritac.register.store.Progress;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Collectors;

/// What a command on the country's picture works with.
///
/// @param means what a country is opened with
/// @param cluster that this program was started with; null for none
/// @param typing runs another command line, as the same person in the same folder
public record CountryDesk(
        Country.Means means,
        @Nullable Cluster cluster,
        Path folder,
        PrintWriter out,
        PrintWriter err,
        Progress progress,
        Typing typing) {

    /// Runs command lines.
    @FunctionalInterface
    public interface Typing {
        /// Runs one to its exit code.
        ///
        /// @param out standard output of that command; null for that of this one
        int type(@Nullable OutputStream out, String... words);
    }

    /// Runs another command line, which speaks where this one does.
    int type(String... words) {
        return typing.type(null, words);
    }

    /// A file or folder as it was named.
    Path file(Path named) {
        return folder.resolve(named).normalize();
    }

    /// Opens the country in a directory, or begins one.
    Country open(Path directory) throws IOException {
        return Country.open(file(directory), means);
    }

    /// Reads a conditions file and says what was passed over in it.
    ///
    /// @throws PolicyException when it is not understood, with every flaw and its line
    @Nullable Configuration conditions(@Nullable Path named) throws IOException {
        return named == null ? null : required(named);
    }

    /// Reads a conditions file that has to be there.
    Configuration required(Path named) throws IOException {
        return switch (ConditionsFile.read(file(named))) {
            case ConditionsFile.Reading.Understood(var configuration, var notices) -> {
                notices.forEach(notice -> err.println("note: " + notice));
                yield configuration;
            }
            case ConditionsFile.Reading.Refused(var flaws) ->
                    throw new PolicyException(
                            named
                                    + ": "
                                    + flaws.stream()
                                            .map(Flaw::toString)
                                            .collect(Collectors.joining("; ")));
        };
    }

    /// Says which rows of lists are too young for the day of a run.
    void tellListsToCome(Country country, Setting setting) throws IOException {
        country.listsToCome(setting)
                .forEach((list, rows) ->
                        err.printf(
                                "note: %,d rows of %s begin after %s and do not count as of that"
                                        + " day; --as-of takes another%n",
                                rows, list, LocalDate.ofEpochDay(setting.asOf())));
    }

    /// Says why the answer is no.
    int no(String why) {
        err.println(Commands.NAME + ": " + why);
        return Exit.NO;
    }

    /// Says what is wrong with the command line.
    int usage(String why) {
        err.println(Commands.NAME + ": " + why);
        return Exit.USAGE;
    }
}
