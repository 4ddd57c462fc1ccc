// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.analytics.store.Change;
import org.veritac.analytics.store.Store;
import org.veritac.analytics.store.StoreSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

class VaultTest {
    private static final byte[] KEY = new byte[VaultKey.BYTES];
    private static final String IMSI = "410015100000001";

    @TempDir private Path folder;
    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = Store.open(StoreSettings.below(folder));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private Vault vault(byte[] key) {
        Clock clock = Clock.fixed(Instant.parse("2026-06-15T10:00:00Z"), ZoneOffset.UTC);
        AuditLog audit = new AuditLog(store.directory(), clock, "tester");
        return new Vault(store, VaultKey.of(key), audit, new SecureRandom());
    }

    private int save(String imsi) throws IOException {
        OpenVault vault = vault(KEY).open("save");
        int number = vault.numbers(Kind.IMSI).of(Packed.digits(imsi));
        try (Change change = store.change()) {
            vault.save(change);
            change.commit();
        }
        return number;
    }

    @Test
    void numbersStayAcrossOpenings() throws IOException {
        int number = save(IMSI);
        OpenVault vault = vault(KEY).open("look");

        assertThat(vault.text(Kind.IMSI, number)).contains(IMSI);
        assertThat(vault.find(Kind.IMSI, IMSI)).isEqualTo(number);
        assertThat(vault.find(Kind.IMSI, "410015100000002")).isEqualTo(-1);
        assertThat(vault.text(Kind.IMSI, number + 1)).isEmpty();
        assertThat(vault.text(Kind.MSISDN, number)).isEmpty();
    }

    @Test
    void userIdsOfTwentySignsComeBack() throws IOException {
        OpenVault vault = vault(KEY).open("save");
        int number = vault.numbers(Kind.UID).of("abcdefghijKLMNOPQR-\\");
        try (Change change = store.change()) {
            vault.save(change);
            change.commit();
        }
        assertThat(vault(KEY).open("look").text(Kind.UID, number))
                .contains("abcdefghijKLMNOPQR-\\");
    }

    @Test
    void filesOfAKindAreJoinedWhenTheyAreMany() throws IOException {
        Map<Integer, String> numbers = new HashMap<>();
        for (int i = 0; i < OpenVault.FILES_MAX + 2; i++) {
            String imsi = "4100151%08d".formatted(i);
            numbers.put(save(imsi), imsi);
            assertThat(store.parts(Kind.IMSI.relation()).size()).isLessThan(OpenVault.FILES_MAX);
        }
        OpenVault vault = vault(KEY).open("look");
        for (var entry : numbers.entrySet()) {
            assertThat(vault.text(Kind.IMSI, entry.getKey())).contains(entry.getValue());
        }
    }

    @Test
    void anotherKeyOpensNothing() throws IOException {
        save(IMSI);
        byte[] other = KEY.clone();
        other[31] = 1;

        assertThatThrownBy(() -> vault(other).open("look")).isInstanceOf(IOException.class);
    }

    @Test
    void aChangedPageIsNotRead() throws IOException {
        int number = save(IMSI);
        Path file = store.directory().resolve(store.parts(Kind.IMSI.relation()).getFirst().file());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        OpenVault vault = vault(KEY).open("look");

        assertThatThrownBy(() -> vault.text(Kind.IMSI, number)).isInstanceOf(IOException.class);
    }

    @Test
    void everyOpeningLeavesARecord() throws IOException {
        save(IMSI);
        Vault vault = vault(KEY);
        vault.open("lists of run 7");

        assertThat(vault.audit().lines()).hasSize(2);
        assertThat(vault.audit().lines().getLast())
                .contains("\"time\":\"2026-06-15T10:00:00Z\"")
                .contains("\"who\":\"tester\"")
                .contains("\"purpose\":\"lists of run 7\"");
        assertThat(vault.audit().isWhole()).isTrue();
        Path log = store.directory().resolve(AuditLog.NAME);
        Files.writeString(log, Files.readString(log).replace("\"save\"", "\"else\""));
        assertThat(vault.audit().isWhole()).isFalse();
    }

    @Test
    void textsOfTheAuditAreCut() throws IOException {
        Vault vault = vault(KEY);
        vault.open("x".repeat(AuditLog.TEXT_MAX));
        vault.open("y".repeat(AuditLog.TEXT_MAX + 1));

        assertThat(vault.audit().lines().getFirst()).contains("x".repeat(AuditLog.TEXT_MAX));
        assertThat(vault.audit().lines().getLast())
                .contains("y".repeat(AuditLog.TEXT_MAX))
                .doesNotContain("y".repeat(AuditLog.TEXT_MAX + 1));
        assertThat(vault.audit().isWhole()).isTrue();
    }

    @Test
    void retentionDeletesWhoIsNoLongerNeeded() throws IOException {
        int kept = save(IMSI);
        int deleted = save("410015100000002");
        OpenVault vault = vault(KEY).open("prune");
        try (Change change = store.change()) {
            assertThat(vault.keep(change, Kind.IMSI, number -> number == kept)).isEqualTo(1);
            change.commit();
        }
        OpenVault after = vault(KEY).open("look");

        assertThat(after.text(Kind.IMSI, kept)).contains(IMSI);
        assertThat(after.text(Kind.IMSI, deleted)).isEmpty();
        assertThat(after.find(Kind.IMSI, "410015100000002")).isEqualTo(-1);
        assertThat(store.parts(Kind.IMSI.relation())).hasSize(1);
    }

    @Test
    void aKeyIsMadeOnceAndForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("vault.key");
        String mark = VaultKey.readOrMake(file, new SecureRandom()).mark();

        assertThat(VaultKey.readOrMake(file, new SecureRandom()).mark()).isEqualTo(mark);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "00");
        assertThatThrownBy(() -> VaultKey.read(file)).isInstanceOf(IOException.class);
    }
}
