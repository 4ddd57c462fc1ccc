// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;

/// Commands that a running serve runs.
final class ServedTest extends CommandsContract {
    private Serving serving;

    @BeforeEach
    void start() throws IOException {
        serving = Started.in(folder.resolve("data"));
    }

    @AfterEach
    void stop() throws IOException {
        serving.close();
    }

    @Override
    boolean isServed() {
        return true;
    }
}
