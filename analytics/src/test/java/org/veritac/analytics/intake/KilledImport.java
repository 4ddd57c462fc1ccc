// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.io.IOException;
import java.nio.file.Path;

/// A process of its own that imports a file and waits to be killed at one stage.
final class KilledImport {
    private KilledImport() {}

    /// Imports and waits.
    ///
    /// @param arguments the folder, the file, the stage
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Progress.Stage last = Progress.Stage.valueOf(arguments[2]);
        try (Country country = new Country(folder)) {
            new Intake(country.store(), country.vault(), country.clock(), Limits.defaults())
                    .run(
                            new ImportOrder(
                                    FileKind.OPERATOR, Path.of(arguments[1]), ImportOptions.none()),
                            (stage, done, total) -> {
                                if (stage == last) {
                                    stop();
                                }
                            });
        }
    }

    private static void stop() {
        System.out.println("here");
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
