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
import org.veritac.register.Change;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.journal.Verification;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;

/// Changes that need a second person.
final class ProposalsTest {
    private static final Imei A = imei("35209900000001");
    private static final Imei B = imei("35209900000002");
    private static final Imsi OWNER = Imsi.of("001010123456789");
    private static final String SECOND = "second";

    @TempDir Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        Bounds standard = Bounds.STANDARD;
        sandbox =
                new Sandbox(
                        folder,
                        new Bounds(
                                standard.classSets(),
                                standard.layers(),
                                3,
                                standard.databasePages()));
        sandbox.policy("policy: {second-person: {reasons: [stolen, unspecified], imports: true}}");
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    private Outcome apply(Change change, String who) throws IOException {
        return sandbox.register().apply(change, who);
    }

    private long propose(Change change) throws IOException {
        Outcome outcome = apply(change, Sandbox.WHO);
        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
        return ((Outcome.Proposed) outcome).position();
    }

    private long approve(long proposal) throws IOException {
        return Sandbox.done(apply(new Change.Approve(proposal), SECOND));
    }

    private static Change.Add black(Imei imei, Reason reason) {
        return new Change.Add(ListName.BLACK, LOCAL, Entry.of(Key.device(imei), reason));
    }

    private static Change.Remove gone(Imei imei) {
        return new Change.Remove(ListName.BLACK, LOCAL, Key.device(imei), null);
    }

