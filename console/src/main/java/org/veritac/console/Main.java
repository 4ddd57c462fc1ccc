// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.Cluster;
import org.veritac.console.command.Shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The command line of Veritac.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        run(null, arguments);
    }

    /// The same with a cluster for rules, which the command line may ask for.
    public static void run(@Nullable Cluster cluster, String... arguments) {
        List<String> words = List.of(arguments);
        if (!words.contains("serve") && !words.contains("--debug")) {
            Logging.off();
        }
        var shell =
                new Shell(
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err),
                        isTerminal(),
                        Path.of("").toAbsolutePath(),
                        System.getProperty("user.name", "unknown"),
                        cluster);
        System.exit(new Door(shell).run(arguments));
    }

    /// Whether standard error goes to a terminal, which Java does not say.
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return false; // another system, where nobody can say
        }
    }
}
