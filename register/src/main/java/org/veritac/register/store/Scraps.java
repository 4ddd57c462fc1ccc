// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// What is left in a folder of files that are only for while something runs.
final class Scraps {
    private static final Logger LOG = LoggerFactory.getLogger(Scraps.class);

    private Scraps() {}

    /// Empties a folder. What cannot be deleted is of no harm.
    static void clear(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!one.equals(folder)) {
                    Files.deleteIfExists(one);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} is not empty: {}", folder, e.getMessage());
        }
    }
}
