// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class IndexHeaderTest {
    @TempDir Path folder;

    @Test
    void carriesTextsUpToTheirMaximum() throws IOException {
        IndexHeader header =
                new IndexHeader(
                        Long.MAX_VALUE,
                        "s".repeat(IndexHeader.STACK_BYTES_MAX),
                        "ü".repeat(IndexHeader.ATTACHMENT_BYTES_MAX / 2));
        Path file = folder.resolve("pairs");
        try (PairIndex.Writer writer = new PairIndex.Writer(file)) {
            writer.commit(header);
        }
        try (PairIndex index = PairIndex.map(file)) {
            assertThat(index.header()).isEqualTo(header);
            index.verify();
        }
    }

    @Test
    void refusesLongerTexts() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new IndexHeader(0, "s".repeat(IndexHeader.STACK_BYTES_MAX + 1), ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new IndexHeader(0, "", "a".repeat(IndexHeader.ATTACHMENT_BYTES_MAX + 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IndexHeader(-1, "", ""));
    }
}
