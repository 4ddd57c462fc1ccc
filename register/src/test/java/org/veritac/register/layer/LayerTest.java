// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.ImsiRange;
import org.veritac.identity.Tac;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.Reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

class LayerTest {
    private static final Key DEVICE = Key.device(Imei.of("490154203237518"));
    private static final Key OTHER = Key.device(Imei.of("490154203237526"));
    private static final Imsi SUBSCRIBER = Imsi.of("001010000000001");
    private static final byte[] SALT = new byte[LayerWriter.SALT_BYTES];
    private static final Entry RICH =
            new Entry(
                    DEVICE,
                    SUBSCRIBER,
                    Reason.STOLEN,
                    LocalDate.of(1969, 12, 31),
                    Instant.ofEpochSecond(100),
                    Instant.ofEpochSecond(199),
                    "gestohlen");

    @TempDir Path folder;
    private Path work = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
    }

    @Test
    void givesBackEntriesAsTheyWere() throws IOException {
        Entry plain = Entry.of(OTHER, Reason.LOST);
        write(Row.of(plain), Row.of(RICH), Row.removal(Key.tac(Tac.of("49015420")), null));
        try (Layer layer = Layer.map(file())) {
            assertThat(layer.row(0).entry()).isEqualTo(RICH);
            assertThat(layer.row(1).entry()).isEqualTo(plain);
            assertThatIllegalStateException().isThrownBy(() -> layer.row(2).entry());
            assertThat(layer.row(2).removed()).isTrue();
            assertThatThrownBy(() -> layer.row(3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> layer.row(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void hasNoPrivateFileWithoutPrivateContent() throws IOException {
        LayerSummary summary = write(Row.of(Entry.of(DEVICE, Reason.LOST)));
        assertThat(summary.commitment()).isEmpty();
        assertThat(Layer.privateFile(file())).doesNotExist();
        try (Layer layer = Layer.map(file())) {
            assertThat(layer.privateMissing()).isFalse();
            layer.verify(summary);
        }
    }

    @Test
    void keepsPlainDevicesInEightBytesEach() throws IOException {
        try (LayerWriter writer = new LayerWriter(file(), false, SALT, work)) {
            for (int i = 0; i < 10_000; i++) {
                writer.addPlain(Key.Kind.DEVICE, 10_000 - i, 0, Reason.STOLEN);
            }
            writer.commit();
        }
        assertThat(Files.size(file())).isLessThan(10_000 * 8 + 600);
        try (Layer layer = Layer.map(file())) {
            assertThat(layer.row(0).entry())
                    .isEqualTo(Entry.of(Key.device(new Imei(1)), Reason.STOLEN));
        }
    }

    @Test
    void digestsAreThoseOfTheFiles() throws IOException, NoSuchAlgorithmException {
        LayerSummary summary = write(Row.of(RICH));
        assertThat(summary.digest()).isEqualTo(sha256(file()));
        assertThat(summary.commitment()).isEqualTo(sha256(Layer.privateFile(file())));
        byte[] content = Files.readAllBytes(Layer.privateFile(file()));
        assertThat(content).startsWith(SALT);
    }

    @Test
    void saysTheSameWhateverTheOrderOfItsRows() throws IOException {
        LayerSummary one = write(Row.of(RICH), Row.of(Entry.of(OTHER, Reason.LOST)));
        LayerSummary other = write(Row.of(Entry.of(OTHER, Reason.LOST)), Row.of(RICH));
        assertThat(one).isEqualTo(other);
    }

    @Test
    void leavesNoTraceOfAReplacedRow() throws IOException {
        Row plain = Row.of(Entry.of(DEVICE, Reason.LOST));
        Row noted =
                Row.of(new Entry(DEVICE, null, Reason.FRAUD, null, null, null, "to be replaced"));
        LayerSummary clean = write(plain);
        LayerSummary replaced = write(noted, plain);
        assertThat(replaced.digest()).isEqualTo(clean.digest());
        assertThat(replaced.duplicates()).isEqualTo(1);
        assertThat(Layer.privateFile(file())).doesNotExist();
    }

    @Test
    void opensAndVerifiesWhenPrivateContentIsDeleted() throws IOException {
        Row everyone = Row.of(new Entry(OTHER, null, Reason.LOST, null, null, null, "note"));
        LayerSummary summary = write(Row.of(RICH), everyone);
        Files.delete(Layer.privateFile(file()));
        try (Layer layer = Layer.map(file())) {
            layer.verify(summary);
            assertThat(layer.privateMissing()).isTrue();
            assertThat(layer.row(0).imsi()).isEqualTo(Row.ERASED);
            assertThat(layer.row(0).reason()).isEqualTo(Reason.STOLEN);
            assertThat(layer.row(0).note()).isEmpty();
            assertThat(layer.row(1).entry()).isEqualTo(Entry.of(OTHER, Reason.LOST));
            Cursor cursor = layer.cursor();
            assertThat(cursor.next() && cursor.erased()).isTrue();
            assertThat(cursor.next() && !cursor.erased()).isTrue();
        }
    }

    @Test
    void hidesTheKeysOfAListOfSubscribers() throws IOException {
        Key range = Key.subscribers(new ImsiRange(1_010_000_000_000L, 1_010_999_999_999L));
        LayerSummary summary;
        try (LayerWriter writer = new LayerWriter(file(), true, SALT, work)) {
            writer.add(Row.of(Entry.of(range, Reason.SCREENED_IMSI)));
            summary = writer.commit();
        }
        try (Layer layer = Layer.map(file())) {
            assertThat(layer.find(range)).isZero();
            assertThat(layer.row(0).key()).isEqualTo(range);
        }
        Files.delete(Layer.privateFile(file()));
        try (Layer layer = Layer.map(file())) {
            layer.verify(summary);
            assertThat(layer.size()).isEqualTo(1);
            assertThat(layer.find(range)).isEqualTo(-1);
            Cursor cursor = layer.cursor(Key.Kind.SUBSCRIBERS);
            assertThat(cursor.next() && cursor.erased()).isTrue();
        }
    }

    @Test
    void tellsWhatTimeChanges() throws IOException {
        write(Row.of(RICH), Row.of(Entry.of(OTHER, Reason.LOST)));
        try (Layer layer = Layer.map(file())) {
            assertThat(due(layer, Long.MIN_VALUE, Long.MAX_VALUE)).containsExactly(0L, 0L);
            assertThat(due(layer, 99, 100)).containsExactly(0L);
            assertThat(due(layer, 100, 199)).isEmpty();
            assertThat(due(layer, 199, 200)).containsExactly(0L);
            assertThat(due(layer, 200, Long.MAX_VALUE)).isEmpty();
            assertThat(due(layer, 300, 200)).isEmpty();
            assertThat(layer.nextDue(Long.MIN_VALUE)).isEqualTo(100);
            assertThat(layer.nextDue(100)).isEqualTo(200);
            assertThat(layer.nextDue(200)).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void refusesAFileCutAnywhere() throws IOException {
        write(Row.of(RICH));
        for (Path path : List.of(file(), Layer.privateFile(file()))) {
            byte[] whole = Files.readAllBytes(path);
            for (int length = 0; length < whole.length; length += 3) {
                Files.write(path, Arrays.copyOf(whole, length));
                assertThatIOException()
                        .as("%s cut to %d bytes", path, length)
                        .isThrownBy(() -> Layer.map(file()))
                        .withMessageContaining(path.toString());
            }
            Files.write(path, whole);
        }
    }

    @Test
    void noticesDamage() throws IOException {
        LayerSummary summary = write(Row.of(RICH), Row.of(Entry.of(OTHER, Reason.LOST)));
        for (Path path : List.of(file(), Layer.privateFile(file()))) {
            byte[] whole = Files.readAllBytes(path);
            for (int at = 0; at < whole.length; at += 2) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 1;
                Files.write(path, damaged);
                assertThatIOException()
                        .as("byte %d of %s damaged", at, path)
                        .isThrownBy(() -> verify(summary));
            }
            Files.write(path, whole);
        }
        verify(summary);
    }

    @Test
    void refusesThePrivateFileOfAnotherLayer() throws IOException {
        write(Row.of(RICH), Row.of(Entry.of(OTHER, Reason.LOST)));
        byte[] other = Files.readAllBytes(Layer.privateFile(file()));
        write(Row.of(RICH));
        Files.write(Layer.privateFile(file()), other);
        assertThatIOException()
                .isThrownBy(() -> Layer.map(file()))
                .withMessageContaining("another layer");
    }

    @Test
    void failsCleanlyOnceClosed() throws IOException {
        write(Row.of(RICH));
        Layer layer = Layer.map(file());
        layer.close();
        layer.close();
        assertThatIllegalStateException().isThrownBy(() -> layer.find(DEVICE));
    }

    @Test
    void masksIdentitiesInItsText() {
        assertThat(Row.of(RICH).toString()).doesNotContain("3237", "0000001", "gestohlen");
    }

    private void verify(LayerSummary summary) throws IOException {
        try (Layer layer = Layer.map(file())) {
            layer.verify(summary);
        }
    }

    private static List<Long> due(Layer layer, long after, long until) {
        List<Long> rows = new ArrayList<>();
        layer.dueBetween(after, until).forEachRemaining((long row) -> rows.add(row));
        return rows;
    }

    private LayerSummary write(Row... rows) throws IOException {
        try (LayerWriter writer = new LayerWriter(file(), false, SALT, work)) {
            for (Row row : rows) {
                writer.add(row);
            }
            return writer.commit();
        }
    }

    private static String sha256(Path path) throws IOException, NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
        return HexFormat.of().formatHex(digest);
    }

    private Path file() {
        return folder.resolve("layer");
    }
}