    private String refusal(Change change, String who) throws IOException {
        Outcome outcome = apply(change, who);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).why();
    }

    private List<Long> waiting() throws IOException {
        return sandbox.register().reading().proposals().stream()
                .map(Reading.Proposal::position)
                .toList();
    }

    @Test
    void aChangeCountsOnceAnotherHasApprovedIt() throws IOException {
        long proposal = propose(black(A, Reason.STOLEN));
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
        assertThat(waiting()).containsExactly(proposal);
        assertThat(refusal(new Change.Approve(proposal), Sandbox.WHO)).contains("is your own");
        sandbox.restart();
        assertThat(waiting()).containsExactly(proposal);
        assertThat(sandbox.register().reading().proposals().getFirst().what())
                .isEqualTo("add " + A.digits() + " stolen on black of source local");
        long approved = approve(proposal);
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        assertThat(waiting()).isEmpty();
        assertThat(refusal(new Change.Approve(proposal), SECOND)).contains("no open proposal");
        var told = sandbox.register().reading().history(A).getFirst();
        assertThat(List.of(told.position(), told.proposal())).containsExactly(approved, proposal);
        assertThat(told.who()).isEqualTo(SECOND);
        assertThat(sandbox.register().explain(EquipmentCheck.of(A), proposal).decision().verdict())
                .isEqualTo(Verdict.WHITE);
    }

    @Test
    void whatTheReasonsDoNotNameIsDoneAtOnce() throws IOException {
        Sandbox.done(apply(black(A, Reason.LOST), Sandbox.WHO));
        Sandbox.done(apply(gone(A), Sandbox.WHO));
    }

    @Test
    void takingAwayOrReplacingWhatNeedsASecondPersonNeedsOneToo() throws IOException {
        approve(propose(black(A, Reason.STOLEN)));
        long replacing = propose(black(A, Reason.LOST));
        long removing = propose(gone(A));
        approve(removing);
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
        long again = propose(black(B, Reason.STOLEN));
        approve(again);
        long twice = propose(gone(B));
        long also = propose(gone(B));
        approve(twice);
        assertThat(refusal(new Change.Approve(also), SECOND)).contains("no such entry");
        assertThat(waiting()).containsExactly(replacing, also);
    }

    @Test
    void pairsAndLinksAreUnspecified() throws IOException {
        var pair =
                new Change.Add(
                        ListName.PAIRS, LOCAL, entry(Key.device(A), OWNER, Reason.UNSPECIFIED));
        var link =
                new Change.Add(ListName.LINKS, LOCAL, Entry.of(Key.link(A, B), Reason.UNSPECIFIED));
        Sandbox.done(apply(black(A, Reason.NON_PAYMENT), Sandbox.WHO));
        long paired = propose(pair);
        long linked = propose(link);
        assertThat(sandbox.verdict(A, OWNER)).isEqualTo(Verdict.BLACK);
        approve(paired);
        assertThat(sandbox.verdict(A, OWNER)).isEqualTo(Verdict.WHITE);
        approve(linked);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void aProposalIsRejectedOrWithdrawn() throws IOException {
        long rejected = propose(black(A, Reason.STOLEN));
        long withdrawn = propose(black(B, Reason.STOLEN));
        Sandbox.done(apply(new Change.Reject(rejected), SECOND));
        Sandbox.done(apply(new Change.Reject(withdrawn), Sandbox.WHO));
        assertThat(refusal(new Change.Reject(rejected), SECOND)).contains("no open proposal");
        assertThat(refusal(new Change.Approve(rejected), SECOND)).contains("no open proposal");
        assertThat(refusal(new Change.Approve(1), SECOND)).contains("no open proposal");
        assertThat(waiting()).isEmpty();
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void asManyWaitAsTheBoundSays() throws IOException {
        for (int i = 0; i < 3; i++) {
            propose(black(A, Reason.STOLEN));
        }
        assertThat(refusal(black(A, Reason.STOLEN), Sandbox.WHO)).contains("3 proposals wait");
        approve(waiting().getFirst());
        propose(black(B, Reason.STOLEN));
    }

    private long proposeImport(boolean delta, String... lines) throws IOException {
        var order = Sandbox.order(ListName.BLACK, LOCAL, delta, sandbox.file(lines));
        ImportReport report = sandbox.run(order);
        assertThat(report.fate()).isInstanceOf(ImportReport.Fate.Proposed.class);
        return ((ImportReport.Fate.Proposed) report.fate()).proposed().position();
    }

    @Test
    void anImportAndItsUndoWaitToo() throws IOException {
        long proposal = proposeImport(false, "imei,reason", A.digits() + ",lost");
        long other = proposeImport(true, "imei,reason,change", B.digits() + ",lost,add");
        sandbox.restart();
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.register().reading().proposals().getFirst().what())
                .contains("full import of 0.csv, 1 rows", "on black of source local");
        sandbox.register().backup(folder.resolve("copy").resolve("data"));
        approve(other);
        long approved = approve(proposal);
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(B)).as("replaced by the full one").isEqualTo(Verdict.WHITE);
        long undo = propose(new Change.Undo(approved));
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        approve(undo);
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.register().verify(null, _ -> {})).isInstanceOf(Verification.Whole.class);
        sandbox.close();
        sandbox = new Sandbox(folder.resolve("copy"));
        approve(proposal);
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void theLayerOfARejectedImportIsGoneAtTheNextStart() throws IOException {
        long proposal = proposeImport(false, "imei,reason", A.digits() + ",lost");
        Path layers = sandbox.directory().resolve("layers");
        sandbox.restart();
        assertThat(layers).isNotEmptyDirectory();
        Sandbox.done(apply(new Change.Reject(proposal), SECOND));
        sandbox.restart();
        assertThat(layers).isEmptyDirectory();
    }

    @Test
    void proposalsAreMadeAnewFromTheJournal() throws Exception {
        long decided = propose(black(A, Reason.STOLEN));
        approve(decided);
        Sandbox.done(apply(new Change.Reject(propose(gone(A))), SECOND));
        var personal =
                new Change.Add(
                        ListName.BLACK,
                        LOCAL,
                        new Entry(Key.device(B), OWNER, Reason.STOLEN, null, null, null, "a note"));
        long open = propose(personal);
        var before = sandbox.register().reading().proposals();
        sandbox.restart(directory -> {
            String url = "jdbc:sqlite:" + directory.resolve("veritac.db");
            try (var db = DriverManager.getConnection(url);
                    var statement = db.createStatement()) {
                statement.execute("DROP TABLE proposal");
            }
        });
        assertThat(sandbox.register().reading().proposals()).isEqualTo(before);
        assertThat(before.getFirst().what()).contains("with " + OWNER.digits());
        assertThat(before.getFirst().toString()).doesNotContain(OWNER.digits());
        assertThat(sandbox.register().verify(null, _ -> {})).isInstanceOf(Verification.Whole.class);
        sandbox.restart(directory -> {
            String url = "jdbc:sqlite:" + directory.resolve("veritac.db");
            try (var db = DriverManager.getConnection(url);
                    var statement = db.createStatement()) {
                statement.execute("DELETE FROM private WHERE position = " + open);
            }
        });
        assertThat(refusal(new Change.Approve(open), SECOND)).contains("was deleted");
        Sandbox.done(apply(new Change.Reject(open), SECOND));
    }
}
