// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.judging;

import org.jspecify.annotations.Nullable;
import org.veritac.card.report.PackedImei;
import org.veritac.card.report.Report;
import org.veritac.identity.Imei;
import org.veritac.register.evidence.Hearing;
import org.veritac.register.evidence.Testimony;
import org.veritac.register.evidence.Testimony.Absence;
import org.veritac.signalling.ota.Answer;
import org.veritac.signalling.ota.Reports;
import org.veritac.signalling.ota.Subscriber;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Judges reports: each becomes a testimony that the register hears, and the register's ruling
/// becomes the card's answer.
public final class Judge implements Reports {
    /// Who changes the register on behalf of cards, for the journal.
    public static final String WHO = "ota";

    private static final int REASON_LISTED = 1;
    private static final String TEXT_LISTED = "This phone is on the black list.";

    private final Hearing hearing;
    private final Executor executor;

    /// @param executor where the register is written, which may wait for its disk
    public Judge(Hearing hearing, Executor executor) {
        this.hearing = hearing;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Answer> take(Report report, Subscriber subscriber) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return answer(report, hearing.hear(testimony(report, subscriber), WHO));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                executor);
    }

    /// A block is bound to a proven IMEI: without one the card is only told that the phone is in
    /// the list, and the network refuses it.
    private static Answer answer(Report report, Hearing.Ruling ruling) {
        if (!ruling.isListed()) {
            return Answer.CLEAN;
        }
        Answer.Blocking block =
                report.proven() == null ? null : new Answer.Blocking(REASON_LISTED, TEXT_LISTED);
        return new Answer(true, block, false);
    }

    /// What a report says, in the register's words. The subscriber is whose keys have verified it,
    /// whatever IMSI it names.
    static Testimony testimony(Report report, Subscriber subscriber) {
        Imei proven = imei(report.proven());
        return new Testimony(
                subscriber.imsi(),
                proven,
                imei(report.claimed()),
                proven != null ? Absence.NONE : absence(report),
                method(report),
                report.vault() == null ? "" : report.vault().toString());
    }

    private static @Nullable Imei imei(@Nullable PackedImei packed) {
        return packed == null ? null : packed.imei().orElse(null);
    }

    /// A missing key is the operator's own matter: the proof is awaited as after a relay that
    /// broke. A card says "blocked" or "unanswered" only where it would open otherwise: without a
    /// proof and without a vault that is because there is none, and nothing is awaited.
    private static Absence absence(Report report) {
        return switch (report.result()) {
            case NO_VAULT -> Absence.NO_VAULT;
            case BLOCKED, REPORTS_UNANSWERED ->
                    report.vault() == null ? Absence.NO_VAULT : Absence.BROKEN_OFF;
            case DOWNGRADE -> Absence.DOWNGRADE;
            case VAULT_NOT_AUTHENTIC, CERTIFICATE_ENDED -> Absence.FALSE_VAULT;
            case GENUINE, CLAIM_DIFFERS, NOT_PAIRED, OTHER_VAULT, NO_CLAIM, RELAY_BROKEN, NO_KEY ->
                    Absence.BROKEN_OFF;
        };
    }

    private static String method(Report report) {
        return "vault-" + report.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
