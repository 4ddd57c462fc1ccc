// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.card.CardLink;
import org.veritac.subscription.aka.Comp128;
import org.veritac.subscription.aka.Constants;
import org.veritac.subscription.aka.Tuak;
import org.veritac.subscription.profile.AkaParameters.Kind;
import org.veritac.subscription.transfer.Policy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;

/// A terminal that knows GSM only (TS 51.011) hears the same from the applet as from the reference
/// token of the same subscription, whose CHV1 is disabled as the applet's is for good. What the
/// applet says otherwise is what it has otherwise: which files lie beside, and who may write them.
final class ClassA0Scenario {
    private static final HexFormat HEX = HexFormat.of();
    private static final String RAND = "5A".repeat(16);
    private static final int GSM_MAX = 1024;
    private static final int RANDOM_COMMANDS = 3000;

    private final SecureRandom random = new SecureRandom();
    private CardLink applet;
    private CardLink reference;
    private ChipToken chip;

    @BeforeEach
    void make() throws IOException {
        make(new Kind.OfMilenage(Constants.STANDARD));
    }

    private void make(Kind kind) throws IOException {
        var maker = new TokenMaker(Clock.systemUTC(), random);
        var profile = ServeToken.trial(kind, random);
        var issue = new TokenMaker.Issue(profile, "1234", "12345678", Policy.DEFAULT);
        chip = maker.chip(issue, TokenMaker.Extras.NONE).orElseThrow();
        applet = chip.card();
        var made = maker.token(issue).orElseThrow();
        var around = new ReferenceToken.Surroundings(Clock.systemUTC(), random);
        reference = new ReferenceToken(made.kit(), made.kept(), _ -> {}, around);
        reference.reset();
        assertThat(send(reference, "A02600010830303030FFFFFFFF")).isEqualTo("9000");
        reference.reset();
    }

    private static String send(CardLink card, String hex) throws IOException {
        return HEX.formatHex(card.transmit(HEX.parseHex(hex)));
    }

    /// Both say the same to each command of a line.
    private void same(String commands) throws IOException {
        for (String command : commands.split(" ", -1)) {
            assertThat(send(applet, command))
                    .as(commands + " at " + command)
                    .isEqualTo(send(reference, command));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // SELECT: unknown, half an identifier, P1, what only class 00 knows
                "A0A4000002FFFF A0A40000023F A0A40100023F00 A0A40000027FFF",
                // READ BINARY: all, some, too much, beyond the end, far beyond, of a directory
                "A0A40000022FE2 A0B000000A A0B0000000 A0B0000005 A0B000000B A0B0000A01 A0B0800001",
                "A0A40000023F00 A0B0000001 A0B2010401 A0D6000001FF",
                // answers that wait, and those that were not asked for
                "A0A40000022FE2 A0B00000 A0C0000004 A0C0000007 A0C0000006 A0C0000001",
                "A0A40000022FE2 A0C0000010 A0B000000A A0C000000F",
                // IMSI, and nobody may change it
                "A0A40000027F20 A0A40000026F07 A0B0000009 A0B2010409 A0D6000001FF A0D6000000",
                "A0A40000027F20 A0A40000022FE2",
                // LOCI, which a phone writes: within, beyond the end, nothing, and it is there
                "A0A40000027F20 A0A40000026F7E A0D600000B0102030405060708090A0B A0B000000B",
                "A0A40000027F20 A0A40000026F7E A0D600010B0102030405060708090A0B A0D6000000",
                "A0A40000027F20 A0A40000026F7E A0D6000A0133 A0D6000B0133 A0B0000A01 A0D6800001FF",
                // records: of a length, next, previous, the present one, beyond the end, P2
                "A0A40000027F10 A0A40000026F3C A0B20104B0 A0B20104AF A0B20104B1 A0B2000400",
                "A0A40000027F10 A0A40000026F3C A0B20002B0 A0B20002B0 A0B20003B0 A0B20004B0",
                "A0A40000027F10 A0A40000026F3C A0B20B04B0 A0B20105B0 A0B0000001 A0D6000001FF",
                // CHV1 is disabled, others are not there
                "A0200001083030303000FFFFFF A0200000083030303030303030 A02000010730303030FFFFFF",
                "A0200002083030303030303030 A0200003083030303030303030",
                "A0240001103030303000FFFFFF3030303000FFFFFF A02600010830303030FFFFFFFF",
                // RUN GSM ALGORITHM: in no directory of an application, with half a challenge
                "A08800000F5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A",
                "A0A40000023F00 A0880000105A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A",
                // SLEEP, TERMINAL PROFILE, an unknown instruction
                "A0FA0000 A01000000101 A055000000"
            })
    void saysTheSame(String commands) throws IOException {
        same(commands);
    }

    /// A directory as SELECT and STATUS show it: all but how many files and directories are in it.
    @ParameterizedTest
    @ValueSource(strings = {"3F00", "7F20", "7F10"})
    void directoriesLookTheSame(String directory) throws IOException {
        same("A0A4000002" + directory);
        for (String asked : new String[] {"A0C0000017", "A0F2000017", "A0F200000D"}) {
            String ours = withoutCounts(send(applet, asked));
            assertThat(ours).as(asked).isEqualTo(withoutCounts(send(reference, asked)));
        }
        same("A0F2000018");
    }

