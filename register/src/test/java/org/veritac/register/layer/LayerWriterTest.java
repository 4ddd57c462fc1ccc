// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.Reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class LayerWriterTest {
    private static final byte[] SALT = new byte[LayerWriter.SALT_BYTES];

    @TempDir Path folder;

    @Test
    void leavesNothingWhenItsWorkFolderCannotBeWritten() throws IOException {
        Path work = Files.createDirectory(folder.resolve("work"));
        Files.delete(work);
        assertThatIOException().isThrownBy(() -> writeMany(work));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesNothingWhenThePublicFileCannotBeWritten() throws IOException {
        Files.createDirectories(folder.resolve("layer.part").resolve("in the way"));
        Row row = Row.removal(Key.device(new Imei(1)), Imsi.of("001010000000001"));
        try (LayerWriter writer = new LayerWriter(file(), false, SALT, folder)) {
            writer.add(row);
            assertThatIOException().isThrownBy(writer::commit);
        }
        assertThat(file()).doesNotExist();
        assertThat(Layer.privateFile(file())).doesNotExist();
    }

    @Test
    void leavesNothingWhenItIsNotCommitted() throws IOException {
        try (LayerWriter writer = new LayerWriter(file(), false, SALT, folder)) {
            for (int i = 0; i < 20_000; i++) {
                writer.addPlain(Key.Kind.DEVICE, i, 0, Reason.LOST);
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesAsManyRowsAsItSays() throws IOException {
        LayerWriter.Limits limits = new LayerWriter.Limits(folder, 3, 100, 10);
        try (LayerWriter writer = new LayerWriter(file(), false, SALT, limits)) {
            for (int i = 0; i < 10; i++) {
                writer.addPlain(Key.Kind.DEVICE, i, 0, Reason.LOST);
            }
            assertThatIOException()
                    .isThrownBy(() -> writer.addPlain(Key.Kind.DEVICE, 10, 0, Reason.LOST))
                    .withMessageContaining("at most 10 rows");
            assertThat(writer.commit().rows()).isEqualTo(10);
        }
    }

    @Test
    void refusesWhatIsNotAKey() throws IOException {
        try (LayerWriter writer = new LayerWriter(file(), false, SALT, folder)) {
            writer.addPlain(Key.Kind.RANGE, (1L << 56) - 1, Long.MAX_VALUE, Reason.LOST);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.addPlain(Key.Kind.RANGE, 1L << 56, 0, Reason.LOST));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.addPlain(Key.Kind.RANGE, -1, 0, Reason.LOST));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.addPlain(Key.Kind.RANGE, 0, -1, Reason.LOST));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.addPlain(Key.Kind.DEVICE, 0, 1, Reason.LOST));
        }
    }

    @Test
    void refusesRowsThatSayNothing() {
        Key key = Key.device(new Imei(1));
        assertThatIllegalArgumentException().isThrownBy(() -> row(key, Row.IMSI_MAX + 1, 0, 0, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> row(key, -2, 0, 0, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> row(key, 0, 1, 0, ""));
        String longest = "n".repeat(Entry.NOTE_MAX);
        assertThat(row(key, Row.IMSI_MAX, 0, 0, longest).note()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> row(key, 0, 0, 0, longest + "n"));
    }

    @Test
    void refusesErasedSubscribers() throws IOException {
        Row erased = row(Key.device(new Imei(1)), Row.ERASED, 0, 0, "");
        try (LayerWriter writer = new LayerWriter(file(), false, SALT, folder)) {
            assertThatIllegalArgumentException().isThrownBy(() -> writer.add(erased));
        }
    }

    @Test
    void refusesAShortSalt() {
        byte[] salt = new byte[LayerWriter.SALT_BYTES - 1];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LayerWriter(file(), false, salt, folder).close());
    }

    private static Row row(Key key, long imsi, long from, long until, String note) {
        return new Row(key, imsi, false, Reason.LOST, Row.NONE, from, until, note);
    }

    private void writeMany(Path work) throws IOException {
        try (LayerWriter writer = new LayerWriter(file(), false, SALT, work)) {
            for (int i = 0; i < 100_000; i++) {
                writer.addPlain(Key.Kind.DEVICE, i, 0, Reason.LOST);
            }
            writer.commit();
        }
    }

    private Path file() {
        return folder.resolve("layer");
    }
}
