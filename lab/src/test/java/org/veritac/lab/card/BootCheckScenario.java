// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.card.report.Mode;
import org.veritac.card.report.Report;
import org.veritac.card.report.Result;

import java.util.HexFormat;

/// The boot check against the real vault, in each mode.
final class BootCheckScenario {
    private static final HexFormat HEX = HexFormat.of();

    static Phone phone(Mode mode) throws Exception {
        return new Phone(Uiccs.personalised(Uiccs.policy(mode)), Vaults.personalised(), Uiccs.IMEI);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void opensForAGenuinePhoneAndReportsIt(Mode mode) throws Exception {
        var operator = new Operator();
        Phone phone = phone(mode);
        phone.boot();
        if (mode == Mode.STATIC_KEYS) {
            assertThat(phone.uicc(Uiccs.AUTHENTICATE)).containsExactly(0x69, 0x85);
            assertThat(operator.command(phone, Operator.vaultKeys(1, 16)).statusWord())
                    .isEqualTo(0x9000);
            phone.apdus = phone.bytes = phone.vaultApdus = phone.vaultBytes = 0;
            phone.boot();
        }
        System.out.printf(
                "# boot in mode %s: %d APDUs and %d bytes at the UICC, %d and %d at the vault%n",
                mode, phone.apdus, phone.bytes, phone.vaultApdus, phone.vaultBytes);
        assertThat(phone.messages).isEmpty();
        assertThat(HEX.formatHex(phone.uicc(Uiccs.AUTHENTICATE)))
                .startsWith("db08a54211d5e3ba50bf");
        phone.status();
        assertThat(phone.messages).hasSize(1);
        Report report = operator.report(phone.messages.getFirst());
        System.out.println("# " + report);
        assertThat(report.result()).isEqualTo(Result.GENUINE);
    }
}
