// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// Starts a serve in this process for a test, on free ports of the loopback.
final class Started {
    static final String PORTS =
            """
            serve:
              listen: {s13: "127.0.0.1:0", n5g: "127.0.0.1:0", gsup: "127.0.0.1:0", http: "127.0.0.1:0"}
            """;

    private Started() {}

    static Settings settings(Path directory) {
        return SettingsText.read(PORTS, directory);
    }

    static Serving in(Path directory) throws IOException {
        return in(directory, null);
    }

    static Serving in(Path directory, @Nullable Demo demo) throws IOException {
        return in(directory, settings(directory), demo);
    }

    /// The same, with an ear for what it says.
    static Serving heard(Path directory, OutputStream said) throws IOException {
        return in(directory, settings(directory), null, said);
    }

    static Serving in(Path directory, Settings settings, @Nullable Demo demo) throws IOException {
        return in(directory, settings, demo, OutputStream.nullOutputStream());
    }

    private static Serving in(
            Path directory, Settings settings, @Nullable Demo demo, OutputStream said)
            throws IOException {
        var start =
                new Serving.Start(
                        directory,
                        ConfigurationFile.usual(directory),
                        settings,
                        demo,
                        new Typed(directory).shell(said));
        return Serving.start(start);
    }
}
