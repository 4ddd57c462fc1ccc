// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.veritac.card.Secret;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Archives that are whole, and those that are not.
final class ArchiveTest {
    private final SecureRandom random = new SecureRandom();
    private final Secret pair = Secret.taking(random.generateSeed(32));
    private final Secret pin = Secret.of(new byte[] {'1', '9', '7', '3'});
    private final ArchiveKeys keys = ArchiveKeys.ofPair(pair);

    private static List<Item> items() {
        byte[] photo = new byte[70_000];
        new Random(1).nextBytes(photo);
        return List.of(
                Item.of(Kind.CONTACTS, "contacts.vcf", "BEGIN:VCARD".getBytes(UTF_8)),
                Item.of(Kind.SHORT_MESSAGE, "1", new byte[ShortMessage.RECORD_BYTES]),
                Item.of(Kind.MULTIMEDIA_MESSAGE, "1", new byte[0]),
                Item.of(Kind.PHOTO, "IMG_1.jpg", photo));
    }

    private static Archive.Reading whole(List<Item> items) {
        return new Archive.Reading.Whole(items);
    }

    private static Archive.Reading malformed(Archive.Flaw flaw) {
        return new Archive.Reading.Malformed(flaw);
    }

    @Test
    void givesBackEachByte() {
        byte[] archive = Archive.write(items(), keys, random);
        assertThat(archive).hasSize((int) Archive.length(items(), keys));
        assertThat(Archive.read(archive, keys)).isEqualTo(whole(items()));
        assertThat(Archive.read(Archive.write(List.of(), keys, random), keys))
                .isEqualTo(whole(List.of()));
    }

    @Test
    void opensForThePairAndForTheOwnersPinAndForNobodyElse() {
        ArchiveKeys both = keys.orPin(pin);
        byte[] archive = Archive.write(items(), both, random);
        assertThat(archive).hasSize((int) Archive.length(items(), both));
        assertThat(Archive.read(archive, keys)).isEqualTo(whole(items()));
        assertThat(Archive.read(archive, ArchiveKeys.ofPin(pin))).isEqualTo(whole(items()));
        var others =
                ArchiveKeys.ofPair(Secret.taking(new byte[32]))
                        .orPin(Secret.of(new byte[] {'1', '9', '7', '4'}));
        assertThat(Archive.read(archive, others)).isEqualTo(new Archive.Reading.NotOpened());
        assertThatThrownBy(() -> ArchiveKeys.ofPair(pin))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnyAlteredOrMissingByte() {
        byte[] archive = Archive.write(items().subList(0, 2), keys, random);
        for (int at = 0; at < archive.length; at++) {
            byte[] altered = archive.clone();
            altered[at] ^= 1;
            assertThat(Archive.read(altered, keys)).isNotInstanceOf(Archive.Reading.Whole.class);
            assertThat(Archive.read(Arrays.copyOf(archive, at), keys))
                    .isNotInstanceOf(Archive.Reading.Whole.class);
        }
        assertThat(Archive.read(Arrays.copyOf(archive, archive.length + 1), keys))
                .isEqualTo(new Archive.Reading.NotOpened());
    }

    @Test
    void refusesRoundsThatWouldTakeForEver() {
        byte[] archive = Archive.write(items(), ArchiveKeys.ofPin(pin), random);
        ByteBuffer.wrap(archive).putInt(5 + 1 + Slot.SALT_BYTES, Slot.ROUNDS_MAX + 1);
        assertThat(Archive.read(archive, ArchiveKeys.ofPin(pin)))
                .isEqualTo(malformed(Archive.Flaw.NOT_AN_ARCHIVE));
    }

    @Test
    void refusesWhatIsLargerThanItsBounds() {
        assertThat(Archive.read(new byte[Archive.BYTES_MAX + 1], keys))
                .isEqualTo(malformed(Archive.Flaw.TOO_LARGE));
        List<Item> most = many(Archive.ITEMS_MAX);
        assertThat(Archive.read(Archive.write(most, keys, random), keys)).isEqualTo(whole(most));
        assertThatThrownBy(() -> Archive.write(many(Archive.ITEMS_MAX + 1), keys, random))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Item.ifValid(Kind.PHOTO, "a", new byte[Item.BYTES_MAX])).isPresent();
        assertThat(Item.ifValid(Kind.PHOTO, "a", new byte[Item.BYTES_MAX + 1])).isEmpty();
    }

    private static List<Item> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Item.of(Kind.SHORT_MESSAGE, "m" + i, new byte[0]))
                .toList();
    }

    /// Whoever has the key may still write nonsense.
    @Test
    void refusesAuthenticNonsense() {
        assertThat(Archive.items(content(1, 'P', "../../etc/passwd", 0, 0)))
                .isEqualTo(malformed(Archive.Flaw.NAME));
        assertThat(Archive.items(content(1, 'P', "a", 1 << 30, 0)))
                .isEqualTo(malformed(Archive.Flaw.CONTENT));
        assertThat(Archive.items(content(1, 'P', "a", -1, 0)))
                .isEqualTo(malformed(Archive.Flaw.CONTENT));
        assertThat(Archive.items(content(1, 'X', "a", 0, 0)))
                .isEqualTo(malformed(Archive.Flaw.CONTENT));
        assertThat(Archive.items(content(1, 'P', "a", 3, 3)))
                .isEqualTo(malformed(Archive.Flaw.DIGEST));
        assertThat(Archive.items(content(Archive.ITEMS_MAX + 1, 'P', "a", 0, 0)))
                .isEqualTo(malformed(Archive.Flaw.TOO_MANY));
        assertThat(Archive.items(new byte[0])).isEqualTo(malformed(Archive.Flaw.CONTENT));
        Item twin = Item.of(Kind.PHOTO, "a", new byte[1]);
        assertThatThrownBy(() -> Archive.write(List.of(twin, twin), keys, random))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] content(int count, char kind, String name, int says, int has) {
        return ByteBuffer.allocate(4 + 1 + 1 + name.length() + 4 + Item.DIGEST_BYTES + has)
                .putInt(count)
                .put((byte) kind)
                .put((byte) name.length())
                .put(name.getBytes(US_ASCII))
                .putInt(says)
                .array();
    }

    @Test
    void showsNothingOfItsContent() {
        byte[] archive = Archive.write(items(), keys, random);
        String text = new String(archive, ISO_8859_1);
        assertThat(text).doesNotContain("VCARD").doesNotContain("IMG_1");
    }
}
