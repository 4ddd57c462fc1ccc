// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.Mode;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.AuthenticationVector;
import org.veritac.subscription.aka.Auts;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Milenage;
import org.veritac.subscription.aka.SequenceRule;
import org.veritac.subscription.aka.SequenceState;
import org.veritac.subscription.aka.Sqn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// AUTHENTICATE of the card against the network's side, and against the published figures.
final class UsimScenario {
    private static final HexFormat HEX = HexFormat.of();
    private static final Path VECTORS =
            Path.of("../subscription/src/test/resources", "vectors/ts-35.207/clause-4");
    private static final int AMF = 0x8000;

    private final Random random = new Random(3);
    private final AuthenticationCentre centre = new AuthenticationCentre(SequenceRule.counting());

    private static Phone phone(String ki, String opc, long sqn) throws IOException {
        var open = new Instruction.Policy(Mode.STATIC_KEYS, 0, false, true, 0);
        UiccPersonalisation usual = Uiccs.personalisation(open);
        var subscriber =
                new UiccPersonalisation.Subscriber(
                        Imsi.of("001010123456789"),
                        Iccid.of("89491020304050607080"),
                        Secret.of(HEX.parseHex(ki)),
                        Secret.of(HEX.parseHex(opc)),
                        sqn);
        CardLink card = new SimulatedCard(UiccPersonalisation.installation());
        card.reset();
        new UiccPersonalisation(
                        subscriber,
                        usual.down(),
                        usual.up(),
                        usual.policy(),
                        usual.gateway(),
                        usual.certified())
                .apply(card);
        var phone = new Phone(card, null, Uiccs.IMEI);
        phone.boot();
        return phone;
    }

    private static byte[] authenticate(Phone phone, byte[] rand, byte[] autn) throws IOException {
        return phone.uicc(
                "0088008122" + "10" + HEX.formatHex(rand) + "10" + HEX.formatHex(autn) + "00");
    }

    private AuthenticationCentre.Generated next(Milenage functions, SequenceState state) {
        byte[] rand = new byte[Challenge.BYTES];
        random.nextBytes(rand);
        return centre.generate(functions, state, new Challenge(rand), AMF);
    }

    private static void assertAgreed(byte[] answer, AuthenticationVector vector) {
        String expected =
                "db08"
                        + HEX.formatHex(vector.keys().res())
                        + "10"
                        + HEX.formatHex(vector.keys().ck().copy())
                        + "10"
                        + HEX.formatHex(vector.keys().ik().copy())
                        + "9000";
        assertThat(HEX.formatHex(answer)).isEqualTo(expected);
    }

    @Test
    void bothSidesAgreeAThousandTimes() throws IOException {
        Phone phone = phone(Uiccs.KI, Uiccs.OPC, 0);
        var functions =
                new Milenage(Secret.of(HEX.parseHex(Uiccs.KI)), Secret.of(HEX.parseHex(Uiccs.OPC)));
        SequenceState state = SequenceState.FRESH;
        for (int i = 0; i < 1000; i++) {
            var made = next(functions, state);
            byte[] rand = made.vector().rand().bytes();
            assertAgreed(authenticate(phone, rand, made.vector().autn().bytes()), made.vector());
            assertThat(phone.uicc("A088000010" + HEX.formatHex(rand) + "0C"))
                    .startsWith(made.vector().keys().sres())
                    .hasSize(14);
            state = made.state();
        }
    }

    @Test
    void aNetworkThatFellBehindOrRanAheadIsResynchronised() throws IOException {
        Phone phone = phone(Uiccs.KI, Uiccs.OPC, Sqn.of(5000, 7).value());
        var functions =
                new Milenage(Secret.of(HEX.parseHex(Uiccs.KI)), Secret.of(HEX.parseHex(Uiccs.OPC)));
        var tooFar = new SequenceState(Sqn.of(5000 + SequenceRule.DELTA, 7), 0);
        for (SequenceState wrong : new SequenceState[] {tooFar}) {
            var made = next(functions, wrong);
            byte[] answer =
                    authenticate(phone, made.vector().rand().bytes(), made.vector().autn().bytes());
            assertThat(answer).startsWith(0xDC, 0x0E).hasSize(18);
            Auts auts = Auts.read(Arrays.copyOfRange(answer, 2, 16));
            SequenceState state =
                    centre.resynchronise(functions, made.state(), made.vector().rand(), auts)
                            .orElseThrow();
            assertThat(state.last().seq()).isEqualTo(5000);
            var good = next(functions, state);
            assertAgreed(
                    authenticate(phone, good.vector().rand().bytes(), good.vector().autn().bytes()),
                    good.vector());
        }
    }

    @Test
    void aWrongMacSaysNothingAndChangesNothing() throws IOException {
        Phone phone = phone(Uiccs.KI, Uiccs.OPC, 0);
        var functions =
                new Milenage(Secret.of(HEX.parseHex(Uiccs.KI)), Secret.of(HEX.parseHex(Uiccs.OPC)));
        var made = next(functions, SequenceState.FRESH);
        byte[] rand = made.vector().rand().bytes();
        byte[] autn = made.vector().autn().bytes();
        for (int i = 0; i < autn.length; i++) {
            byte[] forged = autn.clone();
            forged[i] ^= 1;
            assertThat(authenticate(phone, rand, forged)).containsExactly(0x98, 0x62);
        }
        assertAgreed(authenticate(phone, rand, autn), made.vector());
        assertThat(authenticate(phone, rand, autn)).startsWith(0xDC);
    }

    @TestFactory
    Stream<DynamicTest> publishedFigures() throws IOException {
        String text = Files.readString(VECTORS.resolve("milenage.txt"));
        return Stream.of(text.split("\n\n"))
                .map(UsimScenario::fields)
                .filter(fields -> fields.containsKey("rand"))
                .map(fields ->
                        DynamicTest.dynamicTest(
                                value(fields, "name"), () -> assertFigures(fields)));
    }

    private static Map<String, String> fields(String block) {
        var fields = new HashMap<String, String>();
        block.lines()
                .filter(line -> line.contains(" = "))
                .forEach(line -> fields.put(line.split(" = ")[0], line.split(" = ")[1]));
        return fields;
    }

    private static String value(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static void assertFigures(Map<String, String> set) throws IOException {
        long sqn = HexFormat.fromHexDigitsToLong(value(set, "sqn"));
        Phone phone = phone(value(set, "k"), value(set, "opc"), sqn - 32);
        byte[] autn = HEX.parseHex(value(set, "sqn") + value(set, "amf") + value(set, "f1"));
        byte[] ak = HEX.parseHex(value(set, "f5"));
        for (int i = 0; i < ak.length; i++) {
            autn[i] ^= ak[i];
        }
        byte[] answer = authenticate(phone, HEX.parseHex(value(set, "rand")), autn);
        assertThat(HEX.formatHex(answer))
                .isEqualTo(
                        "db08"
                                + value(set, "f2")
                                + "10"
                                + value(set, "f3")
                                + "10"
                                + value(set, "f4")
                                + "9000");
    }
}
