// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.veritac.lab.network.Answer;
import org.veritac.lab.network.Question;
import org.veritac.register.Verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Counts right and wrong answers by category and interface.
final class Tally {
    /// The interfaces, in the order of the table.
    enum Interface {
        S13,
        N5G,
        GSUP,
        /// The command line, which is asked for some of the checks.
        CHECK
    }

    private static final class Count {
        private long asked;
        private long wrong;
    }

    private static Map<Interface, Count> row() {
        var row = new EnumMap<Interface, Count>(Interface.class);
        for (Interface over : Interface.values()) {
            row.put(over, new Count());
        }
        return row;
    }

    private final Map<String, Map<Interface, Count>> counts = new TreeMap<>();
    private final List<String> mismatches = new ArrayList<>();

    /// Counts an answer.
    synchronized void count(
            Interface over, Case one, Verdict expected, Question question, Answer answer) {
        Count count =
                Objects.requireNonNull(
                        counts.computeIfAbsent(one.category(), _ -> row()).get(over));
        count.asked++;
        if (!answer.means(expected)) {
            count.wrong++;
            mismatches.add(
                    "%s, %s: expected %s, answered %s; asked %s%s%s"
                            .formatted(
                                    one.category(),
                                    over,
                                    expected,
                                    answer.words(),
                                    question,
                                    question.softwareVersion() == null
                                            ? ""
                                            : " with version " + question.softwareVersion(),
                                    one.imsi() == null ? "" : " for " + one.imsi()));
        }
    }

    /// What was answered wrong, identities masked.
    synchronized List<String> mismatches() {
        return List.copyOf(mismatches);
    }

    synchronized long asked() {
        return counts.values().stream()
                .flatMap(row -> row.values().stream())
                .mapToLong(count -> count.asked)
                .sum();
    }

    /// Right answers of all answers, a line for each category.
    synchronized String table() {
        var table = new StringBuilder();
        table.append("%-32s".formatted("category"));
        for (Interface over : Interface.values()) {
            table.append(" %15s".formatted(over.name().toLowerCase(Locale.ROOT)));
        }
        table.append(System.lineSeparator());
        counts.forEach((category, row) -> {
            table.append("%-32s".formatted(category));
            for (Count count : row.values()) {
                long right = count.asked - count.wrong;
                table.append(" %15s".formatted(right + "/" + count.asked));
            }
            table.append(System.lineSeparator());
        });
        return table.toString();
    }
}
