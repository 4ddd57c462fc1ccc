// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.config.Operator;
import org.veritac.analytics.store.CatalogueEntry;
import org.veritac.analytics.store.Change;
import org.veritac.analytics.store.Store;
import org.veritac.analytics.vault.OpenVault;
import org.veritac.analytics.vault.Vault;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;

/// The one door for files into the country's picture.
///
/// A file is taken as a whole at one instant or not at all. For one thread.
public final class Intake {
    private final Store store;
    private final Vault vault;
    private final Clock clock;
    private final Limits limits;

    public Intake(Store store, Vault vault, Clock clock, Limits limits) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.limits = limits;
    }

    /// Imports a file.
    ///
    /// The same bytes of an operator, or of events, that were imported before change nothing; a
    /// list changes nothing when it was the last one of its kind.
    ///
    /// @throws IOException when the file cannot be read, or the store or the vault is broken
    public Outcome run(ImportOrder order, Progress progress) throws IOException {
        try {
            FileSource source = FileSource.of(order.file(), suffix(order.kind()));
            int today = (int) LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
            String operator =
                    order.kind() == FileKind.OPERATOR
                            ? operatorName(order, source, today).operator()
                            : "";
            String digest = source.digest(progress);
            Optional<CatalogueEntry> earlier = earlier(order, operator, digest);
            if (earlier.isPresent()) {
                return new Outcome.Unchanged(earlier.get());
            }
            return take(order, source, new Facts(today, operator, digest), progress);
        } catch (Refused e) {
            return new Outcome.Refused(e.refusal());
        } catch (ZipException e) {
            return new Outcome.Refused(FileSource.refusal(e));
        }
    }

    /// What is known of a file before it is read.
    private record Facts(int today, String operator, String digest) {}

    private Outcome take(ImportOrder order, FileSource source, Facts facts, Progress progress)
            throws IOException, Refused {
        progress.at(Progress.Stage.OPENING, 0, 0);
        OpenVault open = vault.open("import %s %s".formatted(order.kind().text(), source.name()));
        try (Change change = store.change()) {
            Job job =
                    new Job(
                            store,
                            change,
                            open,
                            new Identities(open),
                            order,
                            source,
                            limits,
                            facts.today(),
                            progress);
            CatalogueEntry entry = entry(job, facts, read(job));
            change.remember(entry);
            progress.at(Progress.Stage.COMMITTING, 0, 0);
            change.commit();
            return new Outcome.Imported(entry);
        }
    }

    private Taken read(Job job) throws IOException, Refused {
        return switch (job.order().kind()) {
            case OPERATOR ->
                    new OperatorImport(job, operatorName(job.order(), job.source(), job.today()))
                            .run();
            case EVENTS -> new EventImport(job).run();
            case TAC -> new ListImport(job, ListShape.models()).run();
            case STOLEN,
                    REGISTRATION,
                    GOLDEN,
                    PAIRING,
                    BARRED,
                    BARRED_TAC,
                    SUBSCRIBERS,
                    ASSOCIATION,
                    MONITORING ->
                    new ListImport(job, ListShape.of(job.order())).run();
        };
    }

    private CatalogueEntry entry(Job job, Facts facts, Taken taken) throws IOException {
        return new CatalogueEntry(
                job.change().nextImport(),
                job.order().kind().text(),
                job.order().options().mode(),
                job.source().name(),
                facts.operator(),
                facts.digest(),
                job.source().bytes(),
                taken.rows(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                taken.detail());
    }

    private OperatorName operatorName(ImportOrder order, FileSource source, int today)
            throws Refused {
        OperatorName name =
                OperatorName.read(source.stem(), order.options().operatorGiven(), today);
        List<String> known = limits.region().operators().stream().map(Operator::id).toList();
        boolean unknown =
                known.stream().noneMatch(id -> id.toLowerCase(Locale.ROOT).equals(name.operator()));
        if (!known.isEmpty() && unknown) {
            throw Refused.of(
                    Check.OPERATOR, "an operator that is not configured", "one of the region's");
        }
        return name;
    }

    private Optional<CatalogueEntry> earlier(ImportOrder order, String operator, String digest) {
        List<CatalogueEntry> ofKind =
                store.catalogue().stream()
                        .filter(entry -> entry.kind().equals(order.kind().text()))
                        .toList();
        boolean anyCounts = order.kind() == FileKind.OPERATOR || order.kind() == FileKind.EVENTS;
        List<CatalogueEntry> asked =
                anyCounts || ofKind.isEmpty()
                        ? ofKind
                        : ofKind.subList(ofKind.size() - 1, ofKind.size());
        return asked.stream()
                .filter(entry -> entry.sha256().equals(digest))
                .filter(entry -> entry.operator().equals(operator))
                .filter(entry -> entry.mode().equals(order.options().mode()))
                .findFirst();
    }

    private static String suffix(FileKind kind) {
        return kind == FileKind.TAC ? ".txt" : ".csv";
    }
}
