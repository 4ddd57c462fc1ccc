// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.applications;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs an application in a process of its own: a JVM with little memory, without this process's
/// environment, in a directory that is made for it and removed after it, with an end to its time
/// and its words.
///
/// Not promised: a sandbox. The process has the rights of this one's user; what an operator signs
/// is trusted that far. Where that is too far, let this class start a container.
public final class Runner {
    /// The most that is heard of what it says; one byte more ends it.
    public static final int OUTPUT_BYTES_MAX = 64 << 10;

    private static final String MEMORY = "-Xmx64m";
    private final Path java;
    private final Path workplace;
    private final Duration patience;
    private final Executor readers;

    /// @param java the program of the running JDK
    /// @param workplace a directory in which those of applications are made
    /// @param patience the longest time that one runs
    /// @param readers hears each process, a thread each
    public Runner(Path java, Path workplace, Duration patience, Executor readers) {
        this.java = java;
        this.workplace = workplace;
        this.patience = patience;
        this.readers = readers;
    }

    /// How a process ended.
    public sealed interface End {
        /// By itself.
        ///
        /// @param status 0 when it was content
        /// @param output what it said, in the charset of its own choice
        record Finished(int status, String output) implements End {}

        /// It ran out of time, and was killed with all that it had started.
        record OutOfTime() implements End {}

        /// It said more than [#OUTPUT_BYTES_MAX], and was killed.
        record TooMuchOutput() implements End {}
    }

    End run(Application application) throws IOException {
        Path directory = Files.createTempDirectory(workplace, application.name());
        try {
            Path jar = directory.resolve(application.name() + ".jar");
            Files.write(jar, application.jar());
            return watched(started(directory, jar));
        } finally {
            remove(directory);
        }
    }

    private Process started(Path directory, Path jar) throws IOException {
        var builder =
                new ProcessBuilder(
                        List.of(
                                java.toString(),
                                MEMORY,
                                "-XX:+UseSerialGC",
                                "-Djava.io.tmpdir=" + directory,
                                "-jar",
                                jar.toAbsolutePath().toString()));
        builder.environment().clear();
        builder.directory(directory.toFile());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private End watched(Process process) throws IOException {
        CompletableFuture<byte[]> heard =
                CompletableFuture.supplyAsync(() -> hear(process), readers);
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                return new End.OutOfTime();
            }
            kill(process);
            byte[] output = heard.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return output.length > OUTPUT_BYTES_MAX
                    ? new End.TooMuchOutput()
                    : new End.Finished(process.exitValue(), new String(output, UTF_8));
        } catch (TimeoutException e) {
            // Something that it has left running still holds its output.
            return new End.OutOfTime();
        } catch (ExecutionException e) {
            throw new IOException("an application could not be heard", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an application ran", e);
        } finally {
            kill(process);
        }
    }

    /// Hears a process out, or kills it when it says too much.
    private static byte[] hear(Process process) {
        var output = new ByteArrayOutputStream();
        try (InputStream in = process.getInputStream()) {
            byte[] some = in.readNBytes(OUTPUT_BYTES_MAX + 1);
            output.writeBytes(some);
            if (some.length > OUTPUT_BYTES_MAX) {
                kill(process);
            }
        } catch (IOException e) {
            // A killed process closes its stream: what was heard before counts.
            return output.toByteArray();
        }
        return output.toByteArray();
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void remove(Path directory) throws IOException {
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                            throws IOException {
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
