// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.classify.Run;
import org.veritac.analytics.classify.State;
import org.veritac.analytics.config.Region;
import org.veritac.analytics.rules.Holders;
import org.veritac.analytics.rules.Names;
import org.veritac.analytics.rules.Setting;
import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// For each device that conditions have found and several subscribers use, which of them likely
/// holds the genuine one, and why (Q.5052, clause 8).
final class HoldersReport {
    /// Of a device with more subscribers only the first are listed.
    static final int RANKS_MAX = 10;

    private static final Region ANYWHERE =
            new Region("", true, true, List.of(), List.of(), List.of());

    private final List<Holders.Holder> listed = new ArrayList<>();
    private final Map<Holders.Reason, Long> strongest = new EnumMap<>(Holders.Reason.class);
    private long devices;
    private long decided;
    private long current = Long.MIN_VALUE;
    private int ofCurrent;

    private HoldersReport() {}

    static Report write(Material material) throws IOException {
        State.recall(material.database(), material.run(Run.CLASSIFY));
        var setting =
                new Setting(
                        material.lastDay(), material.lastDay(), false, ANYWHERE, material.radio());
        var report = new HoldersReport();
        Holders.rank(
                material.database(),
                setting,
                new Holders.Devices(suspects(material), material.order().proofs()),
                report::take);
        return report.made(material);
    }

    /// The devices of the conditions that most subscribers use, two at least.
    private static String suspects(Material material) {
        String condition = material.order().condition();
        return """
        SELECT s.device FROM (SELECT DISTINCT device FROM standing %s) s
          JOIN (SELECT device, COUNT(DISTINCT imsi) AS sims FROM uses
                 WHERE device >= 0 AND month <= %d GROUP BY device) u ON u.device = s.device
         WHERE u.sims > 1 ORDER BY u.sims DESC, s.device LIMIT %d
        """
                .formatted(
                        condition == null ? "" : "WHERE condition = " + Database.text(condition),
                        material.number(),
                        material.top());
    }

    private void take(Holders.Holder holder) {
        if (holder.device() != current) {
            current = holder.device();
            ofCurrent = 0;
            devices++;
            decided++;
            holder.reasons().stream()
                    .min(Comparator.naturalOrder())
                    .ifPresent(reason -> strongest.merge(reason, 1L, Long::sum));
        } else if (ofCurrent == 1 && holder.rank() == 1) {
            decided--;
        }
        if (ofCurrent++ < RANKS_MAX) {
            listed.add(holder);
        }
    }

    private Report made(Material material) throws IOException {
        return new Report(
                Reports.HOLDERS.text(),
                "Likely holders of duplicated IMEIs",
                material.month(),
                material.until(),
                List.of(
                        Figure.count("imeis", "IMEIs with several subscribers", devices),
                        Figure.share(
                                "decided_share",
                                "IMEIs with one subscriber before all others",
                                decided,
                                devices)),
                List.of(
                        Section.bars(reasons(), "imeis"),
                        Section.plain(holders(material.order().names()))));
    }

    private Table reasons() {
        List<List<Object>> rows = new ArrayList<>();
        strongest.forEach((reason, count) -> rows.add(List.of(reason.text(), count)));
        return new Table(
                "reasons",
                "Strongest reason for the likely holder",
                List.of("reason", "imeis"),
                rows);
    }

    private Table holders(@Nullable Names names) throws IOException {
        int[] surrogates = listed.stream().mapToInt(Holders.Holder::imsi).toArray();
        @Nullable String[] imsis =
                names == null ? new @Nullable String[surrogates.length] : names.imsis(surrogates);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < surrogates.length; i++) {
            Holders.Holder holder = listed.get(i);
            String imsi = imsis[i];
            rows.add(
                    List.of(
                            "%014d".formatted(holder.device()),
                            (long) holder.rank(),
                            imsi == null ? "" : imsi,
                            holder.reasons().stream()
                                    .sorted()
                                    .map(Holders.Reason::text)
                                    .collect(Collectors.joining("|")),
                            LocalDate.ofEpochDay(holder.firstDay()).toString(),
                            (long) holder.days()));
        }
        return new Table(
                "holders",
                "Subscribers of each IMEI, the likely holder first",
                List.of("imei", "rank", "imsi", "reasons", "first_day", "days"),
                rows);
    }
}
