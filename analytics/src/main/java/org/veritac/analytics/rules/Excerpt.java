// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Dimension;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Relation;
import org.veritac.analytics.store.Relations;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The rows that rules read of the devices in the table `touched_devices`, under the relations' own
/// names in a schema of its own.
///
/// Files are read by column, and all of them: so only the columns are taken that a rule's text
/// names.
final class Excerpt {
    private static final String OF_TOUCHED = "device IN (SELECT device FROM touched_devices)";

    private final String schema;
    private final Database database;
    private final Setting setting;
    private final Collection<Dimension> dimensions;
    private final List<String> texts;

    private Excerpt(
            String schema, Database database, Setting setting, Collection<Dimension> dimensions) {
        this.schema = schema;
        this.database = database;
        this.setting = setting;
        this.dimensions = dimensions;
        this.texts =
                dimensions.stream().map(dimension -> Rule.of(dimension, setting).sql()).toList();
    }

    /// Makes the schema with what the rules of those dimensions read.
    static void make(
            String schema, Database database, Setting setting, Collection<Dimension> dimensions)
            throws IOException {
        new Excerpt(schema, database, setting, dimensions).make();
    }

    private void make() throws IOException {
        database.run("CREATE SCHEMA IF NOT EXISTS " + schema);
        devices();
        uses();
        events();
        for (Relation list : Touched.OF_DEVICES) {
            table(list, OF_TOUCHED);
        }
    }

    private void devices() throws IOException {
        database.run(
                """
                CREATE OR REPLACE TABLE %s.devices AS
                SELECT r.device, MIN(r.first_day) AS first_day, BIT_OR(r.rats) AS rats
                  FROM main.device_rows r
                 WHERE %s
                 GROUP BY r.device
                """
                        .formatted(schema, OF_TOUCHED));
    }

    private void uses() throws IOException {
        int from = Integer.MAX_VALUE;
        for (Dimension dimension : dimensions) {
            Reach reach = Reach.of(dimension);
            if (reach.looksBack()) {
                from = Math.min(from, reach.window().of(setting.asOf()).firstMonth());
            }
        }
        table(
                Relations.USES,
                "month BETWEEN %d AND %d AND %s"
                        .formatted(from, Window.month(setting.asOf()), OF_TOUCHED));
    }

    private void events() throws IOException {
        int from = Integer.MAX_VALUE;
        for (Dimension dimension : dimensions) {
            Reach reach = Reach.of(dimension);
            if (reach.ways().contains(Reach.Way.EVENTS)) {
                from = Math.min(from, reach.window().of(setting.asOf()).start());
            }
        }
        table(Relations.EVENTS, "day >= %d AND %s".formatted(from, OF_TOUCHED));
    }

    /// Takes some rows of a relation, and the columns that texts name which read it.
    private void table(Relation relation, String rows) throws IOException {
        List<String> readers = texts.stream().filter(text -> names(text, relation.name())).toList();
        if (readers.isEmpty()) {
            return;
        }
        String columns =
                relation.names().stream()
                        .filter(column -> readers.stream().anyMatch(text -> names(text, column)))
                        .collect(Collectors.joining(", "));
        database.run(
                "CREATE OR REPLACE TABLE %s.%s AS SELECT %s FROM main.%2$s WHERE %s"
                        .formatted(schema, relation.name(), columns, rows));
    }

    private static boolean names(String text, String name) {
        return Pattern.compile("\\b" + name + "\\b").matcher(text).find();
    }
}
