// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Change;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.evidence.Testimony.Absence;
import org.veritac.register.policy.PolicyText;
import org.veritac.register.store.Register;
import org.veritac.register.store.World;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

final class HearingTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Imei DEVICE = Imei.of("35209900176148");
    private static final Imei OTHER = Imei.of("35209900176149");
    private static final Imsi OWNER = Imsi.of("001010123456789");
    private static final String WHO = "test";

    @TempDir Path folder;
    private Register register;
    private Hearing hearing;

    @BeforeEach
    void open() throws IOException {
        register = Register.open(folder, new World(CLOCK, new SecureRandom(), Runnable::run));
        register.tick();
        hearing = new Hearing(register, CLOCK);
    }

    @AfterEach
    void close() throws IOException {
        register.close();
    }

    private Hearing.Ruling hear(@Nullable Imei proven, @Nullable Imei claimed, Absence absence)
            throws IOException {
        return hearing.hear(
                new Testimony(OWNER, proven, claimed, absence, "vault-scp03", "0102"), WHO);
    }

    private Verdict claim(Imei imei) throws IOException {
        return register.decide(EquipmentCheck.of(imei, OWNER)).verdict();
    }

    private void policy(String yaml) throws IOException {
        register.apply(new Change.SetPolicy(PolicyText.section(yaml)), WHO);
    }

    private void list(Reason reason) throws IOException {
        register.apply(
                new Change.Add(ListName.BLACK, "local", Entry.of(Key.device(DEVICE), reason)), WHO);
    }

    @Test
    void aGenuinePhoneIsNotInTheListAndItsProofLiftsADuplicate() throws Exception {
        list(Reason.DUPLICATED);
        assertThat(claim(DEVICE)).isEqualTo(Verdict.BLACK);
        assertThat(hear(DEVICE, DEVICE, Absence.NONE).isListed()).isFalse();
        assertThat(claim(DEVICE)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void aStolenPhoneIsInTheListHoweverGenuine() throws Exception {
        list(Reason.STOLEN);
        assertThat(hear(DEVICE, DEVICE, Absence.NONE).isListed()).isTrue();
        assertThat(claim(DEVICE)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void aStolenPhoneThatClaimsAnotherNumberIsInTheListByItsProof() throws Exception {
        list(Reason.STOLEN);
        assertThat(hear(DEVICE, OTHER, Absence.NONE).isListed()).isTrue();
        assertThat(claim(OTHER)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void aSystemThatClaimsAnotherNumberThanTheVaultProvesIsRefusedAtOnce() throws Exception {
        assertThat(hear(DEVICE, OTHER, Absence.NONE).isListed()).isFalse();
        assertThat(claim(OTHER)).isEqualTo(Verdict.BLACK);
        assertThat(claim(DEVICE)).isEqualTo(Verdict.WHITE);
        hear(OTHER, OTHER, Absence.NONE);
        assertThat(claim(OTHER)).as("proven after all").isEqualTo(Verdict.WHITE);
    }

    @ParameterizedTest(name = "without a vault by policy {0}: {1}")
    @CsvSource({"white, WHITE", "grey, GREY", "black, BLACK"})
    void aPhoneWithoutAVaultIsWhatThePolicySays(String policy, Verdict expected) throws Exception {
        policy("policy: {proof: {without-vault: " + policy.toLowerCase(Locale.ROOT) + "}}");
        hear(null, DEVICE, Absence.NO_VAULT);
        assertThat(claim(DEVICE)).isEqualTo(expected);
    }

    @Test
    void aModelThatIsSoldWithAVaultIsRefusedWithoutIt() throws Exception {
        policy("policy: {proof: {without-vault: white, vault-models: ['35209900']}}");
        assertThat(hear(null, DEVICE, Absence.NO_VAULT).isListed()).isTrue();
        assertThat(claim(DEVICE)).isEqualTo(Verdict.BLACK);
    }

    @ParameterizedTest
    @CsvSource({"DOWNGRADE", "FALSE_VAULT"})
    void aVaultThatWentMissingOrIsFalseIsRefused(Absence absence) throws Exception {
        hear(null, OTHER, absence);
        assertThat(claim(OTHER)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void aCheckThatWasBrokenOffAwaitsAnother() throws Exception {
        hear(null, DEVICE, Absence.BROKEN_OFF);
        assertThat(claim(DEVICE)).isEqualTo(Verdict.GREY);
        hear(DEVICE, DEVICE, Absence.NONE);
        assertThat(claim(DEVICE)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void aTestimonyWithoutAnyNumberChangesNothing() throws Exception {
        long before = register.status().head().position();
        assertThat(hear(null, null, Absence.NO_VAULT).isListed()).isFalse();
        assertThat(register.status().head().position()).isEqualTo(before);
    }

    @Test
    void aTestimonyIsEitherAProofOrAnAbsence() {
        assertThatThrownBy(() -> new Testimony(OWNER, DEVICE, null, Absence.NO_VAULT, "m", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Testimony(OWNER, null, null, Absence.NONE, "m", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
