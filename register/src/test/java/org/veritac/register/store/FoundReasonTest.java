// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.veritac.register.store.Sandbox.imei;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.ImsiRange;
import org.veritac.register.Change;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Evidence;
import org.veritac.register.Key;
import org.veritac.register.Lift;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The rows of the reason table that the register finds itself, each with every lift.
final class FoundReasonTest {
    private static final Imsi HOME = Imsi.of("001010123456789");
    private static final Imsi VISITOR = Imsi.of("262010123456789");
    private static final Imsi SOMEBODY = Imsi.of("001010999999999");
    private static final Imei PROVEN = imei("35209900176148");

    @TempDir private Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(folder);
        sandbox.policy("policy: {operators: {alpha: {home: ['00101']}}}");
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    /// A row of the table.
    ///
    /// @param device whose check finds it
    /// @param answer what is answered when nothing lifts it
    /// @param lifts what lifts it
    record Row(Reason reason, Imei device, Verdict answer, Set<Lift> lifts) {}

    private static final List<Row> TABLE =
            List.of(
                    new Row(
                            Reason.NONSENSE_IMEI,
                            imei("00000000000000"),
                            Verdict.BLACK,
                            Set.of(Lift.PAIR)),
                    new Row(
                            Reason.TEST_RANGE,
                            imei("00101700000001"),
                            Verdict.GREY,
                            Set.of(Lift.PAIR)),
                    new Row(Reason.SCREENED_IMSI, PROVEN, Verdict.BLACK, Set.of()),
                    new Row(
                            Reason.PROOF_CONFLICT,
                            imei("35209900176149"),
                            Verdict.GREY,
                            Set.of(Lift.PROOF)),
                    new Row(Reason.CONTESTED, PROVEN, Verdict.GREY, Set.of(Lift.PAIR, Lift.PROOF)));

    static Stream<Arguments> rows() {
        return TABLE.stream()
                .flatMap(row -> Stream.of(Lift.values()).map(lift -> Arguments.of(row, lift)));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @MethodSource("rows")
    void isAnsweredAndLiftedAsItsRowSays(Row row, Lift lift) throws IOException {
        Imsi asked = lift == Lift.VISITOR ? VISITOR : HOME;
        find(row.reason(), asked);
        var check = EquipmentCheck.of(row.device(), asked).by("alpha");
        // A visitor is one from the start; the rest comes about after the first check.
        if (lift != Lift.VISITOR) {
            assertThat(sandbox.verdict(check)).isEqualTo(row.answer());
            assertThat(sandbox.decision(check).reason()).isEqualTo(row.reason());
        }
        lift(lift, row.device());
        boolean lifted = row.lifts().contains(lift);
        assertThat(sandbox.verdict(check)).isEqualTo(lifted ? Verdict.WHITE : row.answer());
    }

    /// Makes a check find it.
    private void find(Reason reason, Imsi asked) throws IOException {
        if (reason == Reason.SCREENED_IMSI) {
            Key key = Key.subscribers(ImsiRange.of(asked.digits()));
            sandbox.add(ListName.IMSI, key, reason);
        }
        if (reason == Reason.PROOF_CONFLICT) {
            prove(asked, PROVEN);
        }
        if (reason == Reason.CONTESTED) {
            prove(SOMEBODY, PROVEN);
        }
    }

    private void lift(Lift lift, Imei device) throws IOException {
        switch (lift) {
            case PAIR -> sandbox.pair(device, HOME);
            case PROOF -> prove(HOME, device);
            case WHITE ->
                    sandbox.add(
                            ListName.WHITE,
                            "ministry",
                            Entry.of(Key.device(device), Reason.UNSPECIFIED));
            case VISITOR -> {}
        }
    }

    private void prove(Imsi imsi, Imei imei) throws IOException {
        var now = sandbox.clock.instant();
        var evidence = new Evidence(imsi, imei, "vault-report", now, now.plusSeconds(600), "");
        Sandbox.done(sandbox.register().apply(new Change.Prove(evidence), Sandbox.WHO));
    }
}
