// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;

final class FailuresTest {
    private final Failures failures = new Failures(Path.of("/data/analytics"));

    @Test
    void whatGoesWellPasses() throws IOException {
        assertThat(failures.said(() -> 7)).isEqualTo(7);
    }

    @Test
    void theFirstLineIsSaidAndTheStackIsNot() {
        assertThatIOException()
                .isThrownBy(() -> failures.said(() -> failed("aborted\n\tat Stage 3", null)))
                .withMessage("Spark failed: aborted");
    }

    @Test
    void aFileThatAWorkerDoesNotSeeSaysWhatMustBeShared() {
        var missing = new FileNotFoundException("File file:/data/x does not exist");
        assertThatIOException()
                .isThrownBy(() -> failures.said(() -> failed("aborted", missing)))
                .withMessage(
                        "Spark failed: aborted; every worker has to see /data/analytics under this"
                                + " path, as a user who may read it");
    }

    @Test
    void memoryThatEndedSaysHowToGiveMore() {
        assertThatIOException()
                .isThrownBy(
                        () -> failures.said(() -> failed("java.lang.OutOfMemoryError: x", null)))
                .withMessageEndingWith("--spark-conf spark.executor.memory=4g");
    }

    @Test
    void aBrokenWorldStaysWhatItIs() {
        var full = new IOException("disk full");
        assertThatIOException()
                .isThrownBy(() ->
                        failures.said(() -> {
                            throw full;
                        }))
                .isSameAs(full);
    }

    private static int failed(String message, @org.jspecify.annotations.Nullable Exception cause) {
        throw new IllegalStateException(message, cause);
    }
}
