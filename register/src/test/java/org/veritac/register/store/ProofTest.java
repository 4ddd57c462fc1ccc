// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.veritac.register.store.Sandbox.imei;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Change;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Evidence;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a claim is worth beside a proof, over time.
final class ProofTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Imei PROVEN = imei("35209900176148");
    private static final Imei OTHER = imei("35209900176149");
    private static final Imsi OWNER = Imsi.of("001010123456789");

    @TempDir Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    private void prove(Imei imei) throws IOException {
        Instant now = sandbox.clock.instant();
        var evidence =
                new Evidence(OWNER, imei, "vault-report", now, now.plus(Duration.ofDays(1)), "");
        Sandbox.done(sandbox.register().apply(new Change.Prove(evidence), Sandbox.WHO));
    }

    private List<String> told() throws IOException {
        List<String> told = new ArrayList<>();
        sandbox.register()
                .reading()
                .proofs(proof ->
                        told.add(
                                proof.imei().digits()
                                        + " "
                                        + proof.imsi().digits()
                                        + " "
                                        + proof.method()));
        return told;
    }

    @Test
    void theNewestGoodProofOfASubscriberIsTold() throws IOException {
        prove(OTHER);
        prove(PROVEN);
        assertThat(told()).containsExactly("35209900176148 001010123456789 vault-report");
        pass(Duration.ofDays(1));
        assertThat(told()).as("its last second").hasSize(1);
        pass(SECOND);
        assertThat(told()).isEmpty();
    }

    private Outcome doubt(Imei imei, @Nullable Instant until) throws IOException {
        return sandbox.register().apply(new Change.Doubt(OWNER, imei, until), Sandbox.WHO);
    }

    private Decision claim(Imei imei) throws IOException {
        var check = EquipmentCheck.of(imei, OWNER);
        Decision decision = sandbox.register().decide(check);
        assertThat(sandbox.register().explain(check, decision.position()).decision())
                .isEqualTo(decision);
        return decision;
    }

    private void pass(Duration time) throws IOException {
        sandbox.clock.pass(time);
        sandbox.register().tick();
    }

    private static void assertAwaited(Decision decision) {
        assertThat(decision.verdict()).isEqualTo(Verdict.GREY);
        assertThat(decision.reason()).isEqualTo(Reason.PROOF_CONFLICT);
    }

    private static void assertRefuted(Decision decision) {
        assertThat(decision.verdict()).isEqualTo(Verdict.BLACK);
        assertThat(decision.reason()).isEqualTo(Reason.PROOF_REFUTED);
    }

    @Test
    void anotherClaimThanTheProofIsGreyUntilTheWindowEndsAndThenBlack() throws Exception {
        prove(PROVEN);
        assertAwaited(claim(OTHER));
        pass(WINDOW);
        assertAwaited(claim(OTHER));
        pass(SECOND);
        assertRefuted(claim(OTHER));
        assertThat(claim(PROVEN).verdict()).isEqualTo(Verdict.WHITE);
    }

    @Test
    void theWindowBeginsAtTheFirstClaimAndNoLaterClaimPutsItOff() throws Exception {
        prove(PROVEN);
        assertAwaited(claim(OTHER));
        long doubted = sandbox.register().status().head().position();
        pass(WINDOW.minus(SECOND));
        assertAwaited(claim(OTHER));
        assertThat(sandbox.register().status().head().position()).isEqualTo(doubted);
        pass(SECOND.multipliedBy(2));
        assertRefuted(claim(OTHER));
    }

    @Test
    void aProofOfTheNewClaimClearsIt() throws Exception {
        prove(PROVEN);
        assertAwaited(claim(OTHER));
        prove(OTHER);
        assertThat(claim(OTHER).verdict()).isEqualTo(Verdict.WHITE);
        pass(WINDOW.plus(SECOND));
        assertThat(claim(OTHER).verdict()).isEqualTo(Verdict.WHITE);
    }

    @Test
    void aLaterProofGivesARefutedClaimAnotherWindow() throws Exception {
        prove(PROVEN);
        assertAwaited(claim(OTHER));
        pass(WINDOW.plus(SECOND));
        assertRefuted(claim(OTHER));
        prove(PROVEN);
        assertAwaited(claim(OTHER));
    }

    @Test
    void changingTheClaimEachTimeDoesNotGoOnForEver() throws Exception {
        prove(PROVEN);
        long first = 35209900200000L;
        for (int i = 0; i < Standpoint.DOUBTS_MAX; i++) {
            assertAwaited(claim(new Imei(first + i)));
        }
        assertRefuted(claim(new Imei(first + Standpoint.DOUBTS_MAX)));
        assertAwaited(claim(new Imei(first)));
    }

    @Test
    void aDoubtWithoutAWaitRefusesAtOnceAndOnlyThatClaim() throws Exception {
        prove(PROVEN);
        assertAwaited(claim(OTHER));
        Sandbox.done(doubt(OTHER, null));
        assertRefuted(claim(OTHER));
        assertThat(claim(PROVEN).verdict()).isEqualTo(Verdict.WHITE);
    }

    @Test
    void withoutAProofADoubtedClaimIsGreyAndOthersAreNot() throws Exception {
        Sandbox.done(doubt(OTHER, Instant.parse("9999-12-31T23:59:59Z")));
        assertAwaited(claim(OTHER));
        pass(Duration.ofDays(1000));
        assertAwaited(claim(OTHER));
        assertThat(claim(PROVEN).verdict()).isEqualTo(Verdict.WHITE);
    }

    @Test
    void aDoubtMayBeShortenedAndNotPutOff() throws Exception {
        Instant until = sandbox.clock.instant().plusSeconds(60);
        Sandbox.done(doubt(OTHER, until));
        assertThat(doubt(OTHER, until.plusSeconds(1))).isInstanceOf(Outcome.Refused.class);
        assertThat(doubt(OTHER, until)).isInstanceOf(Outcome.Refused.class);
        Sandbox.done(doubt(OTHER, until.minusSeconds(1)));
    }

    @Test
    void whatIsKnownSurvivesARestart() throws Exception {
        prove(PROVEN);
        assertAwaited(claim(OTHER));
        sandbox.restart();
        assertAwaited(claim(OTHER));
        pass(WINDOW.plus(SECOND));
        sandbox.restart();
        assertRefuted(claim(OTHER));
        assertThat(claim(PROVEN).verdict()).isEqualTo(Verdict.WHITE);
    }

    @Test
    void whenTheProofEndsSoDoesTheConflictButNotTheRefusal() throws Exception {
        prove(PROVEN);
        assertAwaited(claim(OTHER));
        pass(Duration.ofDays(2));
        assertRefuted(claim(OTHER));
        assertThat(claim(imei("35209900176150")).verdict()).isEqualTo(Verdict.WHITE);
    }
}
