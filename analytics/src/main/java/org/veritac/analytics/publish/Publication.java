// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.publish;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.classify.Run;
import org.veritac.analytics.rules.Names;
import org.veritac.analytics.store.Database;
import org.veritac.register.Reason;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lists of a run as the register imports them: the blacklist, each entry with the rule as its
/// reason, and the pairs of the exceptions.
public final class Publication {
    /// The register's bound for a note.
    private static final int NOTE_MAX = 200;

    /// Pairs that wait for their names.
    private static final int PAIRS_AT_ONCE = 8_192;

    private final Database database;
    private final Names names;

    /// A publication of what that database holds.
    public Publication(Database database, Names names) {
        this.database = database;
        this.names = names;
    }

    /// What was written.
    ///
    /// @param black entries of the black list
    /// @param left malformed IMEIs, which no register lists: networks refuse them by themselves
    /// @param pairs IMEI and IMSI
    public record Written(long black, long left, long pairs) {}

    /// Whether there is such a run of lists.
    public boolean exists(int run) throws IOException {
        return Run.all(database).stream()
                .anyMatch(one -> one.number() == run && one.kind().equals(Run.LISTS));
    }

    /// Writes both files.
    public Written write(int run, Path black, Path pairs) throws IOException {
        long left =
                database.number(
                        "SELECT COUNT(*) FROM ("
                                + Kind.BLACKLIST.after(run)
                                + ") WHERE device < 0");
        return new Written(black(run, black), left, pairs(run, pairs));
    }

    private long black(int run, Path file) throws IOException {
        Map<String, Reason> codes = codes(run);
        long[] rows = new long[1];
        try (CsvWriter csv = csv(file)) {
            csv.writeRecord("imei", "reason", "from", "note");
            database.rows(
                    "SELECT device, block_day, reasons FROM ("
                            + Kind.BLACKLIST.after(run)
                            + ") WHERE device >= 0 ORDER BY device",
                    row -> {
                        csv.writeRecord(entry(row, codes));
                        rows[0]++;
                    });
        }
        return rows[0];
    }

    private Map<String, Reason> codes(int run) throws IOException {
        var codes = new HashMap<String, Reason>();
        database.rows(
                "SELECT reason, code FROM register_reasons WHERE run = ?",
                row -> {
                    Reason code = Reason.ifValid(row.getString(2)).orElse(Reason.REGULATORY);
                    codes.merge(row.getString(1), code, Publication::worse);
                },
                run);
        return codes;
    }

    private static Reason worse(Reason one, Reason other) {
        List<Reason> order = RegisterReasons.WORST_FIRST;
        return order.indexOf(one) <= order.indexOf(other) ? one : other;
    }

    private static List<String> entry(ResultSet row, Map<String, Reason> codes)
            throws SQLException {
        String reasons = row.getString(3);
        Reason code =
                codes.entrySet().stream()
                        .filter(known -> isAmong(known.getKey(), reasons))
                        .map(Map.Entry::getValue)
                        .min(Comparator.comparingInt(RegisterReasons.WORST_FIRST::indexOf))
                        .orElse(Reason.REGULATORY);
        return List.of(
                "%014d".formatted(row.getLong(1)),
                code.text(),
                LocalDate.ofEpochDay(row.getInt(2)).toString(),
                reasons.substring(0, Math.min(reasons.length(), NOTE_MAX)));
    }

    /// Whether one of the reasons that a bar parts is this one, which may hold a bar itself.
    private static boolean isAmong(String reason, String reasons) {
        return ("|" + reasons + "|").contains("|" + reason + "|");
    }

    private record Pair(long device, int imsi) {}

    private long pairs(int run, Path file) throws IOException {
        var waiting = new ArrayList<Pair>();
        long[] rows = new long[1];
        try (CsvWriter csv = csv(file)) {
            csv.writeRecord("imei", "imsi");
            database.rows(
                    "SELECT DISTINCT device, imsi FROM ("
                            + Kind.EXCEPTIONS.after(run)
                            + ") WHERE device >= 0 AND imsi IS NOT NULL ORDER BY device, imsi",
                    row -> {
                        waiting.add(new Pair(row.getLong(1), row.getInt(2)));
                        if (waiting.size() >= PAIRS_AT_ONCE) {
                            rows[0] += write(waiting, csv);
                        }
                    });
            rows[0] += write(waiting, csv);
        }
        return rows[0];
    }

    private long write(List<Pair> waiting, CsvWriter csv) throws IOException {
        @Nullable String[] imsis = names.imsis(waiting.stream().mapToInt(Pair::imsi).toArray());
        long written = 0;
        for (int i = 0; i < imsis.length; i++) {
            if (imsis[i] != null) {
                csv.writeRecord("%014d".formatted(waiting.get(i).device()), imsis[i]);
                written++;
            }
        }
        waiting.clear();
        return written;
    }

    private static CsvWriter csv(Path file) throws IOException {
        return CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(file, StandardCharsets.UTF_8);
    }
}
