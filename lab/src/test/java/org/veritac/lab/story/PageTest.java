// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

final class PageTest {
    private final Transcript transcript = new Transcript();
    private final Played played =
            new Played(new Story("short", "It ends well.", _ -> {}), transcript);

    @Test
    void needsNothingFromElsewhere() throws IOException {
        transcript.sent(Stage.PHONE, Stage.UICC, Text.of("reset"), new byte[] {0x3B});
        String page = Page.of(List.of(played));
        assertThat(page)
                .contains("\"title\":\"reset\"", "default-src 'none'")
                .doesNotContain("http:", "https:", "src=", "@import", "url(");
    }

    @Test
    void noTextEndsTheScriptItStandsIn() throws IOException {
        transcript.said("</script><script>alert(1)</script> \"quoted\" \\ \u2028 \n");
        String page = Page.of(List.of(played));
        assertThat(page.split("</script>", -1)).hasSize(2);
        assertThat(Page.quoted("a<\"\\\n")).isEqualTo("\"a\\u003c\\u0022\\u005c\\u000a\"");
    }

    @Test
    void actorsStandFromVaultToRegister() {
        transcript.sent(Stage.NETWORK, Stage.REGISTER, Text.of("ask"), new byte[0]);
        transcript.sent(Stage.PHONE + " 2", Stage.UICC + " 2", Text.of("reset"), new byte[0]);
        transcript.sent(Stage.PHONE, Stage.VAULT, Text.of("reset"), new byte[0]);
        assertThat(played.actors())
                .containsExactly("vault", "UICC 2", "phone", "phone 2", "network", "register");
    }

    @Test
    void aStoryHoldsWhenItPromisedAndEveryPromiseHolds() {
        assertThat(played.holds()).as("no promise").isFalse();
        transcript.promised("one", true);
        assertThat(played.holds()).isTrue();
        transcript.promised("two", false);
        assertThat(played.holds()).isFalse();
        assertThat(printed()).contains("= holds: one", "! DOES NOT HOLD: two", "FAILED short");
    }

    @Test
    void keepsSoManyLinesAndCountsTheRest() {
        for (int i = 0; i < Transcript.LINES_MAX; i++) {
            transcript.said("again");
        }
        assertThat(transcript.dropped()).isZero();
        transcript.said("once more");
        assertThat(transcript.lines()).hasSize(Transcript.LINES_MAX);
        assertThat(transcript.dropped()).isEqualTo(1);
    }

    @Test
    void apdusAreReadable() {
        assertThat(command("00A4040009F05645524954414301")).isEqualTo("SELECT");
        assertThat(command("8050010008" + "00".repeat(8))).isEqualTo("INITIALIZE UPDATE");
        assertThat(command("848233001000")).isEqualTo("EXTERNAL AUTHENTICATE");
        assertThat(command("84CADF2100")).isEqualTo("GET DATA (secure)");
        assertThat(command("80C2000006D40482028281")).isEqualTo("ENVELOPE CALL CONTROL");
        assertThat(command("8014000014810301260182028281830100940894104502237315F8"))
                .isEqualTo("TERMINAL RESPONSE to PROVIDE LOCAL INFORMATION (IMEI)");
        assertThat(
                        Apdus.response(
                                        hex("8012000014"),
                                        hex("D01081030230008202811022" + "0500A40000009000"))
                                .title())
                .isEqualTo("PERFORM CARD APDU: SELECT");
        assertThat(Apdus.response(hex("0088008100"), hex("6985")).title())
                .isEqualTo("6985 conditions not satisfied");
        for (int length = 0; length < 8; length++) {
            assertThat(Apdus.command(new byte[length]).title()).isNotEmpty();
            assertThat(Apdus.response(hex("80120000"), new byte[length]).title()).isNotEmpty();
            assertThat(Units.text(new byte[length]).title()).isNotEmpty();
        }
    }

    private String printed() {
        var out = new ByteArrayOutputStream();
        played.print(new PrintStream(out, true, StandardCharsets.UTF_8), true);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String command(String hex) {
        return Apdus.command(hex(hex)).title();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
