// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.Secret;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/// From one handset to the next, by way of a token.
final class BackupScenario {
    private static final Item CONTACTS =
            Item.of(
                    Kind.CONTACTS,
                    "contacts.vcf",
                    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ω 海\r\nX-ODD;A=b:c\\;d\r\nEND:VCARD\r\n"
                            .getBytes(UTF_8));
    private static final Item PHOTO = Item.of(Kind.PHOTO, "one.jpg", new byte[50_000]);
    private static final Item MESSAGE = Item.of(Kind.MULTIMEDIA_MESSAGE, "1.mms", new byte[900]);

    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final ArchiveKeys keys = ArchiveKeys.ofPair(Secret.taking(random.generateSeed(32)));

    private PersonalStore handset(String name) throws IOException {
        return new PersonalStore(directory.resolve(name));
    }

    private PersonalStore loaded() throws IOException {
        PersonalStore store = handset("first");
        for (Item item : List.of(CONTACTS, PHOTO, MESSAGE)) {
            store.put(item);
        }
        return store;
    }

    @Test
    void eachByteIsOnTheNextHandsetAndNoneOnTheFirst() throws IOException {
        PersonalStore first = loaded();
        List<Item> items = first.items();
        assertThat(Backup.plan(items, keys, 100_000)).isInstanceOf(Backup.Plan.Fits.class);
        Backup backup = Backup.of(items, keys, random);
        assertThat(backup.delete(first, backup.digest()))
                .isEqualTo(new Backup.Deletion.Done(3, List.of()));
        assertThat(first.items()).isEmpty();

        PersonalStore next = handset("next");
        Backup.restore(backup.archive(), keys, next);
        assertThat(next.items()).isEqualTo(items);
        Backup.restore(backup.archive(), keys, next);
        assertThat(next.items()).isEqualTo(items);
    }

    @Test
    void nothingIsDeletedUnlessTheTokenHoldsIt() throws IOException {
        PersonalStore first = loaded();
        Backup backup = Backup.of(first.items(), keys, random);
        assertThat(backup.delete(first, new byte[32])).isEqualTo(new Backup.Deletion.NotHeld());
        assertThat(first.items()).hasSize(3);
    }

    @Test
    void whatChangedMeanwhileStays() throws IOException {
        PersonalStore first = loaded();
        Backup backup = Backup.of(first.items(), keys, random);
        first.delete(MESSAGE);
        Item changed = Item.of(Kind.MULTIMEDIA_MESSAGE, "1.mms", new byte[901]);
        first.put(changed);
        assertThat(backup.delete(first, backup.digest()))
                .isEqualTo(new Backup.Deletion.Done(2, List.of(MESSAGE)));
        assertThat(first.items()).containsExactly(changed);
    }

    @Test
    void theOwnerChoosesWhenItDoesNotFit() throws IOException {
        PersonalStore first = loaded();
        List<Item> items = first.items();
        Backup.Plan plan = Backup.plan(items, keys, 10_000);
        assertThat(plan).isInstanceOf(Backup.Plan.TooMuch.class);
        if (plan instanceof Backup.Plan.TooMuch(_, _, Map<Kind, Long> byKind)) {
            assertThat(byKind).containsEntry(Kind.PHOTO, 50_000L);
        }
        List<Item> chosen = Backup.leaving(items, item -> item.kind() == Kind.PHOTO);
        assertThat(Backup.plan(chosen, keys, 10_000)).isInstanceOf(Backup.Plan.Fits.class);
        Backup backup = Backup.of(chosen, keys, random);
        backup.delete(first, backup.digest());
        assertThat(first.items()).containsExactly(PHOTO);
    }

    @Test
    void theQuotaIsExact() {
        List<Item> items = List.of(MESSAGE);
        long bytes = Archive.length(items, keys);
        assertThat(Backup.plan(items, keys, bytes)).isEqualTo(new Backup.Plan.Fits(bytes));
        assertThat(Backup.plan(items, keys, bytes - 1)).isInstanceOf(Backup.Plan.TooMuch.class);
    }

    @Test
    void ofTwoThingsWithOneNameBothStay() throws IOException {
        PersonalStore next = handset("next");
        Item other = Item.of(Kind.PHOTO, "one.jpg", new byte[] {1});
        next.put(PHOTO);
        next.put(other);
        next.put(other);
        assertThat(next.items())
                .containsExactly(Item.of(Kind.PHOTO, "2-one.jpg", new byte[] {1}), PHOTO);
    }

    @Test
    void anotherHandsetOpensNothing() throws IOException {
        Backup backup = Backup.of(loaded().items(), keys, random);
        PersonalStore thiefs = handset("thief");
        ArchiveKeys others = ArchiveKeys.ofPair(Secret.taking(random.generateSeed(32)));
        assertThat(Backup.restore(backup.archive(), others, thiefs))
                .isEqualTo(new Archive.Reading.NotOpened());
        assertThat(thiefs.items()).isEmpty();
    }
}
