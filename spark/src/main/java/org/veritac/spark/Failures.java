// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Spark's failures as those of the world: all texts are our own, so what it refuses is a machine
/// that went, memory that ended, a file that a worker does not see.
final class Failures {
    /// Causes of causes that are looked at.
    private static final int DEPTH_MAX = 16;

    private final Path store;

    /// @param store the folder that workers have to see
    Failures(Path store) {
        this.store = store;
    }

    /// Does something with Spark.
    ///
    /// @throws IOException in place of whatever it threw
    <T> T said(Callable<T> step) throws IOException {
        try {
            return step.call();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            // Spark's methods are Scala's: they declare nothing and throw checked and unchecked.
            throw new IOException("Spark failed: " + firstLine(e) + advice(e), e);
        }
    }

    private String advice(Exception failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH_MAX; depth++) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof FileNotFoundException
                    || text.contains("FAILED_READ_FILE")
                    || text.contains("PATH_NOT_FOUND")) {
                return "; every worker has to see "
                        + store
                        + " under this path, as a user who may read it";
            }
            if (cause instanceof OutOfMemoryError || text.contains("OutOfMemoryError")) {
                return "; give workers more memory: --spark-conf spark.executor.memory=4g";
            }
            cause = cause.getCause();
        }
        return "";
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
