// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.Cluster;
import org.veritac.analytics.Country;
import org.veritac.analytics.rules.Engine;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Where rules run.
final class EngineOption {
    /// Of the masters that Spark has, those that need nothing beside it.
    private static final Pattern MASTER =
            Pattern.compile(
                    "local\\[([1-9][0-9]{0,3}|\\*)]"
                            + "|spark://[A-Za-z0-9._-]+:[0-9]{1,5}(,[A-Za-z0-9._-]+:[0-9]{1,5})*");

    private static final Pattern PROPERTY = Pattern.compile("spark\\.[A-Za-z0-9._-]+");

    private static final String DUCKDB = "duckdb";
    private static final String SPARK = "spark";

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "Where rules run: duckdb (default), in this process; or spark.")
    private String engine = DUCKDB;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "The master of the Spark cluster, spark://HOST:PORT, or local[N] for N threads"
                            + " of this process. Workers have to see the data directory under the"
                            + " same path.")
    private @Nullable String master;

    @Option(
            names = "--spark-conf",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting of Spark's, such as spark.executor.memory=4g; may be repeated.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /// What is wrong with the options, or null.
    @Nullable String misused(@Nullable Cluster cluster) {
        return switch (engine) {
            case DUCKDB ->
                    master == null && properties.isEmpty()
                            ? null
                            : "--master and --spark-conf need --engine spark";
            case SPARK -> misusedOnSpark(cluster);
            default -> "--engine is one of duckdb and spark";
        };
    }

    private @Nullable String misusedOnSpark(@Nullable Cluster cluster) {
        if (master == null) {
            return "--engine spark needs --master spark://HOST:PORT or local[N]";
        }
        if (!MASTER.matcher(master).matches()) {
            return "--master is spark://HOST:PORT or local[N]";
        }
        for (String key : properties.keySet()) {
            if (!PROPERTY.matcher(key).matches()) {
                return "--spark-conf takes KEY=VALUE with a key that begins with spark.";
            }
        }
        return cluster == null
                ? "Spark is not in this program: start it by ./veritac, which adds it"
                : null;
    }

    /// Starts the engine; [#misused] has found nothing.
    Engine start(Country country, CountryDesk desk) throws IOException {
        Cluster cluster = desk.cluster();
        if (engine.equals(DUCKDB) || cluster == null || master == null) {
            return country.engine();
        }
        desk.progress().at("starting Spark", 0, 0);
        return country.engine(cluster, new Cluster.Job(master, properties));
    }
}
