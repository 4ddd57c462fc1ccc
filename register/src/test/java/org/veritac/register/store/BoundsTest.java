// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.veritac.register.store.Sandbox.imei;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.register.Change;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeSet;

/// What happens at the bounds of a register, and one above.
final class BoundsTest {
    private static final Imei A = imei("35209900000001");
    private static final Imei B = imei("35209900000002");
    private static final Imei C = imei("35209900000003");
    private static final Imei D = imei("35209900000004");

    @TempDir Path folder;

    private static Bounds sets(int classSets) {
        Bounds standard = Bounds.STANDARD;
        return new Bounds(
                classSets, standard.layers(), standard.proposals(), standard.databasePages());
    }

    private static EntryClass listed(String source) {
        return new EntryClass(ListName.BLACK, source, Reason.STOLEN);
    }

    @Test
    void sixteenSourcesFillTheClassSetsThatAnIndexCanStoreAndNoMore() throws IOException {
        var sets = new ClassSets(ClassSets.SETS_MAX);
        var set = new TreeSet<EntryClass>();
        int last = 0;
        for (int members = 1; members <= ClassSets.SETS_MAX; members++) {
            set.clear();
            for (int source = 0; source < 16; source++) {
                if ((members >> source & 1) != 0) {
                    set.add(listed("s" + source));
                }
            }
            last = sets.number(set);
        }
        assertThat(last).isEqualTo(ClassSets.SETS_MAX);
        assertThat(sets.number(set)).as("known").isEqualTo(ClassSets.SETS_MAX);
        set.add(listed("one-more"));
        assertThatThrownBy(() -> sets.number(set))
                .isInstanceOf(TooMany.class)
                .hasMessageContaining("65,535 combinations");
    }

    @Test
    void theTextOfClassSetsIsBoundedByWhatAnIndexCanKeep() throws IOException {
        var sets = new ClassSets(ClassSets.SETS_MAX);
        var set = new TreeSet<EntryClass>();
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < ClassSets.SETS_MAX; i++) {
                                set.add(listed("a-source-with-a-rather-long-%04d".formatted(i)));
                                sets.number(set);
                            }
                        })
                .isInstanceOf(TooMany.class);
        assertThat(sets.write().toString().length())
                .isBetween(ClassSets.TEXT_BYTES_MAX - 200_000, ClassSets.TEXT_BYTES_MAX);
    }

    @Test
    void aSingleChangeAboveTheClassSetsIsRefusedBeforeItIsWritten() throws IOException {
        try (var sandbox = new Sandbox(folder, sets(2))) {
            sandbox.add(ListName.BLACK, "one", Entry.of(Key.device(A), Reason.STOLEN));
            sandbox.add(ListName.BLACK, "two", Entry.of(Key.device(B), Reason.STOLEN));
            long head = sandbox.register().status().head().position();
            var both = new Change.Add(ListName.BLACK, "two", Entry.of(Key.device(A), Reason.LOST));
            var model =
                    new Change.Add(
                            ListName.GREY, "two", Entry.of(Key.tac(A.tac()), Reason.TAC_BARRED));
            for (Change change : new Change[] {both, model}) {
                assertThat(sandbox.register().apply(change, Sandbox.WHO))
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused ->
                                        assertThat(refused.why())
                                                .contains("more than 2 combinations", "join"));
            }
            assertThat(sandbox.register().status().head().position()).isEqualTo(head);
            sandbox.restart();
            assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
            sandbox.remove(ListName.BLACK, "one", Key.device(A));
            sandbox.add(ListName.BLACK, "two", Entry.of(Key.device(A), Reason.LOST));
            assertThat(sandbox.verdict(A))
                    .as("combinations come free again")
                    .isEqualTo(Verdict.BLACK);
        }
    }

    @Test
    void anImportAboveTheClassSetsIsStoppedBeforeItIsWritten() throws IOException {
        try (var sandbox = new Sandbox(folder, sets(2))) {
            var lines = new ArrayList<String>();
            lines.add("imei,reason");
            for (int i = 10; i < Overlay.SIZE_MAX; i++) {
                lines.add("352099000%05d,stolen".formatted(i));
            }
            lines.add(A.digits() + ",lost");
            sandbox.add(ListName.BLACK, "one", Entry.of(Key.device(B), Reason.STOLEN));
            Path small = sandbox.file("imei,reason", A.digits() + ",lost", C.digits() + ",fraud");
            for (Path file : new Path[] {small, sandbox.file(lines)}) {
                long head = sandbox.register().status().head().position();
                ImportReport report =
                        sandbox.run(Sandbox.order(ListName.BLACK, "two", false, file));
                assertThat(report.fate())
                        .isInstanceOfSatisfying(
                                ImportReport.Fate.Stopped.class,
                                stopped -> assertThat(stopped.why()).contains("more than 2"));
                assertThat(sandbox.register().status().head().position()).isEqualTo(head);
                assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
                assertThat(sandbox.directory().resolve("layers")).isEmptyDirectory();
            }
            sandbox.full(ListName.BLACK, "two", "imei,reason", A.digits() + ",lost");
            assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
            sandbox.restart();
            assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
            assertThat(sandbox.verdict(D)).isEqualTo(Verdict.WHITE);
        }
    }

    @Test
    void asManyImportsAreInForceAsTheBoundSays() throws IOException {
        Bounds standard = Bounds.STANDARD;
        var two = new Bounds(standard.classSets(), 2, 2, standard.databasePages());
        try (var sandbox = new Sandbox(folder, two)) {
            sandbox.full(ListName.BLACK, "one", "imei,reason", A.digits() + ",lost");
            sandbox.delta(ListName.BLACK, "one", "imei,reason,change", B.digits() + ",lost,add");
            Path more = sandbox.file("imei,reason,change", C.digits() + ",lost,add");
            assertThat(sandbox.run(Sandbox.order(ListName.BLACK, "one", true, more)).fate())
                    .isInstanceOfSatisfying(
                            ImportReport.Fate.Stopped.class,
                            stopped -> assertThat(stopped.why()).contains("the register takes 2"));
            assertThat(sandbox.verdict(C)).isEqualTo(Verdict.WHITE);
            sandbox.full(ListName.BLACK, "one", "imei,reason", C.digits() + ",lost");
            sandbox.delta(ListName.BLACK, "one", "imei,reason,change", B.digits() + ",lost,add");
            assertThat(sandbox.verdict(C)).isEqualTo(Verdict.BLACK);
        }
    }
}
