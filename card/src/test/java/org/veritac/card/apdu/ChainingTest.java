// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.veritac.card.trial.ScriptedLink;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;

final class ChainingTest {
    private static final HexFormat HEX = HexFormat.of();

    private static CommandApdu command(int bytes) {
        return CommandApdu.of(0x84, 0xE2, 0, 4).with(new byte[bytes]).expecting(256);
    }

    @Test
    void leavesAShortCommandWhole() {
        assertThat(Chaining.split(command(255), 255)).containsExactly(command(255));
        assertThat(Chaining.split(command(0), 255)).containsExactly(command(0));
    }

    @Test
    void marksAllButTheLastAndAsksOnlyThere() {
        var links = Chaining.split(command(511), 255);
        assertThat(links).hasSize(3);
        assertThat(links).extracting(CommandApdu::cla).containsExactly(0x94, 0x94, 0x84);
        assertThat(links).extracting(CommandApdu::expected).containsExactly(0, 0, 256);
        assertThat(links.getLast().data()).hasSize(1);
    }

    @Test
    void refusesLinksThatAreNotShort() {
        assertThatIllegalArgumentException().isThrownBy(() -> Chaining.split(command(1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Chaining.split(command(1), 256));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChainingLink(new ScriptedLink(), 0));
    }

    @Test
    void joinsAtMostItsBound() {
        assertThat(joined(Chaining.JOINED_BYTES_MAX))
                .isEqualTo(new Chaining.Step.Whole(command(Chaining.JOINED_BYTES_MAX)));
        assertThat(joined(Chaining.JOINED_BYTES_MAX + 1)).isEqualTo(new Chaining.Step.Refused());
    }

    private static Chaining.Step joined(int bytes) {
        var joining = new Chaining.Joining();
        Chaining.Step step = new Chaining.Step.More();
        for (CommandApdu link : Chaining.split(command(bytes), 255)) {
            assertThat(step).isEqualTo(new Chaining.Step.More());
            step = joining.on(link);
        }
        return step;
    }

    @Test
    void refusesAnotherCommandInsideAChainAndForgetsTheChain() {
        var joining = new Chaining.Joining();
        assertThat(joining.on(command(1).withClass(0x94))).isEqualTo(new Chaining.Step.More());
        assertThat(joining.on(CommandApdu.of(0, 0xA4, 4, 0)))
                .isEqualTo(new Chaining.Step.Refused());
        assertThat(joining.on(command(2))).isEqualTo(new Chaining.Step.Whole(command(2)));
    }

    @Test
    void sendsLinksUntilOneIsRefused() throws IOException {
        var card = new ScriptedLink("9000", "6982", "9000");
        var link = new ChainingLink(card, 4);
        assertThat(HEX.formatHex(link.transmit(command(9).bytes()))).isEqualTo("6982");
        assertThat(card.commands()).containsExactly("94e200040400000000", "94e200040400000000");
    }

    @Test
    void fetchesWhatWaits() throws IOException {
        var card = new ScriptedLink("6c03", "0102036102", "04059000");
        var link = new ChainingLink(card);
        assertThat(HEX.formatHex(link.transmit(HEX.parseHex("84cadf2100"))))
                .isEqualTo("01020304059000");
        assertThat(card.commands()).containsExactly("84cadf2100", "84cadf2103", "00c0000002");
    }

    @Test
    void fetchesAtMostItsBound() throws IOException {
        assertThat(fetching(ChainingLink.FETCHES_MAX)).endsWith(0x90, 0);
        assertThatIOException().isThrownBy(() -> fetching(ChainingLink.FETCHES_MAX + 1));
    }

    private static byte[] fetching(int times) throws IOException {
        var answers = Collections.nCopies(times, "6101").toArray(String[]::new);
        answers = Arrays.copyOf(answers, times + 1);
        answers[times] = "9000";
        return new ChainingLink(new ScriptedLink(answers)).transmit(HEX.parseHex("00b0000000"));
    }

    @Test
    void passesOnWhatIsNoCommand() throws IOException {
        var card = new ScriptedLink("6700");
        assertThat(HEX.formatHex(new ChainingLink(card).transmit(new byte[] {1})))
                .isEqualTo("6700");
        assertThat(card.commands()).containsExactly("01");
    }

    @Test
    void takesAnAnswerWithoutStatusForABrokenWire() {
        assertThatIOException()
                .isThrownBy(() -> Exchange.send(new ScriptedLink("90"), command(0)))
                .withMessageContaining("TOO_SHORT");
    }
}
