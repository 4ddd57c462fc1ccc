// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.spark;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A master and its workers as processes of their own, made of Spark's jars alone: none of them has
/// a class of ours.
final class StandaloneCluster implements Closeable {
    private static final Pattern ADDRESS = Pattern.compile("spark://127\\.0\\.0\\.1:[0-9]+");

    /// At a process that starts, ten a second.
    private static final int LOOKS_MAX = 600;

    private static final String JAVA = System.getProperty("java.home") + "/bin/java";
    private static final String PACKAGE = "org.apache.spark.deploy.";

    private final Path folder;
    private final Path home;
    private final List<Process> processes = new ArrayList<>();
    private final String master;

    private StandaloneCluster(Path folder) throws IOException {
        this.folder = folder;
        home = folder.resolve("spark");
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String entry : System.getProperty("java.class.path").split(":")) {
            if (entry.endsWith(".jar") && !entry.contains("/target/")) {
                Path jar = Path.of(entry);
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        master = started("master.Master", "Starting Spark master", List.of());
    }

    /// Starts a master and workers with a core each, and waits until all are there.
    static StandaloneCluster of(int workers, Path folder) throws IOException {
        var cluster = new StandaloneCluster(folder);
        boolean whole = false;
        try {
            for (int i = 0; i < workers; i++) {
                Path work = Files.createDirectories(folder.resolve("worker" + i));
                cluster.started(
                        "worker.Worker",
                        "Successfully registered",
                        List.of(
                                "--cores",
                                "1",
                                "--memory",
                                "600M",
                                "--work-dir",
                                work.toString(),
                                cluster.master));
            }
            whole = true;
            return cluster;
        } finally {
            if (!whole) {
                cluster.close();
            }
        }
    }

    /// Where jobs go.
    String master() {
        return master;
    }

    /// What the executors of workers have written to their logs.
    String executorLogs() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.endsWith("stderr")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private String started(String role, String ready, List<String> words) throws IOException {
        var command = new ArrayList<String>();
        command.addAll(List.of(JAVA, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", home.resolve("jars") + "/*", PACKAGE + role));
        command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
        command.addAll(words);
        Path said = folder.resolve(processes.size() + ".log");
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_DIRS", folder.toString());
        Process process = builder.start();
        processes.add(process);
        return address(process, said, ready);
    }

    /// The address in the line by which a process says that it is ready.
    private static String address(Process process, Path said, String ready) throws IOException {
        for (int i = 0; i < LOOKS_MAX && process.isAlive(); i++) {
            for (String line : Files.readAllLines(said)) {
                Matcher address = ADDRESS.matcher(line);
                if (line.contains(ready) && address.find()) {
                    return address.group();
                }
            }
            try {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new IOException("does not start: " + Files.readString(said));
    }

    @Override
    public void close() throws IOException {
        for (Process process : processes.reversed()) {
            var below = process.descendants().toList();
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
            below.forEach(ProcessHandle::destroyForcibly);
        }
        try (var jars = Files.list(home.resolve("jars"))) {
            for (Path jar : jars.toList()) {
                Files.delete(jar);
            }
        }
    }
}
