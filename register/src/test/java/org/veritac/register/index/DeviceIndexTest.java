// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.identity.Imei;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

class DeviceIndexTest {
    private static final long TAC = 35_000_000L * 1_000_000;
    private static final IndexHeader HEADER =
            new IndexHeader(42, "a,b", "{\"list\":\"schwarz ü\"}");

    private static final int TEXT_BYTES_MAX = 64;

    @TempDir Path folder;

    @Test
    void isEmptyWithoutEntries() throws IOException {
        try (DeviceIndex index = write(new long[0])) {
            assertThat(index.entries()).isZero();
            assertThat(index.find(0)).isZero();
            assertThat(index.find(Imei.KEY_MAX)).isZero();
            index.verify();
        }
    }

    @Test
    void givesBackItsHeader() throws IOException {
        try (DeviceIndex index = write(TAC)) {
            assertThat(index.header()).isEqualTo(HEADER);
            assertThat(index.bytes()).isEqualTo(Files.size(file()));
        }
    }

    @Test
    void findsNothingOutsideTheKeys() throws IOException {
        try (DeviceIndex index = write(0, Imei.KEY_MAX)) {
            assertThat(index.find(0)).isEqualTo(1);
            assertThat(index.find(Imei.KEY_MAX)).isEqualTo(1);
            assertThat(index.find(-1)).isZero();
            assertThat(index.find(Imei.KEY_MAX + 1)).isZero();
            assertThat(index.find(Long.MIN_VALUE)).isZero();
            assertThat(index.find(Long.MAX_VALUE)).isZero();
        }
    }

    @Test
    void keepsAFullTacInAFewBytes() throws IOException {
        try (DeviceIndex.Writer writer = new DeviceIndex.Writer(file())) {
            for (int serial = 0; serial < 1_000_000; serial++) {
                writer.add(TAC + serial, 65_535);
            }
            writer.commit(HEADER);
        }
        try (DeviceIndex index = DeviceIndex.map(file())) {
            assertThat(index.bytes()).isLessThan(1_000);
            assertThat(index.find(TAC)).isEqualTo(65_535);
            assertThat(index.find(TAC + 999_999)).isEqualTo(65_535);
            assertThat(index.find(TAC - 1)).isZero();
            assertThat(index.find(TAC + 1_000_000)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, Chunk.CLASS_SETS_MAX, Chunk.CLASS_SETS_MAX + 1, 65_535})
    void keepsAnyNumberOfClassSetsInAChunk(int classes) throws IOException {
        try (DeviceIndex.Writer writer = new DeviceIndex.Writer(file())) {
            for (int serial = 0; serial < 1_000_000; serial++) {
                writer.add(TAC + serial, 1 + serial % 65_521 * 7919 % classes);
            }
            writer.commit(HEADER);
        }
        try (DeviceIndex index = DeviceIndex.map(file())) {
            for (int serial = 0; serial < 1_000_000; serial += 13) {
                assertThat(index.find(TAC + serial))
                        .isEqualTo(1 + serial % 65_521 * 7919 % classes);
            }
        }
    }

    @Test
    void refusesDevicesThatDoNotAscend() throws IOException {
        try (DeviceIndex.Writer writer = new DeviceIndex.Writer(file())) {
            writer.add(TAC + 5, 1);
            assertThatIllegalArgumentException().isThrownBy(() -> writer.add(TAC + 5, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.add(TAC + 4, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.add(Imei.KEY_MAX + 1, 1));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesClassSetsThatDoNotExist() throws IOException {
        try (DeviceIndex.Writer writer = new DeviceIndex.Writer(file())) {
            assertThatIllegalArgumentException().isThrownBy(() -> writer.add(TAC, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.add(TAC, 65_536));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.add(-1, 1));
        }
    }

    @Test
    void failsCleanlyOnceClosed() throws IOException {
        DeviceIndex index = write(TAC);
        index.close();
        index.close();
        assertThatThrownBy(() -> index.find(TAC)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void replacesTheOneThatWasThere() throws IOException {
        try (DeviceIndex old = write(TAC);
                DeviceIndex index = write(TAC + 1)) {
            assertThat(old.find(TAC)).isEqualTo(1);
            assertThat(index.find(TAC)).isZero();
            assertThat(index.find(TAC + 1)).isEqualTo(1);
        }
    }

    @Test
    void refusesAFileCutAnywhere() throws IOException {
        write(TAC, TAC + 100_000, TAC + 2_000_000, TAC + 2_000_100).close();
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThatIOException()
                    .as("cut to %d bytes", length)
                    .isThrownBy(() -> DeviceIndex.map(file()))
                    .withMessageContaining(file().toString());
        }
        Files.write(file(), Arrays.copyOf(whole, whole.length + 1));
        assertThatIOException().isThrownBy(() -> DeviceIndex.map(file()));
    }

    @Test
    void noticesEveryDamagedByte() throws IOException {
        write(TAC, TAC + 100_000, TAC + 2_000_000, TAC + 2_000_100).close();
        byte[] whole = Files.readAllBytes(file());
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file(), damaged);
            boolean inHeader = at < IndexFile.HEADER_BYTES;
            assertThatIOException()
                    .as("byte %d damaged", at)
                    .isThrownBy(inHeader ? () -> DeviceIndex.map(file()).close() : this::verify);
        }
    }

    @Test
    void readsNothingOutsideADamagedFile() throws IOException {
        try (DeviceIndex.Writer writer = new DeviceIndex.Writer(file())) {
            for (int i = 0; i < 3_000; i++) {
                writer.add(TAC + i * 300L, i % 3 == 0 ? 1 : 1 + i % 500);
            }
            writer.commit(HEADER);
        }
        byte[] whole = Files.readAllBytes(file());
        Random random = new Random(1);
        for (int round = 0; round < 100; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 200; i++) {
                int at = random.nextInt(IndexFile.HEADER_BYTES, whole.length - TEXT_BYTES_MAX);
                damaged[at] = (byte) random.nextInt();
            }
            Files.write(file(), damaged);
            try (DeviceIndex index = DeviceIndex.map(file())) {
                for (int i = 0; i < 3_000; i++) {
                    findOrFail(index, TAC + i * 300L);
                }
            }
        }
    }

    private static void findOrFail(DeviceIndex index, long key) {
        try {
            assertThat(index.find(key)).isBetween(0, 65_535);
        } catch (IndexOutOfBoundsException e) {
            assertThat(e).hasMessageContaining("bound");
        }
    }

    @Test
    void refusesAForeignFile() throws IOException {
        Files.writeString(file(), "imei,reason\n".repeat(100));
        assertThatIOException()
                .isThrownBy(() -> DeviceIndex.map(file()))
                .withMessageContaining("not a device index");
        try (PairIndex.Writer writer = new PairIndex.Writer(file())) {
            writer.commit(HEADER);
        }
        assertThatIOException()
                .isThrownBy(() -> DeviceIndex.map(file()))
                .withMessageContaining("not a device index");
    }

    private void verify() throws IOException {
        try (DeviceIndex index = DeviceIndex.map(file())) {
            index.verify();
        }
    }

    private DeviceIndex write(long... keys) throws IOException {
        try (DeviceIndex.Writer writer = new DeviceIndex.Writer(file())) {
            for (long key : keys) {
                writer.add(key, 1);
            }
            writer.commit(HEADER);
        }
        return DeviceIndex.map(file());
    }

    private Path file() {
        return folder.resolve("devices");
    }
}
