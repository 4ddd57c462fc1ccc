// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.classify.Classification;
import org.veritac.analytics.classify.Run;
import org.veritac.analytics.classify.StoreLedger;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.intake.ImportOrder;
import org.veritac.analytics.intake.Intake;
import org.veritac.analytics.intake.Limits;
import org.veritac.analytics.intake.Outcome;
import org.veritac.analytics.intake.Progress;
import org.veritac.analytics.intake.Rat;
import org.veritac.analytics.intake.Retention;
import org.veritac.analytics.publish.Fold;
import org.veritac.analytics.publish.Lists;
import org.veritac.analytics.publish.Publication;
import org.veritac.analytics.rules.DuckDbEngine;
import org.veritac.analytics.rules.Engine;
import org.veritac.analytics.rules.Names;
import org.veritac.analytics.rules.Radio;
import org.veritac.analytics.rules.Setting;
import org.veritac.analytics.store.CatalogueEntry;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Store;
import org.veritac.analytics.store.StoreSettings;
import org.veritac.analytics.vault.AuditLog;
import org.veritac.analytics.vault.Vault;
import org.veritac.analytics.vault.VaultKey;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// All there is of a country, on one directory: files in, rules, lists, reports. One process has it
/// at a time. For one thread.
public final class Country implements Closeable {
    /// The key of the vault, beside the store and not in it.
    public static final String KEY_FILE = "analytics.key";

    private static final int[] GENERATIONS = {2, 3, 4, 5};

    private final Store store;
    private final VaultKey key;
    private final Vault vault;
    private final Clock clock;
    private final Database database;

    private Country(Store store, VaultKey key, Means means) {
        this.store = store;
        this.key = key;
        this.clock = means.clock();
        vault =
                new Vault(
                        store,
                        key,
                        new AuditLog(store.directory(), means.clock(), means.who()),
                        means.random());
        database = store.database();
    }

    /// What a country is opened with.
    ///
    /// @param who who opens it, for the audit record of the vault
    public record Means(Clock clock, SecureRandom random, String who) {}

    /// Opens a country, or begins one.
    ///
    /// @param directory that a register may share; the store is in `analytics` in it
    /// @throws IOException when another process has it, or it cannot be read or written
    public static Country open(Path directory, Means means) throws IOException {
        return open(directory, means, StoreSettings.MEMORY_BYTES);
    }

    /// Opens a country with another limit of the engine's memory.
    ///
    /// @param engineBytes what the engine may hold; the heap of this process comes on top of it
    public static Country open(Path directory, Means means, long engineBytes) throws IOException {
        Files.createDirectories(directory);
        StoreSettings usual = StoreSettings.below(directory);
        Store store =
                Store.open(
                        new StoreSettings(usual.directory(), engineBytes, usual.threads()),
                        StoreLedger.relations());
        try {
            VaultKey key = VaultKey.readOrMake(directory.resolve(KEY_FILE), means.random());
            return new Country(store, key, means);
        } catch (IOException e) {
            store.close();
            throw e;
        }
    }

    /// Whether a directory holds a country.
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(KEY_FILE));
    }

    /// Imports a file.
    ///
    /// @param configuration with the region and the limits; null for DIRBS's limits, anywhere
    public Outcome take(ImportOrder order, @Nullable Configuration configuration, Progress progress)
            throws IOException {
        Limits limits = configuration == null ? Limits.defaults() : Limits.of(configuration);
        return new Intake(store, vault, clock, limits).run(order, progress);
    }

    /// What was imported, oldest first.
    public List<CatalogueEntry> imports() {
        return store.catalogue();
    }

    /// All runs, oldest first.
    public List<Run> runs() throws IOException {
        return Run.all(database);
    }

    /// The rules at work, on this machine.
    public Classification classification() {
        return classification(engine());
    }

    /// The engine of this machine.
    public Engine engine() {
        return new DuckDbEngine(database);
    }

    /// The rules at work.
    public Classification classification(Engine engine) {
        return new Classification(
                engine, new StoreLedger(store), names("transient numbers"), new StoreInputs(store));
    }

    /// Starts an engine on a cluster, which sees what is imported by now.
    ///
    /// @throws IOException when the cluster cannot be reached, with what to do
    public Engine engine(Cluster cluster, Cluster.Job job) throws IOException {
        return cluster.start(job, store, database);
    }

    /// The lists at work.
    public Lists lists() {
        return new Lists(database, new StoreLedger(store), names("lists"));
    }

    /// What of the lists the register imports.
    public Publication publication() {
        return new Publication(database, names("publish pairs"));
    }

    /// What was deleted.
    ///
    /// @param runs how many went into those that followed them
    public record Pruned(Retention.Pruned data, int runs) {}

    /// Deletes what was kept long enough, and folds the runs of that time.
    ///
    /// @param months how many to keep before this one, 0 to [Retention#MONTHS_MAX]
    public Pruned prune(int months) throws IOException {
        var retention = new Retention(store, vault, clock);
        Retention.Pruned data = retention.prune(months);
        var fold = new Fold(database, new StoreLedger(store));
        return new Pruned(
                data,
                fold.before(retention.firstDay(months).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    /// How many rows of each list begin after the day of a setting, and so do not count; lists
    /// without such rows are left out.
    public SortedMap<String, Long> listsToCome(Setting setting) throws IOException {
        SortedMap<String, Long> rows = new TreeMap<>();
        for (String list : StoreInputs.LISTS) {
            long count =
                    setting.strict()
                            ? 0
                            : database.number(
                                    "SELECT COUNT(*) FROM %s WHERE from_day > %d"
                                            .formatted(list, setting.asOf()));
            if (count > 0) {
                rows.put(list, count);
            }
        }
        return rows;
    }

    /// For reports.
    public Database database() {
        return database;
    }

    /// The last day that anything is known of; empty when nothing is.
    public Optional<LocalDate> lastDay() throws IOException {
        return Optional.ofNullable(Classification.lastDay(database)).map(LocalDate::ofEpochDay);
    }

    /// How rules are to be read.
    ///
    /// @param asOf the last day of every window; null for the last day with data, or today
    public Setting setting(
            Configuration configuration, @Nullable LocalDate asOf, boolean strictDirbs)
            throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate day = asOf == null ? lastDay().orElse(today) : asOf;
        return new Setting(
                (int) day.toEpochDay(),
                (int) today.toEpochDay(),
                strictDirbs,
                configuration.region(),
                radio());
    }

    /// Generations of radio access; what was seen and what models have are told by the same bits.
    public static Radio radio() {
        return new Radio(
                IntStream.of(GENERATIONS)
                        .mapToObj(generation -> {
                            long mask = Rat.generationMask(generation);
                            return new Radio.Generation(generation, mask, mask);
                        })
                        .toList());
    }

    /// The clock that runs are dated by.
    public Clock clock() {
        return clock;
    }

    /// Who tells the names of subscribers; opens the vault when the first is asked for.
    ///
    /// @param purpose for the audit record
    public Names names(String purpose) {
        return new VaultNames(vault, purpose);
    }

    /// Where the proofs of a register are put for ranking holders; opens the vault when the first
    /// comes.
    ///
    /// @param purpose for the audit record
    public ProofTable proofs(String purpose) throws IOException {
        return new ProofTable(database, vault, purpose);
    }

    @Override
    public void close() throws IOException {
        try (key) {
            store.close();
        }
    }
}
