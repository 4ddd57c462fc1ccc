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
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.ImsiRange;
import org.veritac.register.Change;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.files.CheckDigit;

import java.io.IOException;
import java.nio.file.Path;

/// Whose entries are whose, and what imports, removals and undos leave of them.
final class OwnersTest {
    private static final Imei A = imei("35209900000001");
    private static final Imei B = imei("35209900000002");
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

    private static String refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).why();
    }

    @Test
    void aDeviceThatTwoSourcesListStaysBlackWhenOneWithdraws() throws IOException {
        sandbox.full(ListName.BLACK, "police", "imei,reason", A.digits() + ",stolen");
        sandbox.full(ListName.BLACK, "gsma", "imei,reason", A.digits() + ",stolen");
        sandbox.full(ListName.BLACK, "gsma", "imei,reason", B.digits() + ",stolen");
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        sandbox.remove(ListName.BLACK, "police", Key.device(A));
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void aLocalSourceNeverAnswersAnotherOperatorOrAStranger() throws IOException {
        sandbox.policy(
                """
                policy:
                  sources: {alpha-local: {operators: [alpha]}}
                  operators: {alpha: {}, beta: {}}
                """);
        sandbox.add(ListName.BLACK, "alpha-local", Entry.of(Key.device(A), Reason.STOLEN));
        sandbox.add(ListName.PAIRS, "alpha-local", entry(Key.device(B), OWNER, Reason.UNSPECIFIED));
        sandbox.add(ListName.BLACK, LOCAL, Entry.of(Key.device(B), Reason.NON_PAYMENT));
        var check = EquipmentCheck.of(A, OWNER);
        assertThat(sandbox.verdict(check.by("alpha"))).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(check.by("beta"))).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(check.by(""))).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(check.by("nobody"))).isEqualTo(Verdict.WHITE);
        var paired = EquipmentCheck.of(B, OWNER);
        assertThat(sandbox.verdict(paired.by("alpha"))).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(paired.by("beta"))).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(paired.by(""))).isEqualTo(Verdict.BLACK);
    }

    @Test
    void aFullImportReplacesOnlyItsOwnSourcesLayersAndLeavesSingleChanges() throws IOException {
        Imei single = imei("35209900000003");
        sandbox.add(ListName.BLACK, Key.device(single), Reason.STOLEN);
        sandbox.full(ListName.BLACK, LOCAL, "imei,reason", A.digits() + ",stolen");
        sandbox.delta(ListName.BLACK, LOCAL, "imei,reason,change", B.digits() + ",lost,add");
        sandbox.full(ListName.GREY, LOCAL, "imei,reason", A.digits() + ",faulty");
        sandbox.full(ListName.BLACK, LOCAL, "imei,reason");
        assertThat(sandbox.verdict(A)).as("its grey entry is another list").isEqualTo(Verdict.GREY);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(single)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void removingTakesBackOnlyThatSourcesEntryAlsoOneThatCameByImport() throws IOException {
        sandbox.full(ListName.BLACK, "police", "imei,reason", A.digits() + ",stolen");
        sandbox.full(ListName.BLACK, "gsma", "imei,reason", A.digits() + ",stolen");
        assertThat(refusal(sandbox.tryRemove(ListName.BLACK, LOCAL, Key.device(A), null)))
                .contains("local", "no such entry");
        assertThat(refusal(sandbox.tryRemove(ListName.BLACK, "gsma", Key.device(A), OWNER)))
                .contains("no such entry");
        sandbox.remove(ListName.BLACK, "gsma", Key.device(A));
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        sandbox.remove(ListName.BLACK, "police", Key.device(A));
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
        sandbox.restart();
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void undoTakesBackTheNewestAndNamesItForAnOlder() throws IOException {
        long full = sandbox.full(ListName.BLACK, LOCAL, "imei,reason", A.digits() + ",stolen");
        long delta =
                sandbox.delta(
                        ListName.BLACK,
                        LOCAL,
                        "imei,reason,change",
                        A.digits() + ",,remove",
                        B.digits() + ",lost,add");
        long other = sandbox.full(ListName.BLACK, "police", "imei,reason");
        assertThat(refusal(sandbox.undo(full))).contains("import " + delta + " ");
        long whole = sandbox.full(ListName.BLACK, LOCAL, "imei,reason");
        assertThat(refusal(sandbox.undo(full))).contains("import " + whole + " ");
        assertThat(refusal(sandbox.undo(delta))).contains("import " + whole + " ");
        assertThat(refusal(sandbox.undo(999))).contains("999");
        Sandbox.done(sandbox.undo(other));
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
        Sandbox.done(sandbox.undo(whole));
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(B)).as("what it replaced is back").isEqualTo(Verdict.BLACK);
        Sandbox.done(sandbox.undo(delta));
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
        Sandbox.done(sandbox.undo(full));
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
        assertThat(refusal(sandbox.undo(full))).contains("no import in force");
        sandbox.restart();
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void ofASingleChangeAndAnImportTheLaterStatementWins() throws IOException {
        Key key = Key.device(A);
        long first = sandbox.full(ListName.BLACK, LOCAL, "imei,reason", A.digits() + ",stolen");
        sandbox.remove(ListName.BLACK, LOCAL, key);
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
        long again = sandbox.full(ListName.BLACK, LOCAL, "imei,reason", A.digits() + ",lost");
        assertThat(sandbox.decision(EquipmentCheck.of(A)).reason()).isEqualTo(Reason.LOST);
        sandbox.add(ListName.BLACK, key, Reason.FRAUD);
        assertThat(sandbox.decision(EquipmentCheck.of(A)).reason()).isEqualTo(Reason.FRAUD);
        long delta = sandbox.delta(ListName.BLACK, LOCAL, "imei,change", A.digits() + ",remove");
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
        Sandbox.done(sandbox.undo(delta));
        assertThat(sandbox.decision(EquipmentCheck.of(A)).reason()).isEqualTo(Reason.FRAUD);
        Sandbox.done(sandbox.undo(again));
        Sandbox.done(sandbox.undo(first));
        assertThat(sandbox.decision(EquipmentCheck.of(A)).reason()).isEqualTo(Reason.FRAUD);
    }

    @Test
    void aPairThatALaterImportNoLongerHasIsWithdrawn() throws IOException {
        sandbox.add(ListName.BLACK, Key.device(A), Reason.NON_PAYMENT);
        String header = "imei,imsi";
        sandbox.full(ListName.PAIRS, LOCAL, header, A.digits() + "," + OWNER.digits());
        assertThat(sandbox.verdict(A, OWNER)).isEqualTo(Verdict.WHITE);
        long position =
                sandbox.full(ListName.PAIRS, LOCAL, header, A.digits() + ",001010000000007");
        assertThat(sandbox.verdict(A, OWNER)).as("from the overlay").isEqualTo(Verdict.BLACK);
        Sandbox.done(sandbox.undo(position));
        assertThat(sandbox.verdict(A, OWNER)).isEqualTo(Verdict.WHITE);
        sandbox.register().rebuild();
        sandbox.full(ListName.PAIRS, LOCAL, header, B.digits() + "," + OWNER.digits());
        assertThat(sandbox.verdict(A, OWNER)).as("from the index").isEqualTo(Verdict.BLACK);
        assertThat(sandbox.register().status().overlay()).isPositive();
    }

    @Test
    void aSourceUsesOnlyTheReasonsItMay() throws IOException {
        sandbox.policy("policy: {sources: {police: {reasons: [stolen]}}}");
        var lost = new Change.Add(ListName.BLACK, "police", Entry.of(Key.device(A), Reason.LOST));
        assertThat(refusal(sandbox.register().apply(lost, Sandbox.WHO))).contains("police", "lost");
        var report =
                sandbox.run(
                        Sandbox.order(
                                ListName.BLACK,
                                "police",
                                false,
                                sandbox.file(
                                        "imei,reason",
                                        A.digits() + ",stolen",
                                        B.digits() + ",lost")));
        assertThat(report.counts().rows()).isOne();
        assertThat(report.counts().rejected()).isOne();
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
        sandbox.add(ListName.PAIRS, "police", entry(Key.device(A), OWNER, Reason.UNSPECIFIED));
    }

    @Test
    void refusesWhatNoListTakes() throws IOException {
        Key screen = Key.subscribers(ImsiRange.of("00101"));
        Key link = Key.link(A, B);
        refuses(ListName.BLACK, LOCAL, Entry.of(link, Reason.STOLEN), "takes no key");
        refuses(ListName.BLACK, LOCAL, Entry.of(screen, Reason.STOLEN), "takes no key");
        refuses(ListName.PAIRS, LOCAL, entry(Key.tac(A.tac()), OWNER, Reason.STOLEN), "no key");
        refuses(ListName.PAIRS, LOCAL, Entry.of(Key.device(A), Reason.STOLEN), "needs an IMSI");
        refuses(ListName.IMSI, LOCAL, entry(screen, OWNER, Reason.STOLEN), "one subscriber");
        refuses(ListName.LINKS, LOCAL, entry(link, OWNER, Reason.UNSPECIFIED), "one subscriber");
        refuses(ListName.TAC, LOCAL, entry(Key.tac(A.tac()), OWNER, Reason.STOLEN), "subscriber");
        Entry device = Entry.of(Key.device(A), Reason.STOLEN);
        refuses(ListName.BLACK, "No Source", device, "source's name");
        refuses(ListName.BLACK, "", device, "source's name");
        refuses(ListName.BLACK, "a".repeat(33), device, "source's name");
        sandbox.add(ListName.BLACK, "a".repeat(32), device);
        Entry found = Entry.of(Key.device(B), Reason.TEST_RANGE);
        refuses(ListName.BLACK, LOCAL, found, "only found");
    }

    private void refuses(ListName list, String source, Entry entry, String why) throws IOException {
        long before = sandbox.register().status().head().position();
        var outcome = sandbox.register().apply(new Change.Add(list, source, entry), Sandbox.WHO);
        assertThat(refusal(outcome)).contains(why);
        assertThat(sandbox.register().status().head().position()).isEqualTo(before);
    }

    @Test
    void anImportThatShrinksOrRejectsTooMuchChangesNothing() throws IOException {
        var lines = new java.util.ArrayList<String>();
        lines.add("imei,reason");
        for (int i = 0; i < 200; i++) {
            lines.add("352099000%05d,stolen".formatted(i));
        }
        Sandbox.inForce(
                sandbox.run(Sandbox.order(ListName.BLACK, LOCAL, false, sandbox.file(lines))));
        var small = sandbox.file("imei,reason", A.digits() + ",stolen");
        var stopped = sandbox.run(limited(small, new ImportOrder.Limits(1, 0, 0.5, 198)));
        assertThat(stopped.fate()).isInstanceOf(ImportReport.Fate.Stopped.class);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.BLACK);
        var report = sandbox.run(limited(small, new ImportOrder.Limits(1, 0, 0.5, 199)));
        assertThat(report.counts().removed()).isEqualTo(199);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
        var bad = sandbox.file("imei,reason", "x,stolen", B.digits() + ",stolen");
        var limits = new ImportOrder.Limits(0.1, 0, 1, Long.MAX_VALUE);
        assertThat(sandbox.run(limited(bad, limits)).fate())
                .isInstanceOf(ImportReport.Fate.Stopped.class);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
        limits = new ImportOrder.Limits(0.1, 1, 1, Long.MAX_VALUE);
        assertThat(sandbox.run(limited(bad, limits)).fate())
                .isInstanceOf(ImportReport.Fate.InForce.class);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.BLACK);
    }

    private static ImportOrder limited(Path file, ImportOrder.Limits limits) {
        return new ImportOrder(
                ListName.BLACK,
                LOCAL,
                false,
                file,
                CheckDigit.STRICT,
                Reason.UNSPECIFIED,
                false,
                limits);
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndChangesNothing() throws IOException {
        sandbox.full(ListName.BLACK, LOCAL, "imei,reason", A.digits() + ",stolen");
        Path file = sandbox.file("imei,reason", B.digits() + ",stolen");
        var limits = ImportOrder.Limits.NONE;
        var order =
                new ImportOrder(
                        ListName.BLACK,
                        LOCAL,
                        false,
                        file,
                        CheckDigit.STRICT,
                        Reason.UNSPECIFIED,
                        true,
                        limits);
        var report = sandbox.run(order);
        assertThat(report.fate()).isInstanceOf(ImportReport.Fate.Tried.class);
        assertThat(report.counts().added()).isOne();
        assertThat(report.counts().removed()).isOne();
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.directory().resolve("layers")).isDirectoryNotContaining("glob:**.part");
        assertThat(sandbox.directory().resolve("layers").toFile().list()).hasSize(1);
    }
}
