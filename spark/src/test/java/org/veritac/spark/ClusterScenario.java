// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line against a master and two workers, all of them processes of this machine.
@Tag("interop")
@Timeout(300)
final class ClusterScenario {
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";

    @TempDir private Path folder;

    private record Said(int code, String out, String err) {}

    @Test
    void aClusterClassifiesAsThisMachineDoes() throws IOException, InterruptedException {
        var country = GeneratedCountry.in(Files.createDirectory(folder.resolve("country")));
        Path conditions = country.conditions(EverySample.conditions(3));
        List<String> words =
                List.of(
                        "analytics",
                        "classify",
                        "--dry-run",
                        "--as-of",
                        "2026-11-08",
                        "--conditions",
                        conditions.toString(),
                        "--data",
                        country.directory().toString());
        Said here = type(words);
        assertThat(here.code()).as(here.err()).isZero();
        assertThat(here.out().lines().count()).isGreaterThan(1000);
        try (var cluster =
                StandaloneCluster.of(2, Files.createDirectory(folder.resolve("cluster")))) {
            var more = new ArrayList<>(words);
            more.addAll(
                    List.of(
                            "--engine",
                            "spark",
                            "--master",
                            cluster.master(),
                            "--spark-conf",
                            "spark.executor.memory=512m",
                            "--spark-conf",
                            "spark.sql.shuffle.partitions=4",
                            "--spark-conf",
                            "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1"));
            Said there = type(more);
            assertThat(there.code()).as(there.err()).isZero();
            assertThat(there.out()).isEqualTo(here.out());
            assertThat(there.err()).as("nothing of Spark's own").isEqualTo(here.err());
            assertThat(cluster.executorLogs()).contains("Finished task");
        }
    }

    @Test
    void aMasterThatIsNotThereIsSaidAtOnce() throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path conditions = folder.resolve("conditions.yml");
        Files.writeString(
                conditions,
                """
                region: {name: n, country_codes: ["22"], operators: []}
                conditions: []
                """);
        Said said =
                type(
                        List.of(
                                "analytics",
                                "classify",
                                "--conditions",
                                conditions.toString(),
                                "--data",
                                folder.toString(),
                                "--engine",
                                "spark",
                                "--master",
                                "spark://127.0.0.1:" + port));
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err())
                .contains("no Spark master answers at spark://127.0.0.1:" + port, "is it running");
    }

    private Said type(List<String> words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(JAVA);
        command.add("@" + Path.of("src/main/launch/options").toAbsolutePath());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx768m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        command.addAll(words);
        Path err = Files.createTempFile(folder, "said", ".err");
        Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, Files.readString(err));
    }
}
