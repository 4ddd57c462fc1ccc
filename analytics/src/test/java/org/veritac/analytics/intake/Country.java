// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.config.Operator;
import org.veritac.analytics.config.Region;
import org.veritac.analytics.store.Relation;
import org.veritac.analytics.store.Store;
import org.veritac.analytics.store.StoreSettings;
import org.veritac.analytics.vault.AuditLog;
import org.veritac.analytics.vault.Vault;
import org.veritac.analytics.vault.VaultKey;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A store in a folder of a test, and files to import into it.
final class Country implements Closeable {
    static final byte[] KEY = new byte[32];
    static final long MEMORY = 256L << 20;

    /// Two operators of MCC 410, numbers beginning with 92.
    static final Region REGION =
            new Region(
                    "Nowhere",
                    true,
                    false,
                    List.of("92"),
                    List.of(),
                    List.of(configured("one", "01"), configured("two", "002")));

    /// An operator of MCC 410.
    static Operator configured(String id, String mnc) {
        return new Operator(id, id, List.of(new Operator.Network("410", mnc)));
    }

    private final Path folder;
    private Limits limits;
    private Instant now = Instant.parse("2026-06-15T10:00:00Z");
    private final Store store;

    Country(Path folder) throws IOException {
        this(folder, Limits.defaults());
    }

    Country(Path folder, Limits limits) throws IOException {
        this.folder = folder;
        this.limits = limits;
        this.store = open(folder);
    }

    static Store open(Path folder, Relation... own) throws IOException {
        return Store.open(new StoreSettings(folder.resolve("analytics"), MEMORY, 2), own);
    }

    Store store() {
        return store;
    }

    void limits(Limits asked) {
        limits = asked;
    }

    void today(String day) {
        now = Instant.parse(day + "T10:00:00Z");
    }

    Vault vault() {
        return new Vault(
                store,
                VaultKey.of(KEY),
                new AuditLog(store.directory(), clock(), "tester"),
                new SecureRandom());
    }

    Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    Path file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /// A zip with one file.
    Path zip(String name, String inner, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(inner));
            zip.write(bytes);
            zip.closeEntry();
        }
        return file;
    }

    Outcome take(FileKind kind, Path file, ImportOptions options) throws IOException {
        return new Intake(store, vault(), clock(), limits)
                .run(new ImportOrder(kind, file, options), Progress.NONE);
    }

    Outcome list(FileKind kind, String text) throws IOException {
        return take(kind, file("list.csv", text), ImportOptions.none());
    }

    Outcome delta(FileKind kind, String text) throws IOException {
        return take(kind, file("delta.csv", text), ImportOptions.changes());
    }

    Outcome operator(String name, String text) throws IOException {
        return take(FileKind.OPERATOR, file(name, text), ImportOptions.none());
    }

    Refusal refusal(Outcome outcome) {
        if (outcome instanceof Outcome.Refused(Refusal refusal)) {
            return refusal;
        }
        throw new AssertionError("not refused: " + outcome);
    }

    /// The rows of a query, each as its columns with commas.
    List<String> rows(String query) throws IOException {
        List<String> rows = new ArrayList<>();
        store.database()
                .rows(
                        query,
                        row -> {
                            List<String> values = new ArrayList<>();
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                values.add(row.getString(i));
                            }
                            rows.add(
                                    String.join(
                                            ",", values.stream().map(String::valueOf).toList()));
                        });
        return rows;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
