// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.analytics.config.OperatorLimits;

import java.io.IOException;
import java.nio.file.Path;

/// No bytes make an import fail in another way than by a refusal that says why. Run as a fuzz test
/// with `JAZZER_FUZZ=1`; otherwise the seeds are read as ordinary tests.
class IntakeFuzz {
    @TempDir private Path folder;
    private Country country;

    @BeforeEach
    void open() throws IOException {
        country =
                new Country(
                        folder,
                        new Limits(Country.REGION, OperatorLimits.defaults(), java.util.Map.of()));
    }

    @AfterEach
    void close() throws IOException {
        country.close();
    }

    @FuzzTest
    void operatorFile(byte[] bytes) throws IOException {
        take(FileKind.OPERATOR, "one_20260501_20260531.csv", bytes);
    }

    @FuzzTest
    void operatorZip(byte[] bytes) throws IOException {
        take(FileKind.OPERATOR, "one_20260501_20260531.zip", bytes);
    }

    @FuzzTest
    void models(byte[] bytes) throws IOException {
        take(FileKind.TAC, "gsma.txt", bytes);
    }

    @FuzzTest
    void lists(byte[] bytes) throws IOException {
        for (FileKind kind :
                new FileKind[] {
                    FileKind.STOLEN, FileKind.REGISTRATION, FileKind.PAIRING, FileKind.SUBSCRIBERS
                }) {
            take(kind, "list.csv", bytes);
        }
    }

    @FuzzTest
    void events(byte[] bytes) throws IOException {
        take(FileKind.EVENTS, "events.csv", bytes);
    }

    private void take(FileKind kind, String name, byte[] bytes) throws IOException {
        long before = country.store().version();
        Outcome outcome = country.take(kind, country.file(name, bytes), ImportOptions.none());
        switch (outcome) {
            case Outcome.Refused(Refusal refusal) -> {
                if (refusal.text().isEmpty() || country.store().version() != before) {
                    throw new AssertionError("a refusal without a word, or with a change");
                }
            }
            case Outcome.Imported _, Outcome.Unchanged _ -> {}
        }
    }
}
