// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.AuthenticationVector;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.SequenceRule;
import org.veritac.subscription.aka.SequenceState;

import java.io.IOException;
import java.util.HexFormat;

final class AuthenticateTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Challenge RAND = new Challenge(new byte[16]);
    private static final String ZEROS = "00".repeat(16);
    private final SmallCard small = new SmallCard();
    private final Uicc card = small.insert();
    private final AuthenticationVector vector =
            new AuthenticationCentre(SequenceRule.counting())
                    .generate(small.functions, SequenceState.FRESH, RAND, 0)
                    .vector();

    private String send(String command) throws IOException {
        return HEX.formatHex(card.transmit(HEX.parseHex(command.replace(" ", ""))));
    }

    private String umts(String autn) throws IOException {
        return send("00880081 22 10" + ZEROS + "10" + autn + "00");
    }

    private void ready() throws IOException {
        assertThat(send("00A4040C 09 A0000000871002FF49")).isEqualTo("9000");
        assertThat(send("00200001 08 31323334FFFFFFFF")).isEqualTo("9000");
    }

    @Test
    void answersAGenuineNetworkOnceAndAsksForSynchronisationThen() throws IOException {
        ready();
        String autn = HEX.formatHex(vector.autn().bytes());
        String expected =
                "DB08"
                        + HEX.formatHex(vector.keys().res())
                        + "10"
                        + HEX.formatHex(vector.keys().ck().copy())
                        + "10"
                        + HEX.formatHex(vector.keys().ik().copy())
                        + "9000";
        assertThat(umts(autn)).isEqualTo(expected);
        assertThat(umts(autn)).startsWith("DC0E").endsWith("9000").hasSize(2 * 18);
    }

    @Test
    void givesOutKcWhereTheServiceTableSaysSo() throws IOException {
        ready();
        assertThat(send("00D68403 01 04")).isEqualTo("9000");
        assertThat(umts(HEX.formatHex(vector.autn().bytes())))
                .endsWith("08" + HEX.formatHex(vector.keys().kc().copy()) + "9000");
    }

    @Test
    void tellsAStrangerNothingAndGetsTiredOfHim() throws IOException {
        ready();
        assertThat(umts(ZEROS)).isEqualTo("9862");
        assertThat(umts(ZEROS)).isEqualTo("9862");
        assertThat(umts(ZEROS)).isEqualTo("6985");
        assertThat(umts(HEX.formatHex(vector.autn().bytes()))).isEqualTo("6985");
    }

    @Test
    void answersInGsmContextAndToRunGsmAlgorithmAlike() throws IOException {
        ready();
        String sres = HEX.formatHex(vector.keys().sres());
        String kc = HEX.formatHex(vector.keys().kc().copy());
        assertThat(send("00880080 11 10" + ZEROS + "00"))
                .isEqualTo("04" + sres + "08" + kc + "9000");
        assertThat(send("A0A40000 02 7F10")).isEqualTo("9F17");
        assertThat(send("A0880000 10" + ZEROS)).isEqualTo("9F0C");
        assertThat(send("A0C00000 0C")).isEqualTo(sres + kc + "9000");
        assertThat(send("A0880000 10" + ZEROS)).as("twice is enough").isEqualTo("6F00");
    }

    @Test
    void needsAnApplicationAPinAndWholeParameters() throws IOException {
        assertThat(umts(ZEROS)).as("the MF").isEqualTo("6985");
        assertThat(send("00A4040C 09 A0000000871002FF49")).isEqualTo("9000");
        assertThat(umts(ZEROS)).as("no PIN").isEqualTo("6982");
        ready();
        assertThat(send("00880081 11 10" + ZEROS + "00")).as("no AUTN").isEqualTo("6700");
        assertThat(send("00880081 02 1000 00")).isEqualTo("6700");
        assertThat(send("00880085 11 10" + ZEROS + "00")).as("no such context").isEqualTo("6A86");
        assertThat(send("A0A40000 02 3F00")).isEqualTo("9F17");
        assertThat(send("A0880000 10" + ZEROS)).as("not in the MF").isEqualTo("9808");
    }
}
