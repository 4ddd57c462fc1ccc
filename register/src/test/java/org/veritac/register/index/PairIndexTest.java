// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class PairIndexTest {
    private static final long DEVICE = Imei.of("490154203237518").key();
    private static final long SUBSCRIBER = Imsi.of("001010000000001").key();
    private static final long IMSI_KEY_MAX = Imsi.of("999999999999999").key();

    @TempDir Path folder;

    @Test
    void keepsTheLargestAndTheSmallestPair() throws IOException {
        try (PairIndex.Writer writer = new PairIndex.Writer(file())) {
            writer.add(0, 0, 1);
            writer.add(Imei.KEY_MAX, IMSI_KEY_MAX, 65_535);
            writer.commit(new IndexHeader(0, "", ""));
        }
        try (PairIndex index = PairIndex.map(file())) {
            assertThat(index.find(0, 0)).isEqualTo(1);
            assertThat(index.find(Imei.KEY_MAX, IMSI_KEY_MAX)).isEqualTo(65_535);
            assertThat(index.find(Imei.KEY_MAX + 1, 0)).isZero();
            assertThat(index.find(-1, 0)).isZero();
            assertThat(index.find(0, -1)).isZero();
            assertThat(index.find(0, 1L << 54)).isZero();
        }
    }

    @Test
    void refusesPairsThatDoNotAscend() throws IOException {
        try (PairIndex.Writer writer = new PairIndex.Writer(file())) {
            writer.add(DEVICE, SUBSCRIBER, 1);
            writer.add(DEVICE, SUBSCRIBER + 1, 1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.add(DEVICE, SUBSCRIBER + 1, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.add(DEVICE, SUBSCRIBER, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.add(DEVICE - 1, SUBSCRIBER + 2, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.add(DEVICE + 1, SUBSCRIBER, 0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.add(DEVICE + 1, 1L << 54, 1));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFileCutAnywhere() throws IOException {
        write(300);
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length += length < 200 ? 1 : 61) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThatIOException()
                    .as("cut to %d bytes", length)
                    .isThrownBy(() -> PairIndex.map(file()));
        }
    }

    @Test
    void noticesDamage() throws IOException {
        write(300);
        byte[] whole = Files.readAllBytes(file());
        for (int at = 0; at < whole.length; at += 7) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file(), damaged);
            assertThatIOException().as("byte %d damaged", at).isThrownBy(this::verify);
        }
    }

    @Test
    void failsCleanlyOnceClosed() throws IOException {
        write(1);
        PairIndex index = PairIndex.map(file());
        index.close();
        assertThatThrownBy(() -> index.find(DEVICE, SUBSCRIBER))
                .isInstanceOf(IllegalStateException.class);
    }

    private void verify() throws IOException {
        try (PairIndex index = PairIndex.map(file())) {
            index.verify();
        }
    }

    private void write(int count) throws IOException {
        try (PairIndex.Writer writer = new PairIndex.Writer(file())) {
            for (int i = 0; i < count; i++) {
                writer.add(DEVICE, SUBSCRIBER + i, 1);
            }
            writer.commit(new IndexHeader(3, "x", "y"));
        }
    }

    private Path file() {
        return folder.resolve("pairs");
    }
}
