// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.duckdb.DuckDBAppender;
import org.veritac.analytics.Cluster;
import org.veritac.analytics.rules.Engine;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Part;
import org.veritac.analytics.store.Relation;
import org.veritac.analytics.store.Relations;
import org.veritac.analytics.store.Store;

import scala.jdk.javaapi.CollectionConverters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs texts on Spark. Its views show the files that the store had when it was started; workers
/// read them under the path that they have here. What is found comes back through this process, a
/// partition at a time, and ends in the database.
public final class SparkEngine implements Engine {
    private static final String FAST_READER = "spark.sql.parquet.enableVectorizedReader";

    private final SparkSession session;
    private final Store store;
    private final Database database;
    private final Failures failures;
    private final List<Path> shown = new ArrayList<>();
    private int views;

    private SparkEngine(SparkSession session, Store store, Database database) {
        this.session = session;
        this.store = store;
        this.database = database;
        this.failures = new Failures(store.directory());
    }

    /// Starts Spark and shows it all relations of the store.
    ///
    /// @throws IOException when no master answers or no worker takes the work, with what to do
    public static SparkEngine start(Cluster.Job job, Store store, Database database)
            throws IOException {
        var engine = new SparkEngine(Sessions.start(job, store.directory()), store, database);
        boolean ready = false;
        try {
            for (Relation relation : Relations.all()) {
                engine.show(relation);
            }
            ready = true;
            return engine;
        } finally {
            if (!ready) {
                engine.close();
            }
        }
    }

    private void show(Relation relation) throws IOException {
        if (store.parts(relation.name()).isEmpty()) {
            show(relation.name(), () -> session.createDataFrame(List.of(), schema(relation)));
            return;
        }
        String query = store.query(relation, parts -> files(relation, parts));
        show(relation.name(), () -> session.sql(query));
    }

    private void show(String name, Callable<Dataset<org.apache.spark.sql.Row>> rows)
            throws IOException {
        failures.said(() -> {
            rows.call().createOrReplaceTempView(name);
            return name;
        });
    }

    /// A view of some files, and the query of its rows.
    private String files(Relation relation, List<Part> parts) throws IOException {
        String view = "files_" + views++;
        String[] paths =
                parts.stream()
                        .map(part -> store.directory().resolve(part.file()).toUri().toString())
                        .toArray(String[]::new);
        show(view, () -> session.read().schema(schema(relation)).parquet(paths));
        return "SELECT * FROM " + view;
    }

    private static StructType schema(Relation relation) {
        return StructType.fromDDL(relation.columns().replace("VARCHAR", "STRING"));
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public boolean isDatabase() {
        return false;
    }

    /// The table goes to Spark as a file beside the store's, which workers see as they see those.
    @Override
    public void show(String table) throws IOException {
        Path file = store.directory().resolve("work").resolve("shown-" + views++ + ".parquet");
        shown.add(file);
        database.run("COPY %s TO '%s' (FORMAT parquet)".formatted(table, quoted(file)));
        show(table, () -> session.read().parquet(file.toUri().toString()));
    }

    private static String quoted(Path file) {
        return file.toString().replace("'", "''");
    }

    @Override
    public void keep(String table, String sql) throws IOException {
        database.run("CREATE OR REPLACE TEMPORARY TABLE " + table + "(device BIGINT)");
        try (DuckDBAppender found = store.database().appender(table)) {
            rows(
                    sql,
                    row -> {
                        try {
                            found.beginRow().append(row[0]).endRow();
                        } catch (SQLException e) {
                            throw Database.failed(e);
                        }
                    });
        } catch (SQLException e) {
            throw Database.failed(e);
        }
    }

    @Override
    public void rows(String sql, Row row) throws IOException {
        Iterator<org.apache.spark.sql.Row> found =
                failures.said(() -> planned(sql).toLocalIterator());
        while (failures.said(found::hasNext)) {
            row.take(cells(failures.said(found::next)));
        }
    }

    /// DuckDB writes columns of DOUBLE in an encoding (BYTE_STREAM_SPLIT) that Spark's fast reader
    /// does not have and its slow one does; other columns shall not wait for the few that need it.
    private Dataset<org.apache.spark.sql.Row> planned(String sql) {
        session.conf().set(FAST_READER, true);
        Dataset<org.apache.spark.sql.Row> rows = session.sql(sql);
        if (!readsDoubles(rows)) {
            return rows;
        }
        session.conf().set(FAST_READER, false);
        return session.sql(sql);
    }

    private static boolean readsDoubles(Dataset<?> rows) {
        SparkPlan plan =
                ((org.apache.spark.sql.classic.Dataset<?>) rows).queryExecution().sparkPlan();
        return CollectionConverters.asJava(plan.collectLeaves()).stream()
                .flatMap(scan -> CollectionConverters.asJava(scan.output()).stream())
                .anyMatch(column -> column.dataType().sameType(DataTypes.DoubleType));
    }

    private static long[] cells(org.apache.spark.sql.Row found) {
        var cells = new long[found.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] =
                    switch (found.get(i)) {
                        case Boolean truth -> truth ? 1 : 0;
                        case Number number -> number.longValue();
                        case null, default ->
                                throw new IllegalStateException("column " + i + " is not a number");
                    };
        }
        return cells;
    }

    @Override
    public void close() throws IOException {
        failures.said(() -> {
            session.stop();
            return session;
        });
        for (Path file : shown) {
            Files.deleteIfExists(file);
        }
    }
}
