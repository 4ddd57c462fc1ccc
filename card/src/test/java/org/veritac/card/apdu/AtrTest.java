// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.card.CardLink;
import org.veritac.card.trial.ScriptedLink;

import java.io.IOException;
import java.util.HexFormat;

/// Extended lengths: who says so in the ATR, and what is done where a reader passes none on.
final class AtrTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NAME = HEX.parseHex("f05645524954414302");
    private static final String TELLING = "3B8580018073B421C0A2";
    private static final String SELECT = "00a40400000009f056455249544143020100";

    private static boolean takes(String atr) {
        return Atr.takesExtendedLengths(HEX.parseHex(atr));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3B8580018073B421C0A2",
                "3B858001807300004000",
                "3B0580730000C0",
                "3B878001803101737300400000",
                "3B080073000040079000"
            })
    void findsTheCapability(String atr) {
        assertThat(takes(atr)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3B",
                "3B80800101",
                "3B8580018073B42180E2",
                "3B8480018072B421C0",
                "3B8580011073B421C0A2",
                "3B858001",
                "3B058073B421",
                "3BF0F0F0F0F0F0F0F0F0F0F0F0F0F0F0"
            })
    void saysNothingOtherwise(String atr) {
        assertThat(takes(atr)).isFalse();
    }

    /// A card with an ATR, behind a reader that may break at extended lengths.
    private record Carded(ScriptedLink card, String atr, boolean breaks) implements CardLink {
        @Override
        public byte[] reset() {
            return HEX.parseHex(atr);
        }

        @Override
        public byte[] transmit(byte[] command) throws IOException {
            if (breaks && command[4] == 0 && command.length > 5) {
                throw new IOException("no such command");
            }
            return card.transmit(command);
        }

        @Override
        public void close() {}
    }

    private static final CommandApdu LONG =
            CommandApdu.of(0x84, 0xB0, 1, 0).with(new byte[300]).expecting(1000);

    @Test
    void sendsWholeCommandsToACardThatTakesThem() throws IOException {
        var card = new ScriptedLink("9000", "0161ff", "029000");
        var link = ChainingLink.fitting(new Carded(card, TELLING, false), NAME);
        assertThat(HEX.formatHex(link.transmit(LONG.bytes()))).isEqualTo("01029000");
        assertThat(card.commands())
                .containsExactly(SELECT, HEX.formatHex(LONG.bytes()), "00c00000ff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "broken", "never"})
    void sendsChainsElsewhere(String why) throws IOException {
        boolean refused = why.equals("refused");
        var card = refused ? new ScriptedLink("6700", "9000") : new ScriptedLink("9000");
        var atr = why.equals("never") ? "3B80800101" : TELLING;
        var link = ChainingLink.fitting(new Carded(card, atr, why.equals("broken")), NAME);
        link.transmit(LONG.bytes());
        assertThat(card.commands()).hasSize(refused ? 3 : 2);
        assertThat(card.commands().getLast()).startsWith("84b001002d");
        assertThat(card.commands()).anyMatch(sent -> sent.startsWith("94b00100ff"));
    }
}