    private static String withoutCounts(String answer) {
        return answer.length() < 32 ? answer : answer.substring(0, 28) + answer.substring(32);
    }

    /// A file as SELECT shows it: all but who may do what.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3F00/2FE2",
                "3F00/2F05",
                "7F20/6F07",
                "7F20/6FAD",
                "7F20/6F78",
                "7F20/6F7E",
                "7F20/6F46"
            })
    void filesLookTheSame(String path) throws IOException {
        same("A0A4000002" + path.substring(0, 4) + " A0A4000002" + path.substring(5));
        String ours = withoutConditions(send(applet, "A0C000000F"));
        assertThat(ours).isEqualTo(withoutConditions(send(reference, "A0C000000F")));
        if (path.endsWith("2FE2") || path.endsWith("6F07") || path.endsWith("6FAD")) {
            same("A0B0000000");
        }
    }

    private static String withoutConditions(String answer) {
        return answer.substring(0, 16) + answer.substring(22);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void runsTheGsmAlgorithmOfEachSubscription(Kind kind) throws IOException {
        make(kind);
        same("A0A40000027F20 A088000010" + RAND + " A0C000000C A0C000000C");
        for (int i = 0; i < 20; i++) {
            byte[] rand = new byte[16];
            random.nextBytes(rand);
            same("A088000010" + HEX.formatHex(rand) + "0C");
        }
        String inContext = "0088008011" + "10" + RAND + "00";
        String sim = "00A4040C07A0000000871002";
        same(sim + " " + inContext);
        assertThat(send(applet, inContext)).matches("04.{8}08.{16}9000");
    }

    static Stream<Kind> algorithms() {
        return Stream.of(
                new Kind.OfMilenage(Constants.STANDARD),
                new Kind.OfTuak(new Tuak.Lengths(16, 16, 16), 2),
                new Kind.OfXor(4),
                new Kind.OfComp128(Comp128.Version.ONE),
                new Kind.OfComp128(Comp128.Version.TWO),
                new Kind.OfComp128(Comp128.Version.THREE));
    }

    /// By one count for both classes, over a reset.
    @Test
    void theLimitHoldsInBothClasses() throws IOException {
        send(applet, "A0A40000027F20");
        for (int i = 0; i < GSM_MAX; i++) {
            String asked = i % 2 == 0 ? "A088000010" + RAND + "0C" : "008800801110" + RAND + "00";
            assertThat(send(applet, asked)).endsWith("9000");
        }
        assertThat(send(applet, "A088000010" + RAND + "0C")).isEqualTo("6f00");
        assertThat(send(applet, "008800801110" + RAND + "00")).isEqualTo("6985");
        applet.reset();
        send(applet, "A0A40000027F20");
        assertThat(send(applet, "A088000010" + RAND + "0C")).isEqualTo("6f00");
    }

    @Test
    void nothingIsAnsweredInAContactlessField() throws IOException {
        chip.card().contactless();
        for (String asked : new String[] {"A0A40000022FE2", "A088000010" + RAND, "A0F2000017"}) {
            assertThat(send(applet, asked)).isEqualTo("6985");
        }
    }

    /// What waits for GET RESPONSE of one side is never had by the other.
    @Test
    void anAnswerThatWaitsIsForgotten() throws IOException {
        String own = "00A4040009F05645524954414302";
        send(applet, "A0A40000027F20");
        assertThat(send(applet, "A088000010" + RAND)).isEqualTo("9f0c");
        send(applet, own);
        assertThat(send(applet, "A0C000000C")).isEqualTo("9808");
        send(applet, "A0A40000027F20");
        assertThat(send(applet, "A088000010" + RAND)).isEqualTo("9f0c");
        assertThat(send(applet, "00CABF2101")).startsWith("bf61").hasSize(6);
        assertThat(send(applet, "A0C000000C")).isEqualTo("9808");
        assertThat(send(applet, "00CABF2101")).startsWith("bf61").hasSize(6);
        send(applet, "A0F2000017");
        assertThat(send(applet, "00C0000010")).isEqualTo("6985");
        assertThat(send(applet, "A088000010" + RAND)).isEqualTo("9f0c");
        send(applet, "00B0000001");
        assertThat(send(applet, "A0C000000C")).isEqualTo("9808");
    }

    @Test
    void noCommandBreaksIt() throws IOException {
        var chance = new Random(51_011);
        int[] instructions = {0xA4, 0xF2, 0xB0, 0xB2, 0xD6, 0xC0, 0x20, 0x24, 0x88, 0x10};
        for (int i = 0; i < RANDOM_COMMANDS; i++) {
            byte[] command = new byte[5 + chance.nextInt(40)];
            chance.nextBytes(command);
            command[0] = (byte) 0xA0;
            if (i % 8 != 0) {
                command[1] = (byte) instructions[chance.nextInt(instructions.length)];
                command[2] &= 1;
            }
            if (i % 2 == 0) {
                command[4] = (byte) (command.length - 5);
            }
            byte[] answer = applet.transmit(command);
            assertThat(answer[answer.length - 2])
                    .as(HEX.formatHex(command))
                    .isNotEqualTo((byte) 0x6F);
        }
    }
}
