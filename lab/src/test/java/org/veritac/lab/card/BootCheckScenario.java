// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.veritac.card.report.Result.BLOCKED;
import static org.veritac.card.report.Result.CERTIFICATE_ENDED;
import static org.veritac.card.report.Result.CLAIM_DIFFERS;
import static org.veritac.card.report.Result.DOWNGRADE;
import static org.veritac.card.report.Result.GENUINE;
import static org.veritac.card.report.Result.NOT_PAIRED;
import static org.veritac.card.report.Result.NO_CLAIM;
import static org.veritac.card.report.Result.NO_KEY;
import static org.veritac.card.report.Result.NO_VAULT;
import static org.veritac.card.report.Result.OTHER_VAULT;
import static org.veritac.card.report.Result.RELAY_BROKEN;
import static org.veritac.card.report.Result.REPORTS_UNANSWERED;
import static org.veritac.card.report.Result.VAULT_NOT_AUTHENTIC;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.card.ota.Counter;
import org.veritac.card.report.ImeiRange;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.Mode;
import org.veritac.card.report.Pairing;
import org.veritac.card.report.Report;
import org.veritac.identity.Imei;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/// The boot check against the real vault: each mode, each result, and what the operator changes.
final class BootCheckScenario {
    private static final HexFormat HEX = HexFormat.of();
    private static final int OK = 0x9000;
    private final Operator operator = new Operator(new Counter(10));

    /// The last report, which the UICC gives in the proof of a poll.
    private Report poll(Phone phone) throws IOException {
        Report report = operator.command(phone, new Instruction.Poll(false)).report();
        if (report == null) {
            throw new AssertionError("no report");
        }
        return report;
    }

    private static Phone on(Instruction.Policy policy) throws Exception {
        Phone phone = Uiccs.phone(policy);
        phone.boot();
        return phone;
    }

    private static Phone on(Mode mode) throws Exception {
        return on(Uiccs.policy(mode));
    }

