// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// Tests of which each has an empty store in a folder of its own.
abstract class WithCountry {
    @TempDir private Path folder;
    Country country;

    @BeforeEach
    void open() throws IOException {
        country = new Country(folder);
    }

    @AfterEach
    void close() throws IOException {
        country.close();
    }
}
