// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.Secret;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Functions;
import org.veritac.subscription.aka.Limits;
import org.veritac.subscription.aka.SequenceRule;
import org.veritac.subscription.aka.SequenceState;
import org.veritac.subscription.aka.Tuak;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.Uicc;
import org.veritac.subscription.profile.AkaParameters.Kind;
import org.veritac.subscription.profile.ProfileMaker.Identity;
import org.veritac.subscription.profile.ProfileMaker.Parameters;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;

final class ProfileMakerTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static String send(Uicc card, String command) throws IOException {
        return HEX.formatHex(card.transmit(HEX.parseHex(command.replace(" ", ""))));
    }

    private static Uicc card(Subscription subscription, SubscribedNetwork network) {
        return new Uicc(subscription.tree(), subscription.state(), _ -> {}, network);
    }

    private static SubscribedNetwork network(Subscription subscription) {
        return new SubscribedNetwork(subscription, Limits.STANDARD, () -> 0, (_, _) -> {});
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.profile.Made#kinds")
    void aMadePackageIsReadBackAsItWasMade(Kind kind) {
        ProfilePackage made = Made.of(kind);
        ProfilePackage read = TestProfiles.whole(made.bytes());
        assertThat(read).isEqualTo(made);
        Profile profile = TestProfiles.made(read);
        assertThat(profile.iccid()).contains(Made.ICCID);
        assertThat(profile.imsi()).contains(Made.IMSI);
        assertThat(profile.aka()).hasSize(1);
        AkaParameters aka = profile.aka().getFirst();
        assertThat(aka.kind()).isEqualTo(kind);
        assertThat(aka.application()).isEqualTo(ProfileMaker.USIM);
        assertThat(aka.k().matches(Made.KEY.copy())).isTrue();
        assertThat(made.toString() + profile + Made.subscription(kind)).doesNotContain("1234");
    }

    /// The network's half has the key from elsewhere.
    @ParameterizedTest
    @MethodSource("org.veritac.subscription.profile.Made#kinds")
    void aCardOfAMadePackageAuthenticates(Kind kind) throws IOException {
        Subscription subscription = Made.subscription(kind);
        try (var network = network(subscription)) {
            Uicc card = card(subscription, network);
            assertThat(send(card, "00A4040C 07 A0000000871002")).isEqualTo("9000");
            assertThat(send(card, "00200001 08 31323334FFFFFFFF")).isEqualTo("9000");
            var rand = new Challenge(new byte[16]);
            var algorithm = subscription.profile().aka().getFirst().algorithm();
            if (algorithm instanceof Functions functions) {
                var vector =
                        new AuthenticationCentre(SequenceRule.counting())
                                .generate(functions, SequenceState.FRESH, rand, 0)
                                .vector();
                String answer =
                        send(
                                card,
                                "00880081 22 10 %s 10 %s 00"
                                        .formatted(
                                                HEX.formatHex(rand.bytes()),
                                                HEX.formatHex(vector.autn().bytes())));
                assertThat(answer).startsWith("DB").contains(HEX.formatHex(vector.keys().res()));
                assertThat(network.numbers().get(ProfileMaker.USIM))
                        .isNotEqualTo(subscription.numbers(ProfileMaker.USIM));
            }
            assertThat(send(card, "A0A40000 02 7F20")).startsWith("9F");
            assertThat(send(card, "A0880000 10" + "00".repeat(16))).isEqualTo("9F0C");
            assertThat(send(card, "A0C00000 0C"))
                    .startsWith(HEX.formatHex(algorithm.gsm(rand).sres()));
        }
    }

    @Test
    void aTerminalFindsWhatItLooksForInBothClasses() throws IOException {
        Subscription subscription = Made.subscription(Made.milenage());
        Uicc card = card(subscription, network(subscription));
        assertThat(send(card, "00A40804 02 2FE2 00")).startsWith("62");
        assertThat(send(card, "00B00000 0A")).isEqualTo("988812010000103254F6" + "9000");
        assertThat(send(card, "00A40804 02 2F00 00")).startsWith("62");
        assertThat(send(card, "00B20104 20"))
                .startsWith("61184F10A0000000871002FFFFFFFF890709000050045553494D");
        assertThat(send(card, "00A4040C 07 A0000000871002")).isEqualTo("9000");
        assertThat(send(card, "00B08700 09")).as("IMSI needs PIN1").isEqualTo("6982");
        assertThat(send(card, "00200001 08 31323334FFFFFFFF")).isEqualTo("9000");
        String imsi = "080910102143658709" + "9000";
        assertThat(send(card, "00B08700 09")).isEqualTo(imsi);
        assertThat(send(card, "00B08300 04")).as("EF_AD").isEqualTo("00000002" + "9000");
        assertThat(send(card, "A0A40000 02 7F20")).isEqualTo("9F17");
        assertThat(send(card, "A0A40000 02 6F07")).isEqualTo("9F0F");
        assertThat(send(card, "A0B00000 09")).isEqualTo(imsi);
        assertThat(send(card, "A0A40000 02 6F7E")).isEqualTo("9F0F");
        assertThat(send(card, "A0D60000 01 42")).isEqualTo("9000");
        assertThat(send(card, "A0A40000 02 3F00")).isEqualTo("9F17");
        assertThat(send(card, "A0A40000 02 7F10")).isEqualTo("9F17");
        assertThat(send(card, "A0A40000 02 6F3A")).isEqualTo("9F0F");
        assertThat(send(card, "A0DCFA04 1C" + "41".repeat(28))).isEqualTo("9000");
        assertThat(send(card, "A0A40000 02 6F40")).isEqualTo("9F0F");
        assertThat(send(card, "A0B20104 18"))
                .isEqualTo("FF".repeat(10) + "0791947110325476" + "FF".repeat(6) + "9000");
        assertThat(subscription.with(card.state(), Map.of()).changes().ofCard())
                .as("the location and a name")
                .hasSize(2);
    }

    @Test
    void parametersThatDoNotFitAreRefused() {
        Secret none = Secret.of(new byte[0]);
        var identity = new Identity(Made.ICCID, Made.IMSI, 3, null, "");
        assertThatThrownBy(() ->
                        ProfileMaker.make(
                                new Parameters(
                                        identity, Made.milenage(), Made.KEY, none, Made.codes())))
                .isInstanceOf(IllegalArgumentException.class);
        var tuak = new Kind.OfTuak(Tuak.Lengths.STANDARD, 1);
        assertThatThrownBy(() ->
                        ProfileMaker.make(
                                new Parameters(identity, tuak, Made.KEY, Made.KEY, Made.codes())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Identity(Made.ICCID, Made.IMSI, 4, null, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Identity(Made.ICCID, Made.IMSI, 2, null, "x".repeat(17)))
                .isInstanceOf(IllegalArgumentException.class);
        var codes = new ProfileMaker.Codes(Secret.of(new byte[3]), none, none, none, none);
        assertThatThrownBy(() ->
                        ProfileMaker.make(
                                new Parameters(
                                        identity, Made.milenage(), Made.KEY, Made.KEY, codes)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void templatesKnowTheirFilesOnce() {
        for (Template template : Template.all()) {
            assertThat(template.files().stream().map(Template.FileDefault::field))
                    .doesNotHaveDuplicates();
            assertThat(template.files().getFirst().kind().isDirectory())
                    .isEqualTo(!template.oid().matches(".*\\.(5|9|11)"));
        }
        assertThat(Template.all()).hasSize(14);
        assertThat(FilePath.of("7F10").id()).isEqualTo(0x7F10);
    }
}
