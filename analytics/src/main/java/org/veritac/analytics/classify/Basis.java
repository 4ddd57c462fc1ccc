// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import org.veritac.analytics.config.Condition;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.rules.Rule;
import org.veritac.analytics.rules.Setting;
import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a run decided from, kept with it: a later run may follow it when this still holds.
///
/// @param day as of which it ran, as an epoch day
/// @param texts a digest of conditions and of the rules' own texts, whatever the day
/// @param position where imports stood
/// @param lists the mark of each list
/// @param known how many devices had been seen
/// @param refused the conditions that kept an older state
record Basis(
        int day,
        String texts,
        String position,
        Map<String, String> lists,
        long known,
        List<String> refused) {
    private static final String COMMA = ",";

    Basis {
        lists = Map.copyOf(lists);
        refused = List.copyOf(refused);
    }

    /// The basis of a run, but for what it will find.
    static Basis of(Configuration configuration, Setting setting, Inputs inputs) {
        return new Basis(
                setting.asOf(),
                texts(configuration, setting),
                inputs.position(),
                inputs.lists(),
                0,
                List.of());
    }

    Basis found(long devices, List<Outcome.Finding> findings) {
        return new Basis(
                day,
                texts,
                position,
                lists,
                devices,
                findings.stream()
                        .filter(Outcome.Finding::refused)
                        .map(Outcome.Finding::condition)
                        .toList());
    }

    private static String texts(Configuration configuration, Setting setting) {
        var anyDay = new Setting(0, 0, setting.strict(), setting.region(), setting.radio());
        var texts = new ArrayList<>(configuration.essentials());
        for (Condition condition : configuration.conditions()) {
            condition
                    .dimensions()
                    .forEach(use -> texts.add(Rule.of(use.dimension(), anyDay).sql()));
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// The basis of a run, when it left one.
    static Optional<Basis> of(Database database, int run) throws IOException {
        var found = new ArrayList<Basis>();
        database.rows(
                "SELECT day, texts, position, lists, known, refused FROM bases WHERE run = ?",
                row ->
                        found.add(
                                new Basis(
                                        row.getInt(1),
                                        row.getString(2),
                                        row.getString(3),
                                        marks(row.getString(4)),
                                        row.getLong(5),
                                        List.of(row.getString(6).split(COMMA, -1)))),
                run);
        return found.stream().findFirst();
    }

    private static Map<String, String> marks(String text) {
        Map<String, String> marks = new TreeMap<>();
        text.lines()
                .forEach(line -> {
                    int at = line.indexOf('=');
                    marks.put(line.substring(0, at), line.substring(at + 1));
                });
        return marks;
    }

    /// The query that adds this basis of a run.
    String row(int run) {
        var marks = new StringBuilder();
        new TreeMap<>(lists)
                .forEach((list, mark) -> marks.append(list).append('=').append(mark).append('\n'));
        return "SELECT %d, %d, %s, %s, %s, %d, %s"
                .formatted(
                        run,
                        day,
                        Database.text(texts),
                        Database.text(position),
                        Database.text(marks.toString()),
                        known,
                        Database.text(String.join(COMMA, refused)));
    }
}
