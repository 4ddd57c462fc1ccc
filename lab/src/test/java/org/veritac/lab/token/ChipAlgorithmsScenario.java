// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.Auts;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Comp128;
import org.veritac.subscription.aka.Functions;
import org.veritac.subscription.aka.GsmKeys;
import org.veritac.subscription.aka.SequenceRule;
import org.veritac.subscription.aka.SequenceState;
import org.veritac.subscription.aka.SessionKeys;
import org.veritac.subscription.aka.Tuak;
import org.veritac.subscription.profile.AkaParameters.Kind;
import org.veritac.subscription.profile.ProfileMaker;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;

/// The applet answers networks with TUAK and COMP128, as profile packages bring them, byte for byte
/// as `subscription.aka` has it; and hands them over, and takes them back.
final class ChipAlgorithmsScenario {
    private static final HexFormat HEX = HexFormat.of();
    private static final int RUNS = 10;

    /// What a card without a clock answers between two fresh challenges.
    private static final int GSM_MAX = 1024;

    private static final String OVER = "6985";

    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final TokenMaker maker = new TokenMaker(clock, random);
    private final AuthenticationCentre centre = new AuthenticationCentre(SequenceRule.counting());

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private ProfilePackage profile(Kind kind, int kBytes, int topcBytes) {
        var digits = Secret.of("12345678".getBytes(US_ASCII));
        var pin = Secret.of("0000".getBytes(US_ASCII));
        var identity =
                new ProfileMaker.Identity(
                        Iccid.of("8900101234567890129"),
                        Imsi.of("001010123456789"),
                        2,
                        null,
                        "Test");
        return ProfileMaker.make(
                new ProfileMaker.Parameters(
                        identity,
                        kind,
                        Secret.of(bytes(kBytes)),
                        Secret.of(bytes(topcBytes)),
                        new ProfileMaker.Codes(pin, digits, pin, digits, digits)));
    }

    private ChipToken token(ProfilePackage profile) throws IOException {
        var issue = new TokenMaker.Issue(profile, "1234", "12345678", Policy.DEFAULT);
        return maker.chip(issue, TokenMaker.Extras.NONE).orElseThrow();
    }

    private static String ask(CardLink card, String hex) throws IOException {
        return HEX.formatHex(Home.send(new ChainingLink(card), hex));
    }

    private static String field(byte[] bytes) {
        return "%02x".formatted(bytes.length) + HEX.formatHex(bytes);
    }

    private static String gsm(CardLink card, Challenge rand) throws IOException {
        return ask(card, "0088008011" + field(rand.bytes()) + "00");
    }

    private static String told(GsmKeys keys) {
        return field(keys.sres()) + field(keys.kc().copy()) + "9000";
    }

    private static String told(SessionKeys keys) {
        return "db"
                + field(keys.res())
                + field(keys.ck().copy())
                + field(keys.ik().copy())
                + "9000";
    }

    @ParameterizedTest
    @CsvSource({"16, 8, 1", "32, 4, 2", "16, 16, 3", "32, 32, 255"})
    void tuakAsItsPackageHasIt(int kBytes, int res, int times) throws IOException {
        var kind = new Kind.OfTuak(new Tuak.Lengths(res, 16, 16), times);
        var profile = profile(kind, kBytes, Tuak.TOPC_BYTES);
        var functions = (Functions) Home.aka(profile).algorithm();
        var card = token(profile).card();
        var state = SequenceState.FRESH;
        for (int i = 0; i < (times > 3 ? 1 : RUNS); i++) {
            var made = centre.generate(functions, state, new Challenge(bytes(16)), 0x8000);
            var vector = made.vector();
            state = made.state();
            String command =
                    "0088008122"
                            + field(vector.rand().bytes())
                            + field(vector.autn().bytes())
                            + "00";
            byte[] autn = vector.autn().bytes();
            autn[15] ^= 1;
            String wrong = "0088008122" + field(vector.rand().bytes()) + field(autn) + "00";
            assertThat(ask(card, wrong)).isEqualTo("9862");
            assertThat(ask(card, command)).isEqualTo(told(vector.keys()));
            byte[] again = HEX.parseHex(ask(card, command));
            assertThat(again).startsWith(0xDC, 0x0E).hasSize(18);
            var auts = Auts.read(Arrays.copyOfRange(again, 2, 16));
            assertThat(centre.resynchronise(functions, state, vector.rand(), auts)).isPresent();
            assertThat(gsm(card, vector.rand())).isEqualTo(told(functions.gsm(vector.rand())));
        }
    }

