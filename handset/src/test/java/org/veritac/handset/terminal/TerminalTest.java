// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.veritac.card.CardLink;
import org.veritac.handset.connector.UiccSlot;
import org.veritac.handset.connector.VaultReader;
import org.veritac.handset.os.Software;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class TerminalTest {
    private static final String CLAIM = "490154203237518";

    private final ScriptedUicc uicc = new ScriptedUicc();
    private final Screen screen = new Screen();
    private final List<byte[]> sent = new ArrayList<>();
    private Software software = slot -> Optional.of(CLAIM);
    private @Nullable VaultReader reader = new VaultReader(new Vault(), Duration.ofMillis(10));

    @Test
    void tellsTheImeiThatTheSystemClaims() throws IOException {
        uicc.wants("D009 8103012601 82028182");
        terminal().start();
        assertThat(uicc.responses)
                .containsExactly("810301260182028281830100" + "9408" + "94104502237315F8");
    }

    @Test
    void saysSoWhenTheSystemClaimsNothing() throws IOException {
        software = slot -> Optional.empty();
        uicc.wants("D009 8103012601 82028182");
        terminal().start();
        assertThat(uicc.responses).containsExactly("81030126018202828183022000");
    }

    @Test
    void relaysToTheVaultWhileItIsPowered() throws IOException {
        uicc.wants("D009 8103013100 82028110")
                .wants("D010 8103023000 82028110 A20500A4000000")
                .wants("D009 8103033200 82028110")
                .wants("D010 8103043000 82028110 A20500A4000000");
        terminal().start();
        assertThat(uicc.responses)
                .containsExactly(
                        "810301310082028281830100" + "A1023B00",
                        "810302300082028281830100" + "A302" + "9000",
                        "810303320082028281830100",
                        "81030430008202828183023804");
    }

    @Test
    void saysSoWhenThereIsNoVault() throws IOException {
        reader = null;
        uicc.wants("D009 8103013100 82028110").wants("D009 8103023300 82028110");
        terminal().start();
        assertThat(uicc.responses)
                .containsExactly("81030131008202828183023802", "81030233008202828183023802");
    }

    @Test
    void showsTexts() throws IOException {
        uicc.wants("D00F 8103012180 82028102 8D0404 4F6B21")
                .wants("D010 8103022180 82028102 8D0508 00D600DF")
                .wants("D00E 8103032180 82028102 8D0300CF35");
        terminal().start();
        assertThat(screen.texts()).containsExactly("Ok!", "\u00D6\u00DF", "Ok");
    }

    @Test
    void sendsShortMessagesUnlessTheSystemSwallowsThem() throws IOException {
        String command = "D00F 8103011300 82028183 8B0401000191";
        uicc.wants(command);
        terminal().start();
        assertThat(sent).containsExactly(new byte[] {0x01, 0x00, 0x01, (byte) 0x91});
        software =
                new Software() {
                    @Override
                    public Optional<String> imei(int slot) {
                        return Optional.of(CLAIM);
                    }

                    @Override
                    public Optional<byte[]> submit(byte[] unit) {
                        return Optional.empty();
                    }
                };
        uicc.wants(command);
        terminal().start();
        assertThat(sent).hasSize(1);
        assertThat(uicc.responses.getLast()).endsWith("830100");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        uicc.wants("D009 8103014000 82028182");
        terminal().start();
        assertThat(uicc.responses).containsExactly("810301400082028281830130");
    }

    @Test
    void leavesACardThatSendsNoCommand() throws IOException {
        uicc.wants("D105 81030126");
        terminal().start();
        assertThat(uicc.fetched).isEqualTo(1);
        assertThat(uicc.responses).isEmpty();
    }

    @Test
    void leavesACardThatWantsWithoutEnd() throws IOException {
        uicc.wants("D009 8103010200 82028182").endless();
        terminal().start();
        assertThat(uicc.responses).hasSize(Terminal.COMMANDS_MAX);
    }

    @Test
    void aSystemThatIgnoresTheCardFetchesNothing() throws IOException {
        software =
                new Software() {
                    @Override
                    public Optional<String> imei(int slot) {
                        return Optional.of(CLAIM);
                    }

                    @Override
                    public boolean fetches() {
                        return false;
                    }
                };
        uicc.wants("D009 8103012601 82028182");
        terminal().start();
        assertThat(uicc.fetched).isZero();
    }

    @Test
    void theScreenForgetsTheOldest() {
        for (int i = 0; i <= Screen.TEXTS_MAX; i++) {
            screen.show(Integer.toString(i));
        }
        assertThat(screen.texts()).hasSize(Screen.TEXTS_MAX).startsWith("1").endsWith("100");
    }

    private Terminal terminal() {
        var slot = new UiccSlot(1);
        slot.insert(uicc);
        ShortMessages messages =
                unit -> {
                    sent.add(unit);
                    return true;
                };
        return new Terminal(new Terminal.Parts(slot, reader, software, screen, messages));
    }

    private static final class Vault implements CardLink {
        @Override
        public byte[] reset() {
            return new byte[] {0x3B, 0x00};
        }

        @Override
        public byte[] transmit(byte[] command) {
            return new byte[] {(byte) 0x90, 0x00};
        }

        @Override
        public void close() {}
    }
}
