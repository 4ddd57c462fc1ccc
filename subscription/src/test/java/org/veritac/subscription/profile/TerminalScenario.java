// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.Secret;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Limits;
import org.veritac.subscription.aka.SequenceRule;
import org.veritac.subscription.aka.SequenceState;
import org.veritac.subscription.aka.Xor;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FileNode;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.Structure;
import org.veritac.subscription.files.Uicc;
import org.veritac.subscription.profile.TestProfiles.TestProfile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/// A terminal goes through a test profile of TS.48, which has PIN1 disabled, by APDU.
final class TerminalScenario {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static Uicc card(Subscription subscription) {
        return new Uicc(
                subscription.tree(),
                subscription.state(),
                _ -> {},
                new SubscribedNetwork(subscription, Limits.STANDARD, () -> 0, (_, _) -> {}));
    }

    private static byte[] send(Uicc card, String command) throws IOException {
        return card.transmit(HEX.parseHex(command.replace(" ", "")));
    }

    private static String status(byte[] answer) {
        return HEX.formatHex(answer, answer.length - 2, answer.length);
    }

    private static byte[] body(byte[] answer) {
        return Arrays.copyOf(answer, answer.length - 2);
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.profile.TestProfiles#all")
    void everyFileIsReadAsItWasMadeOrRefusedByItsRule(TestProfile given) throws Exception {
        Subscription subscription = Subscription.of(given.profile());
        Uicc card = card(subscription);
        int read = 0;
        int refused = 0;
        for (FilePath path : subscription.tree().paths()) {
            if (subscription.tree().find(path).orElseThrow()
                    instanceof FileNode.ElementaryFile file) {
                select(card, subscription, path);
                byte[] found = content(card, file.structure());
                if (found.length == 0) {
                    refused++;
                } else {
                    Content made =
                            subscription
                                    .tree()
                                    .resolve(path)
                                    .flatMap(subscription.state()::content)
                                    .orElseThrow();
                    assertThat(found).as(path.toString()).isEqualTo(made.bytes());
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThan(180);
        assertThat(refused).as("those only the operator reads, and empty ones").isLessThan(30);
    }

    private static void select(Uicc card, Subscription subscription, FilePath path)
            throws IOException {
        FilePath top = new FilePath(path.ids().subList(0, 1));
        String rest = path.toString();
        if (subscription.tree().find(top).orElseThrow() instanceof FileNode.Directory directory
                && directory.isApplication()) {
            byte[] name = directory.name().bytes();
            byte[] answer =
                    send(card, "00A4040C%02X%s".formatted(name.length, HEX.formatHex(name)));
            assertThat(status(answer)).isEqualTo("9000");
            rest = "7FFF" + rest.substring(4);
        }
        byte[] answer = send(card, "00A40804%02X%s00".formatted(rest.length() / 2, rest));
        assertThat(status(answer)).as(path.toString()).isEqualTo("9000");
        assertThat(answer[0]).isEqualTo((byte) 0x62);
    }

    /// All bytes; none where they may not be read.
    private static byte[] content(Uicc card, Structure structure) throws IOException {
        var out = new ByteArrayOutputStream();
        switch (structure) {
            case Structure.Transparent(int size) -> {
                for (int at = 0; at < size; at += 256) {
                    out.writeBytes(body(send(card, "00B0%04X00".formatted(at))));
                }
            }
            case Structure.LinearFixed(int length, int count) -> records(card, length, count, out);
            case Structure.Cyclic(int length, int count) -> records(card, length, count, out);
            case Structure.BerTlv _ -> {}
        }
        return out.toByteArray();
    }

    private static void records(Uicc card, int length, int count, ByteArrayOutputStream out)
            throws IOException {
        for (int i = 1; i <= count; i++) {
            out.writeBytes(body(send(card, "00B2%02X04%02X".formatted(i, length))));
        }
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.profile.TestProfiles#all")
    void theUsimAuthenticatesByTheTestAlgorithm(TestProfile given) throws Exception {
        Subscription subscription = Subscription.of(given.profile());
        byte[] k = HEX.parseHex("000102030405060708090A0B0C0D0E0F");
        var rand = new Challenge(new byte[16]);
        var vector =
                new AuthenticationCentre(SequenceRule.counting())
                        .generate(new Xor(Secret.of(k), 16), SequenceState.FRESH, rand, 0x8000)
                        .vector();
        Uicc card = card(subscription);
        for (String application : new String[] {"A0000000871002", "A0000000871004"}) {
            assertThat(status(send(card, "00A4040C07" + application))).isEqualTo("9000");
            byte[] answer =
                    send(
                            card,
                            "0088008122 10%s10%s00"
                                    .formatted(
                                            HEX.formatHex(rand.bytes()),
                                            HEX.formatHex(vector.autn().bytes())));
            assertThat(HEX.formatHex(answer))
                    .as("RES is the key, since RAND is zero")
                    .startsWith("DB10" + HEX.formatHex(k) + "10")
                    .endsWith("9000");
        }
    }
}