    /// By AMF of FFFF, with the test algorithm only (TS 34.108, 8.1.2.2).
    @ParameterizedTest
    @CsvSource({"65535, dc", "65534, db", "32768, db"})
    void aSystemSimulatorProvokesAResynchronisation(int amf, String answer) throws IOException {
        for (Kind kind :
                new Kind[] {
                    new Kind.OfXor(8), new Kind.OfXor(4), new Kind.OfTuak(Tuak.Lengths.STANDARD, 1)
                }) {
            boolean isTest = kind instanceof Kind.OfXor;
            var profile = profile(kind, 16, isTest ? 0 : Tuak.TOPC_BYTES);
            var functions = (Functions) Home.aka(profile).algorithm();
            var rand = new Challenge(bytes(16));
            var vector = centre.generate(functions, SequenceState.FRESH, rand, amf).vector();
            String command =
                    "0088008122" + field(rand.bytes()) + field(vector.autn().bytes()) + "00";
            assertThat(ask(token(profile).card(), command)).startsWith(isTest ? answer : "db");
        }
    }

    @ParameterizedTest
    @EnumSource
    void comp128AsItsPackageHasIt(Comp128.Version version) throws IOException {
        var profile = profile(new Kind.OfComp128(version), Comp128.KEY_BYTES, 0);
        var card = token(profile).card();
        var algorithm = Home.aka(profile).algorithm();
        String umts = "0088008122" + field(bytes(16)) + field(bytes(16)) + "00";
        assertThat(ask(card, umts)).as("it proves no network").isEqualTo("9864");
        for (int i = 0; i < GSM_MAX; i++) {
            var rand = new Challenge(bytes(16));
            assertThat(gsm(card, rand)).isEqualTo(told(algorithm.gsm(rand)));
        }
        assertThat(gsm(card, new Challenge(bytes(16)))).isEqualTo(OVER);
        card.reset();
        assertThat(gsm(card, new Challenge(bytes(16)))).isEqualTo(OVER);
    }

    @ParameterizedTest
    @CsvSource({"TUAK", "COMP128"})
    void theSubscriptionGoesToAHandsetAndBack(String name) throws IOException {
        boolean isTuak = name.equals("TUAK");
        var kind =
                isTuak
                        ? new Kind.OfTuak(Tuak.Lengths.STANDARD, 1)
                        : new Kind.OfComp128(Comp128.Version.THREE);
        var profile = profile(kind, 16, isTuak ? Tuak.TOPC_BYTES : 0);
        var algorithm = Home.aka(profile).algorithm();
        var token = token(profile);
        var kit = maker.handset(new Imei(35_693_803_564_380L), 0);
        var phone = new TestHandset(kit, directory, clock, random);
        phone.setPin(token.card());
        var rand = new Challenge(bytes(16));
        String right = told(algorithm.gsm(rand));
        assertThat(gsm(token.card(), rand)).isEqualTo(right);

        assertThat(phone.tap(token.card(), TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        assertThat(gsm(token.card(), rand)).isEqualTo(OVER);
        Home.send(new ChainingLink(phone.mirror.sim()), "00A4040C07A0000000871002");
        Home.send(new ChainingLink(phone.mirror.sim()), "002000010830303030FFFFFFFF");
        assertThat(gsm(phone.mirror.sim(), rand)).isEqualTo(right);

        var back = new Wish.GiveBack(Wish.Personal.BACK_UP);
        assertThat(phone.tap(token.card(), back)).isEqualTo(Ending.RETURNED);
        assertThat(gsm(token.card(), rand)).isEqualTo(right);
    }
}