    private static Phone on() throws Exception {
        return on(Mode.STATIC_KEYS);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void opensForAGenuinePhoneAndReportsIt(Mode mode) throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(mode));
        phone.uicc.reset();
        assertThat(Uiccs.answers(phone)).isFalse();
        phone.boot();
        assertThat(phone.messages).as("no report before a network can be there").isEmpty();
        assertThat(HEX.formatHex(phone.uicc(Uiccs.AUTHENTICATE)))
                .startsWith("db08a54211d5e3ba50bf");
        phone.status();
        assertThat(phone.messages).hasSize(1);
        Report report = operator.report(phone.messages.getFirst());
        assertThat(report.result()).isEqualTo(GENUINE);
        assertThat(report.mode()).isEqualTo(mode);
        assertThat(report.slot()).isEqualTo(1);
        assertThat(report.bootCounter()).isEqualTo(1);
        assertThat(phone.displayed).isEmpty();
        phone.uicc.reset();
        assertThat(Uiccs.answers(phone)).as("closed at every reset").isFalse();
    }

    /// TS 102 223, 8.12.9: the card is powered off.
    @ParameterizedTest
    @EnumSource(Mode.class)
    void triesAgainWhenAnotherModuleTakesTheVault(Mode mode) throws Exception {
        for (int held = 0; held < 4; held++) {
            Phone phone = Uiccs.phone(Uiccs.policy(mode));
            phone.vaultHeld = held;
            phone.vaultLost = 3;
            phone.boot();
            assertThat(Uiccs.answers(phone)).as("taken after %d commands", held).isTrue();
        }
    }

    @Test
    void aVaultThatIsAlwaysTakenEndsTheCheck() throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(Mode.STATIC_KEYS));
        phone.vaultHeld = 0;
        phone.vaultLost = 4;
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(poll(phone).result()).isEqualTo(RELAY_BROKEN);
    }

    @Test
    void aSystemThatNeverFetchesHasNoNetwork() throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(Mode.STATIC_KEYS));
        phone.uicc.reset();
        assertThat(phone.uicc("8010000004FFFFFFFF")).hasSize(2).startsWith(0x91);
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(phone.uicc("80F2000C00")).as("still waits").startsWith(0x91);
    }

    @Test
    void noInstructionOpensTheGateByItself() throws Exception {
        Phone phone = on();
        phone.uicc.reset();
        for (int cla : new int[] {0x00, 0x80, 0xA0, 0x01, 0x0C, 0x84, 0xFF}) {
            for (int ins = 0; ins <= 0xFF; ins++) {
                byte[] head = {(byte) cla, (byte) ins, 0, (byte) 0x81, 0};
                phone.uicc(head);
                phone.uicc(new byte[] {(byte) cla, (byte) ins, 0, 0, 2, 0, 0});
            }
            assertThat(Uiccs.answers(phone)).as("class %02X", cla).isFalse();
        }
    }

    @Test
    void emergencyNumbersAreReadableWhenTheGateIsClosed() throws Exception {
        Phone phone = on();
        phone.uicc.reset();
        phone.uicc("00A40004027FFF00");
        phone.uicc("00A40004026FB700");
        assertThat(HEX.formatHex(phone.uicc("00B2010404"))).isEqualTo("11f2ff009000");
    }

    @Test
    void aFalseClaimIsFoundAndSaid() throws Exception {
        Phone phone = on();
        phone.imei = "490154203237518";
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        Report report = poll(phone);
        assertThat(report.result()).isEqualTo(CLAIM_DIFFERS);
        assertThat(report.proven()).isNotNull().isNotEqualTo(report.claimed());
        assertThat(phone.displayed).containsExactly("This phone claims a false IMEI");
    }

    @Test
    void theCheckDigitIsNotCompared() throws Exception {
        Phone phone = on();
        phone.imei = Uiccs.IMEI.substring(0, 14) + "0";
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    @Test
    void aClaimOfNothingClosesTheGate() throws Exception {
        Phone phone = on();
        phone.imei = "";
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(poll(phone).result()).isEqualTo(NO_CLAIM);
    }

    @Test
    void withoutAVaultThePolicyDecides() throws Exception {
        var open = new Instruction.Policy(Mode.STATIC_KEYS, 0, false, true, 0);
        for (Instruction.Policy policy : List.of(open, Uiccs.policy(Mode.STATIC_KEYS))) {
            var phone = new Phone(Uiccs.personalised(policy), null, Uiccs.IMEI);
            phone.boot();
            assertThat(Uiccs.answers(phone)).isEqualTo(policy.openWithoutVault());
            var asked = new Operator();
            Report report = asked.command(phone, new Instruction.Poll(false)).report();
            assertThat(report).isNotNull();
            assertThat(report.result()).isEqualTo(NO_VAULT);
            assertThat(report.proven()).isNull();
        }
    }

    @Test
    void noVaultWhereOneWasSeenIsADowngrade() throws Exception {
        Phone phone = on(new Instruction.Policy(Mode.STATIC_KEYS, 0, false, true, 0));
        assertThat(Uiccs.answers(phone)).isTrue();
        phone.vault = null;
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(poll(phone).result()).isEqualTo(DOWNGRADE);
    }

    /// A vault that is sold has a certificate; that it has none is what the system says.
    @ParameterizedTest
    @EnumSource(names = {"CERTIFICATES", "ONE_WAY"})
    void noCertificateWhereAVaultWasSeenIsADowngrade(Mode mode) throws Exception {
        Phone phone = on(new Instruction.Policy(mode, 0, false, true, 0));
        assertThat(Uiccs.answers(phone)).isTrue();
        phone.fromVault = answer -> answer.length > 40 ? new byte[] {0x6A, (byte) 0x88} : answer;
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(poll(phone).result()).isEqualTo(DOWNGRADE);
    }

    @Test
    void withoutKeysThePolicyDecidesAndTheVaultIsNamed() throws Exception {
        var open = new Instruction.Policy(Mode.STATIC_KEYS, 0, false, true, 0);
        var phone = new Phone(Uiccs.personalised(open), Vaults.personalised(), Uiccs.IMEI);
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
        Report report = poll(phone);
        assertThat(report.result()).isEqualTo(NO_KEY);
        assertThat(report.vault()).isNotNull();
        assertThat(HEX.formatHex(report.vault().bytes())).isEqualTo(HEX.formatHex(Vaults.ID));
        operator.command(phone, Operator.vaultKeys(1, 16));
        assertThat(poll(phone).result()).as("checked anew with the keys").isEqualTo(GENUINE);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({"1,16", "2,32", "8,32"})
    void opensWithEveryKindOfKeySet(int version, int bytes) throws Exception {
        Phone phone =
                new Phone(
                        Uiccs.personalised(Uiccs.policy(Mode.STATIC_KEYS)),
                        Vaults.personalised(),
                        Uiccs.IMEI);
        phone.uicc.reset();
        operator.command(phone, Operator.vaultKeys(version, bytes));
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    @Test
    void aVaultWithOtherKeysIsNotAuthentic() throws Exception {
        Phone phone = on();
        var wrong =
                new Instruction.Keys(Operator.vaultKeys(1, 16).vault(), Vaults.keySet(1, 2, 16));
        operator.command(phone, wrong);
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(poll(phone).result()).isEqualTo(VAULT_NOT_AUTHENTIC);
    }

    @Test
    void aListedPairingRefusesOtherPhones() throws Exception {
        Phone phone = on();
        var other = new ImeiRange(Imei.of("49015420323751"), Imei.of("49015420323759"));
        var own = new ImeiRange(Imei.of("35209900176148"), Imei.of("35209900176148"));
        assertThat(
                        operator.command(
                                        phone,
                                        new Instruction.Pair(Pairing.LISTED, List.of(other, own)))
                                .statusWord())
                .isEqualTo(OK);
        assertThat(Uiccs.answers(phone)).isTrue();
        operator.command(phone, new Instruction.Pair(Pairing.LISTED, List.of(other)));
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(poll(phone).result()).isEqualTo(NOT_PAIRED);
        operator.command(phone, new Instruction.Pair(Pairing.FREE, List.of()));
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    @Test
    void aRevokedOrEndedCertificateClosesTheGate() throws Exception {
        Phone phone = on(Mode.CERTIFICATES);
        var list =
                org.veritac.card.tlv.TlvReader.readOne(
                                Vaults.VAULTS.list(1, "20260601", List.of(Vaults.ID)))
                        .orElseThrow();
        assertThat(
                        operator.command(
                                        phone,
                                        new Instruction.Trust(null, list, LocalDate.of(2026, 6, 1)))
                                .statusWord())
                .isEqualTo(OK);
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(poll(phone).result()).isEqualTo(CERTIFICATE_ENDED);

        Phone later = on(Mode.CERTIFICATES);
        operator.command(later, new Instruction.Trust(null, null, LocalDate.of(2041, 1, 1)));
        later.boot();
        assertThat(poll(later).result()).isEqualTo(CERTIFICATE_ENDED);
    }

    @Test
    void aBlockHoldsForItsPhoneAndEndsByUnblockOnly() throws Exception {
        Phone phone = on();
        phone.uicc(Uiccs.AUTHENTICATE);
        phone.status();
        Counter counter = operator.uplink(phone.messages.getFirst()).counter();
        operator.command(phone, new Instruction.Block(counter, 1, "Stolen, call 123"));
        assertThat(Uiccs.answers(phone)).isFalse();
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        Report report = poll(phone);
        assertThat(report.result()).isEqualTo(BLOCKED);
        assertThat(report.blocked()).isTrue();
        assertThat(phone.displayed).containsExactly("Stolen, call 123", "Stolen, call 123");
        operator.command(phone, new Instruction.Unblock());
        assertThat(Uiccs.answers(phone)).as("after a new check").isTrue();
    }

    @Test
    void stoppedKeysHoldInEveryPhone() throws Exception {
        Phone phone = on();
        operator.command(phone, new Instruction.StopKeys());
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(poll(phone).stopped()).isTrue();
    }

    @Test
    void aBlockThatQuotesAnotherReportDoesNothing() throws Exception {
        Phone phone = on();
        var block = new Instruction.Block(new Counter(77), 1, "");
        assertThat(operator.command(phone, block).statusWord()).isEqualTo(0x6A88);
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    @Test
    void withheldAnswersCloseTheGateAndTheAnswerOpensIt() throws Exception {
        Phone phone = on(new Instruction.Policy(Mode.STATIC_KEYS, 0, false, false, 5));
        for (int i = 0; i < 5; i++) {
            assertThat(phone.uicc(Uiccs.GSM_ALGORITHM)).hasSizeGreaterThan(2);
        }
        assertThat(Uiccs.answers(phone)).isFalse();
        phone.boot();
        assertThat(phone.displayed).containsExactly("No answer from your operator");
        phone.uicc(Uiccs.GSM_ALGORITHM);
        phone.status();
        assertThat(operator.report(phone.messages.getLast()).result())
                .isEqualTo(REPORTS_UNANSWERED);
        phone.uicc(Uiccs.GSM_ALGORITHM);
        assertThat(phone.uicc(Uiccs.GSM_ALGORITHM)).as("the third").hasSizeGreaterThan(2);
        assertThat(phone.uicc(Uiccs.GSM_ALGORITHM)).as("the fourth").hasSize(2);
        phone.status();
        assertThat(phone.uicc(Uiccs.GSM_ALGORITHM)).as("STATUS helps nobody").hasSize(2);
        Counter counter = operator.uplink(phone.messages.getLast()).counter();
        operator.command(phone, new Instruction.Answer(counter, false));
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    @Test
    void afterNAuthenticatesAndBeforeACallThePhoneIsCheckedAgain() throws Exception {
        Phone phone = on(new Instruction.Policy(Mode.STATIC_KEYS, 2, true, false, 0));
        phone.uicc(Uiccs.GSM_ALGORITHM);
        phone.uicc(Uiccs.GSM_ALGORITHM);
        assertThat(phone.uicc(Uiccs.GSM_ALGORITHM)).hasSize(2);
        phone.status();
        assertThat(phone.uicc(Uiccs.GSM_ALGORITHM)).hasSizeGreaterThan(2);

        String call = "80C200000D" + "D40B" + "82028281" + "8605" + "8121436587" + "00";
        assertThat(phone.uicc(call)).startsWith(0, 0).hasSize(4);
        byte[] refused = phone.uicc(call);
        assertThat(refused).startsWith(1, 0, 0x91);
        String emergency = "80C200000B" + "D409" + "82028281" + "8603" + "8111F2" + "00";
        assertThat(phone.uicc(emergency)).startsWith(0, 0);
        phone.serve(refused);
        assertThat(phone.uicc(call)).startsWith(0, 0).hasSize(4);
    }

    @Test
    void aRelayThatBreaksOffIsTriedAgainAtStatus() throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(Mode.STATIC_KEYS));
        phone.fromVault = answer -> new byte[] {0x6F, 0x00};
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(phone.displayed).containsExactly("IMEI check was interrupted");
        phone.fromVault = answer -> answer;
        phone.status();
        assertThat(Uiccs.answers(phone)).isTrue();
        assertThat(poll(phone).result()).isNotEqualTo(RELAY_BROKEN);
    }

    @Test
    void anotherVaultIsReportedWhenPairingIsFreeAndRefusedWhenFixed() throws Exception {
        Phone phone = on(Mode.CERTIFICATES);
        byte[] id = HEX.parseHex("B1B2B3B4B5B6B7B8");
        phone.vault = Uiccs.vault(id, Vaults.IMEI);
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
        assertThat(poll(phone).result()).isEqualTo(OTHER_VAULT);
        phone.boot();
        assertThat(poll(phone).result()).as("known by now").isEqualTo(GENUINE);
        operator.command(phone, new Instruction.Pair(Pairing.FIXED, List.of()));
        assertThat(Uiccs.answers(phone)).isTrue();
        phone.vault = Vaults.personalised();
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        assertThat(poll(phone).result()).isEqualTo(NOT_PAIRED);
    }

    @Test
    void eitherSlotOfAVaultMayBeClaimed() throws Exception {
        Phone phone = on(Mode.CERTIFICATES);
        phone.vault = Uiccs.vault(Vaults.ID, Vaults.OTHER_IMEI, Vaults.IMEI);
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
        assertThat(poll(phone).slot()).isEqualTo(2);
    }

    @Test
    void anotherGenuinePhoneOpensWhileOneIsBlocked() throws Exception {
        Phone phone = on(Mode.CERTIFICATES);
        operator.command(phone, new Instruction.Block(null, 1, ""));
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
        phone.vault = Uiccs.vault(HEX.parseHex("B1B2B3B4B5B6B7B8"), Vaults.OTHER_IMEI);
        phone.imei = "352099001761499";
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
        assertThat(poll(phone).blocked()).isTrue();
    }

    @Test
    void aBlockWithoutProofHoldsForWhoeverProvesNothing() throws Exception {
        var open = new Instruction.Policy(Mode.STATIC_KEYS, 0, false, true, 0);
        var phone = new Phone(Uiccs.personalised(open), null, Uiccs.IMEI);
        phone.boot();
        operator.command(phone, new Instruction.Block(null, 1, ""));
        phone.imei = "490154203237518";
        phone.boot();
        assertThat(Uiccs.answers(phone)).isFalse();
    }

    @Test
    void aNewSelectionInTheMiddleBreaksTheCheckOff() throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(Mode.STATIC_KEYS));
        phone.uicc.reset();
        byte[] pending = phone.uicc("8010000004FFFFFFFF");
        for (int i = 0; i < 5; i++) {
            pending = phone.serveOne(pending);
        }
        phone.uicc("00A4040010A0000000871002FFFFFFFF890000010000");
        assertThat(phone.uicc("8014000003830100")).hasSize(2);
        assertThat(Uiccs.answers(phone)).isFalse();
        phone.status();
        assertThat(Uiccs.answers(phone)).as("after STATUS began anew").isTrue();
    }

    @Test
    void historyTellsAnyTerminalWhatChecksCameTo() throws Exception {
        Phone phone = on();
        phone.imei = "490154203237518";
        phone.boot();
        phone.uicc("00A40004027FFF00");
        phone.uicc("00A40004026FF100");
        assertThat(HEX.formatHex(phone.uicc("00B2010404"))).isEqualTo("4b4f01019000");
        assertThat(HEX.formatHex(phone.uicc("00B2020404"))).isEqualTo("4f4b01009000");
        phone.uicc("00A40004026FF200");
        assertThat(phone.uicc("00B201040A"))
                .as("only for the operator")
                .containsExactly(0x69, 0x82);
        phone.uicc("0020000A08" + UiccPersonalisation.ADM1);
        assertThat(HEX.formatHex(phone.uicc("00B201040A")))
                .isEqualTo("8008" + HEX.formatHex(Vaults.IMEI) + "9000");
        assertThat(phone.uicc("00A40004026FF100")).endsWith(0x90, 0x00);
        assertThat(phone.uicc("00DC0104044F4B0100")).as("not even for it").startsWith(0x69, 0x82);
    }

    @Test
    void aTerminalThatBeginsAnewIsCheckedAnew() throws Exception {
        Phone phone = on();
        phone.uicc("8010000004FFFFFFFF");
        phone.uicc("8012000000");
        assertThat(Uiccs.answers(phone)).as("closed by the new profile").isFalse();
        phone.serve(phone.uicc("8010000004FFFFFFFF"));
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    @Test
    void aRelayIsTriedAgainThreeTimesUntilTheNextReset() throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(Mode.STATIC_KEYS));
        phone.fromVault = answer -> new byte[] {0x6F, 0x00};
        phone.boot();
        for (int i = 0; i < 5; i++) {
            phone.status();
        }
        assertThat(phone.displayed).as("the first and three more").hasSize(4);
        phone.fromVault = answer -> answer;
        phone.status();
        assertThat(Uiccs.answers(phone)).isFalse();
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
    }

    @Test
    void aVaultThatAsksForPatienceGetsIt() throws Exception {
        Phone phone = Uiccs.phone(Uiccs.policy(Mode.STATIC_KEYS));
        phone.toVault =
                command -> {
                    byte[] damaged = command.clone();
                    damaged[damaged.length - 1] ^= (byte) (command[1] == (byte) 0x82 ? 1 : 0);
                    return damaged;
                };
        for (int i = 0; i < 16; i++) {
            phone.boot();
            assertThat(Uiccs.answers(phone)).isFalse();
        }
        phone.toVault = command -> command;
        phone.boot();
        assertThat(Uiccs.answers(phone)).isTrue();
        assertThat(phone.answers).as("64 refusals and what a check takes").hasSize(5 + 64);
    }
}
