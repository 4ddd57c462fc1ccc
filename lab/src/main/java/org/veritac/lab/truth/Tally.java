// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.veritac.lab.network.Answer;
import org.veritac.lab.network.Question;
import org.veritac.register.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts right and wrong answers by category and interface.
final class Tally {
    /// The interfaces, in the order of the table.
    enum Interface {
        S13,
        N5G,
        GSUP
    }

    private static final class Count {
        private final long[] asked = new long[Interface.values().length];
        private final long[] wrong = new long[Interface.values().length];
    }

    private final Map<String, Count> counts = new TreeMap<>();
    private final List<String> mismatches = new ArrayList<>();

    /// Counts an answer.
    synchronized void count(
            Interface over, Case one, Verdict expected, Question question, Answer answer) {
        Count count = counts.computeIfAbsent(one.category(), _ -> new Count());
        count.asked[over.ordinal()]++;
        if (!answer.means(expected)) {
            count.wrong[over.ordinal()]++;
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
        long sum = 0;
        for (Count count : counts.values()) {
            for (long each : count.asked) {
                sum += each;
            }
        }
        return sum;
    }

    /// Right answers of all answers, a line for each category.
    synchronized String table() {
        var table = new StringBuilder();
        table.append("%-32s %15s %15s %15s%n".formatted("category", "s13", "n5g", "gsup"));
        counts.forEach((category, count) -> {
            table.append("%-32s".formatted(category));
            for (Interface over : Interface.values()) {
                long asked = count.asked[over.ordinal()];
                long right = asked - count.wrong[over.ordinal()];
                table.append(" %15s".formatted(right + "/" + asked));
            }
            table.append(System.lineSeparator());
        });
        return table.toString();
    }
}
