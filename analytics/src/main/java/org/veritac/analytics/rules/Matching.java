// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Condition;
import org.veritac.analytics.config.Dimension;
import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds the devices that conditions match, each dimension once, however many conditions name it.
public final class Matching {
    /// Numbers of one device that are looked at for a sequence; a device with more is no sequence
    /// but an identity that half the world shares, such as zeros.
    static final int NUMBERS_MAX = 100_000;

    /// Where the relations are.
    private static final String MAIN = "main";

    private final Engine engine;
    private final Database database;
    private final Setting setting;
    private final Names names;
    private final Map<Dimension, String> tables = new HashMap<>();
    private String schema = MAIN;
    private int conditions;

    private Matching(Engine engine, Setting setting, Names names) {
        this.engine = engine;
        this.database = engine.database();
        this.setting = setting;
        this.names = names;
    }

    /// Prepares to match on that database.
    ///
    /// @throws IOException when the database cannot be read
    public static Matching on(Database database, Setting setting, Names names) throws IOException {
        return on(new DuckDbEngine(database), setting, names);
    }

    /// Prepares to match on that engine.
    ///
    /// @throws IOException when it or its database cannot be read
    public static Matching on(Engine engine, Setting setting, Names names) throws IOException {
        Surroundings.prepare(engine, setting);
        return new Matching(engine, setting, names);
    }

    /// Prepares to match on relations of a schema that stand before those of their names.
    static Matching within(String schema, Database database, Setting setting, Names names)
            throws IOException {
        Matching matching = on(database, setting, names);
        matching.schema = schema;
        return matching;
    }

    /// A query of one column, `device`, without doubles: the devices all of the condition's
    /// dimensions match.
    public String matches(Condition condition) throws IOException {
        if (schema.equals(MAIN)) {
            return intersection(condition);
        }
        String table = schema + "_condition_" + conditions++;
        database.run("SET search_path = '%s,%s'".formatted(schema, MAIN));
        try {
            database.temporary(table, intersection(condition));
        } finally {
            database.run("RESET search_path");
        }
        return "SELECT device FROM " + table;
    }

    private String intersection(Condition condition) throws IOException {
        var parts = new ArrayList<String>();
        for (Condition.Use use : condition.dimensions()) {
            String table = table(use.dimension());
            parts.add(use.invert() ? inverted(table) : "SELECT device FROM " + table);
        }
        return String.join(" INTERSECT ", parts);
    }

    /// All ever seen, but those of the table.
    private String inverted(String table) {
        Text text =
                Text.of(
                        """
                        SELECT d.device
                          FROM devices d
                          LEFT JOIN %s b ON b.device = d.device
                         WHERE b.device IS NULL AND %s
                        """
                                .formatted(table, setting.seen("d")));
        return setting.fill(text).sql();
    }

    private String table(Dimension dimension) throws IOException {
        String known = tables.get(dimension);
        if (known != null) {
            return known;
        }
        String table = schema + "_dimension_" + tables.size();
        switch (Rule.of(dimension, setting)) {
            case Rule.Devices(String sql) ->
                    engine.keep(table, "SELECT DISTINCT r.device FROM (" + sql + ") r");
            case Rule.Sequences(String sql) -> sequences(table, sql);
        }
        tables.put(dimension, table);
        return table;
    }

    private void sequences(String table, String sql) throws IOException {
        Map<Long, List<Integer>> candidates = new HashMap<>();
        engine.rows(
                sql,
                row -> {
                    List<Integer> numbers =
                            candidates.computeIfAbsent(row[0], _ -> new ArrayList<>());
                    if (numbers.size() <= NUMBERS_MAX) {
                        numbers.add((int) row[1]);
                    }
                });
        var found = new ArrayList<Long>();
        for (Map.Entry<Long, List<Integer>> candidate : candidates.entrySet()) {
            List<Integer> numbers = candidate.getValue();
            if (numbers.size() <= NUMBERS_MAX
                    && Sequence.holds(names.msisdns(numbers.stream().mapToInt(n -> n).toArray()))) {
                found.add(candidate.getKey());
            }
        }
        database.run("CREATE OR REPLACE TEMPORARY TABLE " + table + "(device BIGINT)");
        if (!found.isEmpty()) {
            database.run(
                    "INSERT INTO "
                            + table
                            + " VALUES "
                            + found.stream()
                                    .map(d -> "(" + d + ")")
                                    .collect(Collectors.joining(", ")));
        }
    }
}
