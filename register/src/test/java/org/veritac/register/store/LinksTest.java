// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.veritac.register.store.Sandbox.LOCAL;
import static org.veritac.register.store.Sandbox.entry;
import static org.veritac.register.store.Sandbox.imei;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A device with several IMEIs is one device.
final class LinksTest {
    private static final Imei A = imei("35209900000001");
    private static final Imei B = imei("35209901000002");
    private static final Imei C = imei("35209902000003");
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

    private void all(Verdict verdict) throws IOException {
        for (Imei one : List.of(A, B, C)) {
            assertThat(sandbox.verdict(one)).isEqualTo(verdict);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aListingReachesAChainOfThreeWhetherItIsLinkedBeforeOrAfter(boolean linkedFirst)
            throws IOException {
        for (Imei listed : List.of(A, B, C)) {
            if (linkedFirst) {
                sandbox.link(A, B);
                sandbox.link(C, B);
            }
            sandbox.add(ListName.BLACK, Key.device(listed), Reason.STOLEN);
            if (!linkedFirst) {
                sandbox.link(C, B);
                sandbox.link(B, A);
            }
            all(Verdict.BLACK);
            sandbox.register().rebuild();
            all(Verdict.BLACK);
            sandbox.restart();
            all(Verdict.BLACK);
            sandbox.remove(ListName.BLACK, LOCAL, Key.device(listed));
            all(Verdict.WHITE);
            sandbox.remove(ListName.LINKS, LOCAL, Key.link(A, B));
            sandbox.remove(ListName.LINKS, LOCAL, Key.link(B, C));
        }
    }

    @Test
    void unlinkingLeavesEachItsOwn() throws IOException {
        sandbox.add(ListName.BLACK, Key.device(A), Reason.STOLEN);
        sandbox.link(A, B);
        sandbox.link(B, C);
        sandbox.register().rebuild();
        sandbox.remove(ListName.LINKS, LOCAL, Key.link(A, B));
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(C)).isEqualTo(Verdict.WHITE);
        sandbox.restart();
        assertThat(sandbox.verdict(C)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void aLinkThatTwoSourcesKnowStaysWhenOneWithdraws() throws IOException {
        sandbox.add(ListName.BLACK, Key.device(A), Reason.STOLEN);
        sandbox.link(A, B);
        sandbox.add(ListName.LINKS, "gsma", Entry.of(Key.link(B, A), Reason.UNSPECIFIED));
        sandbox.remove(ListName.LINKS, LOCAL, Key.link(A, B));
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.BLACK);
        sandbox.remove(ListName.LINKS, "gsma", Key.link(A, B));
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void importsLinksAndTakesThemBack() throws IOException {
        sandbox.add(ListName.BLACK, Key.device(C), Reason.STOLEN);
        long position =
                sandbox.full(
                        ListName.LINKS,
                        LOCAL,
                        "imei,imei2",
                        A.digits() + "," + B.digits(),
                        C.digits() + "," + B.digits());
        all(Verdict.BLACK);
        sandbox.restart();
        all(Verdict.BLACK);
        Sandbox.done(sandbox.undo(position));
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(C)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void rangesAndModelsAreOfTheImeiNotOfTheDevice() throws IOException {
        sandbox.link(A, B);
        sandbox.add(ListName.BLACK, Key.tac(A.tac()), Reason.TAC_BARRED);
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void twelveSubscribersBelongToOneDeviceByAnyOfItsImeis() throws IOException {
        sandbox.add(ListName.BLACK, Key.device(A), Reason.DUPLICATED);
        sandbox.link(A, B);
        var lines = new ArrayList<>(List.of("imei,imsi"));
        for (int i = 0; i < 6; i++) {
            lines.add(A.digits() + ",00101000000000" + i);
            sandbox.pair(B, Imsi.of("00102000000000" + i));
        }
        sandbox.full(ListName.PAIRS, LOCAL, lines.toArray(String[]::new));
        twelve();
        sandbox.register().rebuild();
        twelve();
        sandbox.restart();
        twelve();
    }

    private void twelve() throws IOException {
        for (Imei one : List.of(A, B)) {
            for (int i = 0; i < 6; i++) {
                assertThat(sandbox.verdict(one, Imsi.of("00101000000000" + i)))
                        .isEqualTo(Verdict.WHITE);
                assertThat(sandbox.verdict(one, Imsi.of("00102000000000" + i)))
                        .isEqualTo(Verdict.WHITE);
            }
            assertThat(sandbox.verdict(one, OWNER)).isEqualTo(Verdict.BLACK);
        }
    }

    @Test
    void theSameListingOfBothImeisIsOneFinding() throws IOException {
        sandbox.link(A, B);
        sandbox.add(ListName.BLACK, LOCAL, entry(Key.device(A), OWNER, Reason.NON_PAYMENT));
        sandbox.add(ListName.BLACK, LOCAL, entry(Key.device(B), OWNER, Reason.NON_PAYMENT));
        sandbox.add(ListName.BLACK, "z", Entry.of(Key.device(A), Reason.NON_PAYMENT));
        sandbox.add(ListName.BLACK, "a", Entry.of(Key.device(B), Reason.REGULATORY));
        sandbox.pair(B, OWNER);
        assertThat(sandbox.decision(EquipmentCheck.of(A, OWNER)).lifted()).isEqualTo(3);
        assertThat(sandbox.decision(EquipmentCheck.of(A)).reason()).isEqualTo(Reason.REGULATORY);
    }
}
