// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.veritac.lab.truth.Imposture.Target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How often the likely holder is the genuine one: over the clones whose genuine phone was seen.
final class HolderScore {
    private static final String HEADER = "imei,rank,imsi,reasons,first_day,days";
    private static final String UNDECIDED = "several first";

    private static final class Count {
        private int asked;
        private int right;
    }

    private record Row(String imei, boolean first, String imsi, String reason) {}

    private final Map<String, Count> byReason = new TreeMap<>();
    private final Count all = new Count();
    private double byChance;

    private HolderScore() {}

    /// Compares a report of holders with the truth.
    ///
    /// @param report the report's table as CSV, by device and rank
    static HolderScore of(Path report, Imposture truth) throws IOException {
        List<String> lines = Files.readAllLines(report);
        if (!lines.getFirst().equals(HEADER)) {
            throw new IOException("not a report of holders");
        }
        var score = new HolderScore();
        var firsts = new ArrayList<Row>();
        for (String line : lines.subList(1, lines.size())) {
            Row row = row(line);
            if (!firsts.isEmpty() && !firsts.getFirst().imei().equals(row.imei())) {
                score.count(firsts, truth);
                firsts.clear();
            }
            if (row.first()) {
                firsts.add(row);
            }
        }
        if (!firsts.isEmpty()) {
            score.count(firsts, truth);
        }
        return score;
    }

    private static Row row(String line) {
        String[] fields = line.split(",", -1);
        String[] reasons = fields[3].split("\\|");
        return new Row(
                fields[0],
                fields[1].equals("1"),
                fields[2],
                reasons[0].isEmpty() ? "longer use" : reasons[0]);
    }

    private void count(List<Row> firsts, Imposture truth) {
        String imei = firsts.getFirst().imei();
        Set<String> genuine = truth.genuine(imei);
        if (!truth.is(imei, Target.CLONES) || genuine.isEmpty()) {
            return;
        }
        boolean right = firsts.size() == 1 && genuine.contains(firsts.getFirst().imsi());
        String reason = firsts.size() > 1 ? UNDECIDED : firsts.getFirst().reason();
        for (Count count : List.of(all, byReason.computeIfAbsent(reason, _ -> new Count()))) {
            count.asked++;
            count.right += right ? 1 : 0;
        }
        byChance += (double) genuine.size() / truth.sims(imei);
    }

    /// The share of right ones.
    double rate() {
        return all.asked == 0 ? 0 : (double) all.right / all.asked;
    }

    String table() {
        var text = new StringBuilder();
        text.append("%-36s %7s %7s %7s%n".formatted("likely holder by", "IMEIs", "right", "rate"));
        byReason.forEach((reason, count) -> text.append(line(reason, count)));
        text.append(line("all", all));
        text.append(
                String.format(
                        Locale.ROOT,
                        "%-36s %7s %7s %7.3f%n",
                        "(by chance)",
                        "",
                        "",
                        all.asked == 0 ? 0 : byChance / all.asked));
        return text.toString();
    }

    private static String line(String name, Count count) {
        return String.format(
                Locale.ROOT,
                "%-36s %,7d %,7d %7.3f%n",
                name,
                count.asked,
                count.right,
                (double) count.right / Math.max(1, count.asked));
    }
}
