// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.veritac.lab.truth.Imposture.Size;
import org.veritac.lab.truth.Imposture.Target;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How well what a rule has met agrees with the truth.
///
/// @param found the IMEIs it has met
record Score(String label, Target target, Set<String> found, Imposture truth) {
    private static final int KINDS_SHOWN = 4;

    /// The head of the table that [#line] writes rows of.
    static final String HEAD =
            "%-36s %-10s %7s %7s %9s %7s %7s %7s %7s  %s%n"
                    .formatted(
                            "rule",
                            "looks for",
                            "met",
                            "right",
                            "precision",
                            "recall",
                            "of 2",
                            "of 3-5",
                            "of 6+",
                            "also met");

    private long right() {
        return found.stream().filter(imei -> truth.is(imei, target)).count();
    }

    double precision() {
        return found.isEmpty() ? 0 : (double) right() / found.size();
    }

    double recall() {
        int all = truth.all(target).size();
        return all == 0 ? 0 : (double) right() / all;
    }

    /// Of clones of a size, the share that was met.
    private double recall(Size size) {
        long met = found.stream().filter(imei -> isOf(imei, size)).count();
        long all = truth.all(Target.CLONES).stream().filter(imei -> isOf(imei, size)).count();
        return all == 0 ? 0 : (double) met / all;
    }

    private boolean isOf(String imei, Size size) {
        return truth.size(imei).filter(size::equals).isPresent();
    }

    /// What it met besides, the most frequent first.
    private String others() {
        Map<String, Long> kinds =
                found.stream()
                        .filter(imei -> !truth.is(imei, target))
                        .collect(
                                Collectors.groupingBy(
                                        truth::kind, TreeMap::new, Collectors.counting()));
        return kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(KINDS_SHOWN)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-36s %-10s %,7d %,7d %9.3f %7.3f %7.3f %7.3f %7.3f  %s%n",
                label,
                target.text(),
                found.size(),
                right(),
                precision(),
                recall(),
                recall(Size.TWO),
                recall(Size.THREE_TO_FIVE),
                recall(Size.MORE),
                others());
    }
}
