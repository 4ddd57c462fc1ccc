// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.veritac.register.store.Sandbox.LOCAL;
import static org.veritac.register.store.Sandbox.imei;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What is told of a device, and how much of it whoever listens wants.
final class HistoryTest {
    private static final Imei A = imei("35209900000001");
    private static final Imei B = imei("35209900000002");

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

    private List<String> told(Imei imei) throws IOException {
        return sandbox.register().reading().history(imei).stream()
                .map(event ->
                        event.position() + " " + event.what() + " " + event.entry().reason().text())
                .toList();
    }

    private void undo(long position) throws IOException {
        Sandbox.done(sandbox.undo(position));
    }

    @Test
    void whatAFullImportTookAwayIsRestoredByItsUndo() throws IOException {
        long first = sandbox.full(ListName.BLACK, LOCAL, "imei,reason", A.digits() + ",stolen");
        long second = sandbox.full(ListName.BLACK, LOCAL, "imei,reason", B.digits() + ",lost");
        undo(second);
        assertThat(told(A))
                .containsExactly(
                        first + " import stolen",
                        second + " replaced stolen",
                        second + 1 + " restored stolen");
        assertThat(told(B)).containsExactly(second + " import lost", second + 1 + " undo lost");
        sandbox.restart();
        assertThat(told(A)).hasSize(3);
    }

    @Test
    void whatADeltaTookAwayIsRestoredByItsUndo() throws IOException {
        long added = sandbox.add(ListName.BLACK, Key.device(A), Reason.FRAUD);
        long delta =
                sandbox.delta(
                        ListName.BLACK,
                        LOCAL,
                        "imei,change",
                        A.digits() + ",remove",
                        B.digits() + ",remove",
                        A.tac().digits() + ",remove");
        undo(delta);
        assertThat(told(A))
                .containsExactly(
                        added + " add fraud",
                        delta + " remove none",
                        delta + 1 + " restored fraud");
        assertThat(told(B)).as("there was nothing to take away").isEmpty();
    }

    @Test
    void whatStaysAwayIsNotRestored() throws IOException {
        long first = sandbox.full(ListName.BLACK, LOCAL, "imei,reason", A.digits() + ",stolen");
        long second = sandbox.full(ListName.BLACK, LOCAL, "imei,reason", A.digits() + ",lost");
        long gone = sandbox.remove(ListName.BLACK, LOCAL, Key.device(A));
        undo(second);
        assertThat(told(A))
                .containsExactly(
                        first + " import stolen",
                        second + " import lost",
                        second + " replaced stolen",
                        gone + " remove none",
                        gone + 1 + " undo lost");
    }

    @Test
    void aListenerWhoWantsNoMoreIsGivenNoMore() throws IOException {
        sandbox.full(ListName.BLACK, LOCAL, "imei", A.digits(), B.digits());
        sandbox.full(ListName.BLACK, "police", "imei", A.digits(), B.digits());
        sandbox.full(ListName.BLACK, "police", "imei", imei("35209900000003").digits());
        for (int wanted = 1; wanted <= 3; wanted++) {
            int most = wanted;
            var taken = new ArrayList<Boolean>();
            sandbox.register()
                    .reading()
                    .difference(
                            ListName.BLACK,
                            "",
                            3,
                            (_, removed) -> {
                                taken.add(removed);
                                return taken.size() < most;
                            });
            assertThat(taken).hasSize(wanted);
        }
    }
}
