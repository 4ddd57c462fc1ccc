// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.judging;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.card.report.Mode;
import org.veritac.card.report.PackedImei;
import org.veritac.card.report.Report;
import org.veritac.card.report.Result;
import org.veritac.card.vault.VaultId;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.register.evidence.Testimony;
import org.veritac.register.evidence.Testimony.Absence;
import org.veritac.signalling.ota.Subscriber;

/// What a card's report is in the register's words.
final class JudgeTest {
    private static final Imei DEVICE = Imei.of("35209900176148");
    private static final Imei OTHER = Imei.of("49015420323751");
    private static final VaultId VAULT = new VaultId(5);
    private static final Subscriber ANNA =
            new Subscriber(
                    Iccid.of("8949001234567890128"),
                    Imsi.of("262019876543210"),
                    Msisdn.of("491701234567"));

    private static Testimony of(Result result, @Nullable Imei proven, @Nullable VaultId vault) {
        var report =
                new Report(
                        proven == null ? null : PackedImei.of(proven),
                        PackedImei.of(DEVICE),
                        vault,
                        proven == null ? 0 : 1,
                        result,
                        Mode.STATIC_KEYS,
                        Imsi.of("262010000000001"),
                        1,
                        false,
                        false);
        return Judge.testimony(report, ANNA);
    }

    @ParameterizedTest
    @CsvSource({
        "NO_VAULT, NO_VAULT",
        "DOWNGRADE, DOWNGRADE",
        "VAULT_NOT_AUTHENTIC, FALSE_VAULT",
        "CERTIFICATE_ENDED, FALSE_VAULT",
        "RELAY_BROKEN, BROKEN_OFF",
        "NO_KEY, BROKEN_OFF",
        "BLOCKED, BROKEN_OFF",
        "REPORTS_UNANSWERED, BROKEN_OFF"
    })
    void withoutAProofTheResultSaysWhatIsAmiss(Result result, Absence absence) {
        assertThat(of(result, null, VAULT).absence()).isEqualTo(absence);
    }

    /// Else one lost answer, or a block that was lifted, would refuse an old phone for good.
    @ParameterizedTest
    @EnumSource(names = {"BLOCKED", "REPORTS_UNANSWERED"})
    void aPhoneWithoutAVaultStaysOneWhateverTheCardHasDone(Result result) {
        assertThat(of(result, null, null).absence()).isEqualTo(Absence.NO_VAULT);
    }

    @ParameterizedTest
    @EnumSource(Result.class)
    void aProofCountsWhateverTheCardMadeOfIt(Result result) {
        Testimony testimony = of(result, OTHER, VAULT);
        assertThat(testimony.absence()).isEqualTo(Absence.NONE);
        assertThat(testimony.proven()).isEqualTo(OTHER);
        assertThat(testimony.isContradictory()).isTrue();
    }

    @Test
    void theSubscriberIsWhoseKeysVerifiedIt() {
        assertThat(of(Result.GENUINE, DEVICE, VAULT).imsi()).isEqualTo(ANNA.imsi());
    }
}
