// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.veritac.register.store.Sandbox.entry;
import static org.veritac.register.store.Sandbox.imei;
import static org.veritac.register.store.Sandbox.tac;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.ImsiRange;
import org.veritac.identity.Tac;
import org.veritac.register.Change;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Evidence;
import org.veritac.register.FindingKind;
import org.veritac.register.Key;
import org.veritac.register.Lift;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.decision.Finding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The reason table of ARCHITECTURE.md, row by row, and how findings are weighed.
final class DecisionTest {
    private static final Imei DEVICE = imei("35209900176148");
    private static final Tac MODEL = DEVICE.tac();
    private static final Key KEY = Key.device(DEVICE);
    private static final Imsi OWNER = Imsi.of("001010123456789");
    private static final Imsi OTHER = Imsi.of("001010999999999");
    private static final Imsi VISITOR = Imsi.of("262010123456789");

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

    private static EquipmentCheck by(Imsi imsi) {
        return EquipmentCheck.of(DEVICE, imsi).by("alpha");
    }

    private static Verdict verdict(String word) {
        return Verdict.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void home() throws IOException {
        sandbox.policy("policy: {operators: {alpha: {home: ['00101']}}}");
    }

    private void prove(Imsi imsi, Imei imei) throws IOException {
        var now = sandbox.clock.instant();
        var evidence = new Evidence(imsi, imei, "vault-report", now, now.plusSeconds(600), "");
        Sandbox.done(sandbox.register().apply(new Change.Prove(evidence), Sandbox.WHO));
    }

    /// Makes one lift true for OWNER, or for VISITOR where it is that.
    private Imsi lift(Lift lift) throws IOException {
        switch (lift) {
            case PAIR -> sandbox.pair(DEVICE, OWNER);
            case PROOF -> prove(OWNER, DEVICE);
            case WHITE ->
                    sandbox.add(ListName.WHITE, "ministry", Entry.of(KEY, Reason.UNSPECIFIED));
            case VISITOR -> {
                return VISITOR;
            }
        }
        return OWNER;
    }

    @ParameterizedTest(name = "{0}: black {1}, grey {2}, lifted by {3}")
    @CsvSource({
        "lost,          black, black, ''",
        "stolen,        black, black, ''",
        "fraud,         black, black, ''",
        "duplicated,    black, black, pair proof",
        "contested,     black, black, pair proof",
        "non-payment,   black, grey,  pair",
        "regulatory,    black, grey,  pair",
        "faulty,        black, grey,  pair",
        "unspecified,   black, grey,  pair",
        "tac-barred,    black, grey,  pair"
    })
    void aListedReasonAnswersAndIsLiftedAsItsRowSays(
            String word, String black, String grey, String lifts) throws IOException {
        home();
        Reason reason = Reason.ifValid(word).orElseThrow();
        List<String> lifted = List.of(lifts.split(" "));
        sandbox.add(ListName.GREY, KEY, reason);
        assertThat(sandbox.verdict(by(OWNER))).isEqualTo(verdict(grey));
        sandbox.remove(ListName.GREY, Sandbox.LOCAL, KEY);
        sandbox.add(ListName.WHITE, KEY, reason);
        assertThat(sandbox.verdict(by(OWNER))).isEqualTo(Verdict.WHITE);
        sandbox.remove(ListName.WHITE, Sandbox.LOCAL, KEY);
        sandbox.add(ListName.BLACK, KEY, reason);
        var decision = sandbox.decision(by(OWNER));
        assertThat(decision.verdict()).isEqualTo(verdict(black));
        assertThat(decision.reason()).isEqualTo(reason);
        assertThat(decision.finding()).isEqualTo(FindingKind.INDIVIDUAL);
        for (Lift lift : Lift.values()) {
            Imsi imsi = lift(lift);
            boolean white = lifted.contains(lift.text());
            assertThat(sandbox.verdict(by(imsi)))
                    .as("%s by %s", word, lift)
                    .isEqualTo(white ? Verdict.WHITE : verdict(black));
            assertThat(sandbox.verdict(EquipmentCheck.of(DEVICE).by("alpha")))
                    .as("without an IMSI")
                    .isEqualTo(verdict(black));
            unlift(lift);
        }
    }

    private void unlift(Lift lift) throws IOException {
        switch (lift) {
            case PAIR -> Sandbox.done(sandbox.tryRemove(ListName.PAIRS, Sandbox.LOCAL, KEY, OWNER));
            case PROOF -> {
                sandbox.clock.pass(java.time.Duration.ofSeconds(700));
                sandbox.register().tick();
            }
            case WHITE -> sandbox.remove(ListName.WHITE, "ministry", KEY);
            case VISITOR -> {}
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pair", "proof", "white", "visitor"})
    void anUnallocatedModelIsGreyUntilLifted(String word) throws IOException {
        home();
        assertThat(sandbox.verdict(by(OWNER))).as("no table is loaded").isEqualTo(Verdict.WHITE);
        sandbox.add(ListName.TAC, tac("35209901"), Reason.UNSPECIFIED);
        var decision = sandbox.decision(by(OWNER));
        assertThat(decision.verdict()).isEqualTo(Verdict.GREY);
        assertThat(decision.reason()).isEqualTo(Reason.UNALLOCATED_TAC);
        assertThat(decision.finding()).isEqualTo(FindingKind.UNALLOCATED);
        Imsi imsi = lift(Lift.ifValid(word).orElseThrow());
        assertThat(sandbox.verdict(by(imsi))).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.decision(by(imsi)).lifted()).isOne();
    }

    @Test
    void aModelInTheTableIsAllocated() throws IOException {
        sandbox.add(ListName.TAC, Key.tac(MODEL), Reason.UNSPECIFIED);
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.WHITE);
        sandbox.remove(ListName.TAC, Sandbox.LOCAL, Key.tac(MODEL));
        assertThat(sandbox.verdict(DEVICE)).as("again no table").isEqualTo(Verdict.WHITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pair", "proof", "white", "visitor"})
    void restrictiveModeKnowsOnlyWhiteDevices(String word) throws IOException {
        sandbox.policy("policy: {mode: restrictive, operators: {alpha: {home: ['00101']}}}");
        var decision = sandbox.decision(by(OWNER));
        assertThat(decision.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(decision.reason()).isEqualTo(Reason.UNREGISTERED);
        Imsi imsi = lift(Lift.ifValid(word).orElseThrow());
        assertThat(sandbox.verdict(by(imsi))).isEqualTo(Verdict.WHITE);
        sandbox.policy("policy: {mode: permissive}");
        assertThat(sandbox.verdict(imei("35209900000001"))).isEqualTo(Verdict.WHITE);
    }

    @Test
    void aWhiteModelOrRangeIsOnAWhiteListToo() throws IOException {
        sandbox.policy("policy: {mode: restrictive}");
        sandbox.add(ListName.WHITE, Key.tac(MODEL), Reason.UNSPECIFIED);
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.WHITE);
        sandbox.remove(ListName.WHITE, Sandbox.LOCAL, Key.tac(MODEL));
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.UNKNOWN);
        sandbox.add(ListName.WHITE, Key.range(DEVICE, DEVICE), Reason.UNSPECIFIED);
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void anOperatorWithoutHomeNetworksHasNoVisitors() throws IOException {
        sandbox.policy("policy: {mode: restrictive, operators: {alpha: {home: []}}}");
        assertThat(sandbox.verdict(by(VISITOR))).isEqualTo(Verdict.UNKNOWN);
        assertThat(sandbox.verdict(EquipmentCheck.of(DEVICE, VISITOR).by("nobody")))
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void allZerosIsBlackUntilPaired() throws IOException {
        Imei zeros = imei("00000000000000");
        var decision = sandbox.decision(EquipmentCheck.of(zeros, OWNER));
        assertThat(decision.verdict()).isEqualTo(Verdict.BLACK);
        assertThat(decision.reason()).isEqualTo(Reason.NONSENSE_IMEI);
        sandbox.pair(zeros, OWNER);
        assertThat(sandbox.verdict(zeros, OWNER)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(zeros, OTHER)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.register().explain(EquipmentCheck.of(zeros), 0).statuses())
                .containsExactly(Explanation.Status.MALFORMED);
    }

    @Test
    void aTestModelIsGreyUntilPairedOrThePolicySaysNothing() throws IOException {
        Imei test = imei("00101700000001");
        var decision = sandbox.decision(EquipmentCheck.of(test, OWNER));
        assertThat(decision.verdict()).isEqualTo(Verdict.GREY);
        assertThat(decision.reason()).isEqualTo(Reason.TEST_RANGE);
        sandbox.pair(test, OWNER);
        assertThat(sandbox.verdict(test, OWNER)).isEqualTo(Verdict.WHITE);
        sandbox.policy("policy: {reasons: {test-range: {found: none}}}");
        assertThat(sandbox.verdict(test, OTHER)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void aWhiteListLiftsEvenWhatIsFoundBeforeIt() throws IOException {
        Imei test = imei("00101700000001");
        sandbox.policy("policy: {reasons: {test-range: {lifted-by: [white]}}}");
        sandbox.add(ListName.WHITE, Key.tac(test.tac()), Reason.UNSPECIFIED);
        assertThat(sandbox.verdict(test)).isEqualTo(Verdict.WHITE);
        sandbox.add(ListName.GREY, Key.device(test), Reason.FAULTY);
        assertThat(sandbox.decision(EquipmentCheck.of(test)).reason())
                .as("the source's own grey entry exempts from its white model")
                .isEqualTo(Reason.TEST_RANGE);
    }

    @Test
    void aProofOfAnotherDeviceIsAConflictAndAProofOfThisOneByAnotherAContest() throws IOException {
        Imei claimed = imei("35209900176149");
        prove(OWNER, DEVICE);
        var conflict = sandbox.decision(EquipmentCheck.of(claimed, OWNER));
        assertThat(conflict.verdict()).isEqualTo(Verdict.GREY);
        assertThat(conflict.reason()).isEqualTo(Reason.PROOF_CONFLICT);
        var contested = sandbox.decision(EquipmentCheck.of(DEVICE, OTHER));
        assertThat(contested.verdict()).isEqualTo(Verdict.GREY);
        assertThat(contested.reason()).isEqualTo(Reason.CONTESTED);
        assertThat(contested.finding()).isEqualTo(FindingKind.CONTESTED);
        sandbox.pair(DEVICE, OTHER);
        assertThat(sandbox.verdict(DEVICE, OTHER)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(DEVICE, OWNER)).isEqualTo(Verdict.WHITE);
        sandbox.link(DEVICE, claimed);
        assertThat(sandbox.verdict(claimed, OWNER)).as("one device").isEqualTo(Verdict.WHITE);
    }

    @ParameterizedTest(name = "{0} screens {1}: {2}")
    @CsvSource({
        "00101,                           001010123456789, true",
        "00101,                           00101012345678,  true",
        "00102,                           001010123456789, false",
        "001010123456789,                 001010123456789, true",
        "001010123456788,                 001010123456789, false",
        "00101012345678,                  00101012345678,  true",
        "00101012345679,                  00101012345678,  false",
        "001010000000000-001010200000000, 001010123456789, true",
        "001010000000000-001010123456789, 001010123456789, true",
        "001010123456789-001010200000000, 001010123456789, true",
        "001010123456790-001010200000000, 001010123456789, false",
        "00101-00103,                     001020000000001, true"
    })
    void screensSubscribersByPrefixRangeAndExactly(String range, String imsi, boolean screened)
            throws IOException {
        sandbox.add(ListName.IMSI, Key.subscribers(ImsiRange.of(range)), Reason.SCREENED_IMSI);
        var decision = sandbox.decision(EquipmentCheck.of(DEVICE, Imsi.of(imsi)));
        assertThat(decision.verdict()).isEqualTo(screened ? Verdict.BLACK : Verdict.WHITE);
        assertThat(decision.finding()).isEqualTo(screened ? FindingKind.SCREENED_IMSI : null);
        sandbox.pair(DEVICE, Imsi.of(imsi));
        assertThat(sandbox.verdict(DEVICE, Imsi.of(imsi))).isEqualTo(decision.verdict());
    }

    @Test
    void withinOneSourceTheMoreSpecificEntryDecides() throws IOException {
        sandbox.add(ListName.BLACK, Key.tac(MODEL), Reason.TAC_BARRED);
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.BLACK);
        Key version = Key.tacSvn(MODEL, 7);
        sandbox.add(ListName.GREY, version, Reason.FAULTY);
        var check = EquipmentCheck.of(DEVICE);
        assertThat(sandbox.verdict(check.withSvn(7))).isEqualTo(Verdict.GREY);
        assertThat(sandbox.verdict(check.withSvn(8))).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(check)).isEqualTo(Verdict.BLACK);
        Key range = Key.range(imei("35209900176000"), imei("35209900176999"));
        sandbox.add(ListName.WHITE, range, Reason.UNSPECIFIED);
        assertThat(sandbox.verdict(check.withSvn(7))).isEqualTo(Verdict.WHITE);
        sandbox.add(ListName.GREY, KEY, Reason.FAULTY);
        assertThat(sandbox.verdict(check.withSvn(7))).isEqualTo(Verdict.GREY);
        sandbox.add(ListName.WHITE, Sandbox.LOCAL, entry(KEY, OWNER, Reason.UNSPECIFIED));
        assertThat(sandbox.verdict(DEVICE, OWNER)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(DEVICE, OTHER)).isEqualTo(Verdict.GREY);
    }

    @Test
    void anEntryOfOneSourceDoesNotExemptFromAnother() throws IOException {
        sandbox.add(ListName.BLACK, "police", Entry.of(Key.tac(MODEL), Reason.TAC_BARRED));
        sandbox.add(ListName.WHITE, KEY, Reason.UNSPECIFIED);
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.BLACK);
        sandbox.add(ListName.GREY, "police", Entry.of(KEY, Reason.FAULTY));
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.GREY);
    }

    @Test
    void blocksOneSubscriberOnly() throws IOException {
        sandbox.add(ListName.BLACK, Sandbox.LOCAL, entry(KEY, OWNER, Reason.STOLEN));
        sandbox.add(ListName.BLACK, "other", entry(Key.tac(MODEL), OTHER, Reason.STOLEN));
        assertThat(sandbox.verdict(DEVICE, OWNER)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(DEVICE, OTHER)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(DEVICE, VISITOR)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void findsInTheOrderOfTheDocumentAndKeepsTheWorst() throws IOException {
        sandbox.policy("policy: {mode: restrictive}");
        Imei test = imei("00101700000001");
        sandbox.add(
                ListName.IMSI,
                "a",
                Entry.of(Key.subscribers(ImsiRange.of("00101")), Reason.SCREENED_IMSI));
        sandbox.add(ListName.BLACK, "b", Entry.of(Key.device(test), Reason.STOLEN));
        sandbox.add(ListName.GREY, "c", Entry.of(Key.range(test, test), Reason.FAULTY));
        sandbox.add(ListName.GREY, "d", Entry.of(Key.tacSvn(test.tac(), 1), Reason.FAULTY));
        sandbox.add(ListName.GREY, "e", Entry.of(Key.tac(test.tac()), Reason.TAC_BARRED));
        sandbox.add(ListName.TAC, Key.tac(MODEL), Reason.UNSPECIFIED);
        prove(OTHER, test);
        prove(OWNER, DEVICE);
        var check = EquipmentCheck.of(test, OWNER).withSvn(1);
        var explanation = sandbox.register().explain(check, 0);
        assertThat(explanation.findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.values());
        assertThat(explanation.findings())
                .extracting(Finding::fate)
                .containsOnly(Finding.Fate.REMAINS);
        var decision = sandbox.decision(check);
        assertThat(decision.verdict()).isEqualTo(Verdict.BLACK);
        assertThat(decision.reason()).as("the first of the worst").isEqualTo(Reason.SCREENED_IMSI);
        assertThat(decision.position()).isEqualTo(sandbox.register().status().head().position());
    }

    @Test
    void unknownOutweighsGreyAndBlackOutweighsUnknown() throws IOException {
        sandbox.policy("policy: {mode: restrictive}");
        sandbox.add(ListName.GREY, KEY, Reason.FAULTY);
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.UNKNOWN);
        sandbox.add(ListName.BLACK, "police", Entry.of(KEY, Reason.STOLEN));
        assertThat(sandbox.verdict(DEVICE)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void countsWhatIsLiftedAndGoesOn() throws IOException {
        sandbox.add(ListName.BLACK, KEY, Reason.NON_PAYMENT);
        sandbox.add(ListName.BLACK, "other", Entry.of(Key.tac(MODEL), Reason.TAC_BARRED));
        sandbox.add(ListName.GREY, "third", Entry.of(KEY, Reason.STOLEN));
        sandbox.pair(DEVICE, OWNER);
        var decision = sandbox.decision(EquipmentCheck.of(DEVICE, OWNER));
        assertThat(decision.lifted()).isEqualTo(2);
        assertThat(decision.verdict()).isEqualTo(Verdict.BLACK);
        assertThat(decision.reason()).isEqualTo(Reason.STOLEN);
    }

    @Test
    void overlappingRangesOfOneSourceAreOneFindingButBothAreTold() throws IOException {
        sandbox.add(ListName.BLACK, Key.range(DEVICE, imei("35209900176150")), Reason.NON_PAYMENT);
        sandbox.add(ListName.BLACK, Key.range(imei("35209900176140"), DEVICE), Reason.NON_PAYMENT);
        sandbox.pair(DEVICE, OWNER);
        var check = EquipmentCheck.of(DEVICE, OWNER);
        assertThat(sandbox.decision(check).lifted()).isOne();
        assertThat(sandbox.register().explain(check, 0).findings()).hasSize(2);
    }

    @Test
    @DisplayName(
            "a policy changes the answer and the lifts of a reason, and the past stays as it was")
    void aPolicyOverrides() throws IOException {
        long listed = sandbox.add(ListName.BLACK, KEY, Reason.NON_PAYMENT);
        sandbox.policy("policy: {reasons: {non-payment: {answer: grey, lifted-by: [proof]}}}");
        assertThat(sandbox.verdict(DEVICE, OWNER)).isEqualTo(Verdict.GREY);
        sandbox.pair(DEVICE, OWNER);
        assertThat(sandbox.verdict(DEVICE, OWNER)).isEqualTo(Verdict.GREY);
        prove(OWNER, DEVICE);
        assertThat(sandbox.verdict(DEVICE, OWNER)).isEqualTo(Verdict.WHITE);
        assertThat(
                        sandbox.register()
                                .explain(EquipmentCheck.of(DEVICE, OWNER), listed)
                                .decision()
                                .verdict())
                .isEqualTo(Verdict.BLACK);
    }

    @Test
    void whatAnEntryAnswersIsNotWhatAFindingAnswers() throws IOException {
        sandbox.policy("policy: {reasons: {contested: {answer: black}}}");
        prove(OWNER, DEVICE);
        assertThat(sandbox.verdict(DEVICE, OTHER)).isEqualTo(Verdict.GREY);
    }
}
