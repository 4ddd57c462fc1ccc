// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.veritac.applets.probe.ProbeApplet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The traps of the simulator (decision 24), each of which made a card of it worthless once.
final class SimulatedCardTest {
    private static final byte[] AID = HexFormat.of().parseHex("F0000000000001");
    private static final byte[] GENERATE = {0, 1, 0, 0, 0};
    private static final byte[] SIGN = {0, 2, 0, 0, 0};
    private static final byte[] CHALLENGE = {0, 3, 0, 0, 0};
    private static final byte[] PRIVATE_BYTES = {0, 6, 0, 0, 0};
    private static final byte[] COUNT = {0, 5, 0, 0, 0};
    private static final String GENERATOR =
            "046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"
                    + "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5";

    private static SimulatedCard card() throws IOException {
        var card = new SimulatedCard(new Installation(ProbeApplet.class, AID, new byte[0]));
        card.reset();
        return card;
    }

    @Test
    void twoCardsMakeDifferentKeys() throws IOException {
        var first = card();
        byte[] one = first.transmit(GENERATE);
        assertThat(one).hasSize(67);
        assertThat(first.transmit(GENERATE)).isNotEqualTo(one);
        assertThat(card().transmit(GENERATE)).isNotEqualTo(one);
    }

    /// A length with three bytes that ends before it does, as any reader may pass it on.
    @Test
    void aCommandThatIsCutOffIsAnswered() throws IOException {
        var card = card();
        byte[] cutOff = {0, (byte) 0xCA, 0, 0, 0, 1};
        assertThat(card.transmit(cutOff)).containsExactly(0x67, 0x00);
        assertThat(card.transmit(GENERATE)).hasSize(67);
    }

    @Test
    void twoSignaturesHaveDifferentNonces() throws IOException {
        var card = card();
        byte[] point = card.transmit(GENERATE);
        byte[] one = Arrays.copyOf(card.transmit(SIGN), 32);
        byte[] two = Arrays.copyOf(card.transmit(SIGN), 32);
        assertThat(one).isNotEqualTo(two).isNotEqualTo(Arrays.copyOfRange(point, 1, 33));
    }

    @Test
    void twoCardsGiveDifferentChallenges() throws IOException {
        assertThat(card().transmit(CHALLENGE)).isNotEqualTo(card().transmit(CHALLENGE));
    }

    @Test
    void aPointOffTheCurveIsRefused() throws IOException {
        var card = card();
        card.transmit(GENERATE);
        byte[] point = HexFormat.of().parseHex(GENERATOR);
        assertThat(card.transmit(agree(point))).hasSize(34).endsWith(0x90, 0x00);
        point[64] ^= 1;
        assertThat(card.transmit(agree(point))).containsExactly(0x6F, 0x00);
    }

    private static byte[] agree(byte[] point) {
        byte[] command = Arrays.copyOf(new byte[] {0, 4, 0, 0, 65}, 5 + 65 + 1);
        System.arraycopy(point, 0, command, 5, 65);
        return command;
    }

    @Test
    void nothingIsWrittenToStandardOutput() throws IOException {
        PrintStream before = System.out;
        var caught = new ByteArrayOutputStream();
        System.setOut(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            card().transmit(GENERATE);
        } finally {
            System.setOut(before);
        }
        assertThat(caught.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void theFirstAppletIsSelectedAtReset() throws IOException {
        assertThat(card().transmit(COUNT)).containsExactly(1, 1, 0x90, 0x00);
    }

    @Test
    void aResetClearsTransientMemoryOnly() throws IOException {
        var card = card();
        card.transmit(COUNT);
        card.reset();
        assertThat(card.transmit(COUNT)).containsExactly(1, 2, 0x90, 0x00);
    }

    @Test
    void twoCardsShareNothing() throws IOException {
        var first = card();
        first.transmit(COUNT);
        var second = card();
        assertThat(second.transmit(COUNT)).containsExactly(1, 1, 0x90, 0x00);
        assertThat(first.transmit(COUNT)).containsExactly(2, 2, 0x90, 0x00);
    }

    @Test
    void aCardThatIsOffDoesNotAnswer() throws IOException {
        var card = card();
        card.close();
        card.close();
        assertThatThrownBy(() -> card.transmit(COUNT)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("a command shorter than a header is 6700")
    void aCommandShorterThanAHeader() throws IOException {
        assertThat(card().transmit(new byte[3])).containsExactly(0x67, 0x00);
        assertThat(card().transmit(new byte[] {0, 5, 0, 0, 5, 1})).containsExactly(0x67, 0x00);
    }

    @Test
    void everyPrivateKeyIsWholeAlsoOneWithALeadingZero() throws IOException {
        var card = card();
        // One key in 256 begins with a zero, which the simulator forgets.
        for (int i = 0; i < 400; i++) {
            assertThat(card.transmit(PRIVATE_BYTES)).containsExactly(32, 0x90, 0x00);
        }
    }

    @Test
    void anInstallationFitsTheInstallMethod() {
        byte[] aid = new byte[16];
        assertThat(new Installation(ProbeApplet.class, aid, new byte[108]).installBytes())
                .hasSize(127);
        for (Installing wrong :
                List.<Installing>of(
                        () -> new Installation(ProbeApplet.class, aid, new byte[109]),
                        () -> new Installation(ProbeApplet.class, new byte[4], new byte[0]),
                        () -> new Installation(ProbeApplet.class, new byte[17], new byte[0]))) {
            assertThatThrownBy(wrong::make).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @FunctionalInterface
    private interface Installing {
        Installation make();
    }

    @Test
    void withoutItsRandomnessThereIsNoCard() {
        String before = System.clearProperty(SimulatedCard.RANDOM_PROPERTY);
        try {
            assertThatThrownBy(SimulatedCardTest::card).isInstanceOf(IllegalStateException.class);
        } finally {
            System.setProperty(SimulatedCard.RANDOM_PROPERTY, before);
        }
    }
}
