// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Shows the parts of each relation as one view.
final class Views {
    private final Path directory;

    Views(Path directory) {
        this.directory = directory;
    }

    /// Makes the views, and the table of operators, that a manifest asks for.
    void show(Database database, List<Relation> relations, Manifest manifest) throws IOException {
        Map<String, List<Part>> parts =
                manifest.parts().stream().collect(Collectors.groupingBy(Part::relation));
        for (Relation relation : relations) {
            List<Part> of = parts.getOrDefault(relation.name(), List.of());
            database.run(
                    "CREATE OR REPLACE VIEW %s AS %s"
                            .formatted(relation.name(), query(relation, of)));
            if (relation.merging() == Relation.Merging.DEVICES) {
                database.run(
                        "CREATE OR REPLACE VIEW device_rows AS "
                                + (of.isEmpty() ? query(relation, of) : files(of)));
            }
        }
        database.run("CREATE OR REPLACE TABLE operators(operator INTEGER, id VARCHAR)");
        for (var operator : manifest.operators().entrySet()) {
            database.run(
                    "INSERT INTO operators VALUES (%d, %s)"
                            .formatted(operator.getValue(), Database.text(operator.getKey())));
        }
    }

    /// The rows of some parts of a relation as the relation has them.
    String query(Relation relation, List<Part> parts) throws IOException {
        return parts.isEmpty()
                ? "SELECT " + nulls(relation) + " WHERE false"
                : query(relation, parts, this::files);
    }

    /// The rows of one part or more, in SQL that is not DuckDB's alone.
    static String query(Relation relation, List<Part> parts, PartReader files) throws IOException {
        return switch (relation.merging()) {
            case APPEND -> files.rows(parts);
            case DEVICES -> parts.size() == 1 ? files.rows(parts) : devices(files.rows(parts));
            case USES -> uses(parts, files);
        };
    }

    /// Rows of devices with one of each device.
    static String devices(String rows) {
        return """
        SELECT device, first_day, last_day, rats, imsi, nullif(last_imsi, imsi) AS other_imsi,
               msisdn, nullif(last_msisdn, msisdn) AS other_msisdn
        FROM (SELECT device, min(first_day) AS first_day, max(last_day) AS last_day,
                     bit_or(rats) AS rats, min(imsi) AS imsi,
                     max(greatest(imsi, other_imsi)) AS last_imsi, min(msisdn) AS msisdn,
                     max(greatest(msisdn, other_msisdn)) AS last_msisdn
              FROM (%s) GROUP BY device)\
        """
                .formatted(rows);
    }

    /// A month of an operator that has one part is read as it is.
    private static String uses(List<Part> parts, PartReader files) throws IOException {
        Map<Long, List<Part>> months = new HashMap<>();
        for (Part part : parts) {
            long month = (long) part.period() << Integer.SIZE | part.operator();
            months.computeIfAbsent(month, _ -> new ArrayList<>()).add(part);
        }
        List<Part> alone = new ArrayList<>();
        List<Part> together = new ArrayList<>();
        months.values().forEach(of -> (of.size() == 1 ? alone : together).addAll(of));
        List<String> queries = new ArrayList<>();
        if (!alone.isEmpty()) {
            queries.add(files.rows(alone));
        }
        if (!together.isEmpty()) {
            queries.add(
                    """
                    SELECT p.month, p.operator, p.device, p.imsi, p.msisdn, bit_or(p.days) AS days,
                           bit_or(p.rats) AS rats FROM (%s) p
                    GROUP BY p.month, p.operator, p.device, p.imsi, p.msisdn\
                    """
                            .formatted(files.rows(together)));
        }
        return String.join(" UNION ALL ", queries);
    }

    private String files(List<Part> parts) {
        return parts.stream()
                .map(part -> Database.text(directory.resolve(part.file()).toString()))
                .sorted()
                .collect(
                        Collectors.joining(
                                ", ",
                                "SELECT * FROM read_parquet([",
                                "], hive_partitioning = false)"));
    }

    private static String nulls(Relation relation) {
        List<String> columns = new ArrayList<>();
        for (String column : relation.columns().split(",")) {
            String[] words = column.strip().split(" ");
            columns.add("CAST(NULL AS %s) AS \"%s\"".formatted(words[1], words[0]));
        }
        return String.join(", ", columns);
    }
}
