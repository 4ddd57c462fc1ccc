// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.Secret;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.trial.Dice;
import org.veritac.card.trial.ScriptedLink;
import org.veritac.identity.trial.VectorFile;
import org.veritac.identity.trial.VectorFile.Case;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What others have published, or recorded with real cards.
final class ChannelVectors {
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest(name = "RFC 4493 clause 4: {0}")
    @MethodSource
    void cmacs(Case vector) {
        var key = Secret.of(vector.bytes("key"));
        assertThat(Aes.cmac(key, vector.bytes("message"))).isEqualTo(vector.bytes("mac"));
    }

    static List<Case> cmacs() {
        return VectorFile.cases("vectors/rfc-4493/4/cmac.txt");
    }

    @ParameterizedTest(name = "SP 800-108 clause 5.1: {0}")
    @MethodSource
    void derivations(Case vector) {
        byte[] out = vector.bytes("out");
        var key = Secret.of(vector.bytes("key"));
        assertThat(Kdf.counter(key, vector.bytes("before"), vector.bytes("after"), out.length))
                .isEqualTo(out);
    }

    static List<Case> derivations() {
        return VectorFile.cases("vectors/sp-800-108/5.1/counter-in-the-middle.txt");
    }

    @ParameterizedTest(name = "ANSI X9.63: {0}")
    @MethodSource
    void agreements(Case vector) {
        byte[] out = vector.bytes("out");
        var derived = Kdf.x963(vector.bytes("secret"), vector.bytes("info"), out.length);
        assertThat(derived.matches(out)).isTrue();
    }

    static List<Case> agreements() {
        return VectorFile.cases("vectors/x9.63/sha-256/kdf.txt");
    }

    @ParameterizedTest(name = "Amendment D clause 6: {0}")
    @MethodSource
    void sessions(Case vector) throws IOException {
        byte[] initialize = vector.bytes("initialize");
        var card =
                new ScriptedLink(
                        vector.text("hello") + "9000", "9000", vector.text("answer") + "9000");
        var scp03 = new Scp03(Dice.loaded(Arrays.copyOfRange(initialize, 5, 13)));
        int version = initialize[2];
        var wish = new Scp03.Wish(version, level(vector), MacSize.S8);
        var keys = KeySet.of(version, vector.bytes("keys"));
        assertThat(scp03.open(card, keys, wish)).isInstanceOf(Opening.Open.class);
        var link = ((Opening.Open) scp03.open(replay(vector), keys, wish)).link();
        assertThat(send(link, "80e2910006bf3e035c015a00"))
                .isEqualTo("bf3e125a10898821199000000000000000000000059000");
        assertThat(card.commands())
                .containsExactly(vector.text("initialize"), vector.text("authenticate"));
    }

    @ParameterizedTest(name = "Amendment D clause 6.2: {0}")
    @MethodSource("sessions")
    void commandsOfEachCase(Case vector) throws IOException {
        var card = replay(vector);
        byte[] initialize = vector.bytes("initialize");
        var scp03 = new Scp03(Dice.loaded(Arrays.copyOfRange(initialize, 5, 13)));
        var wish = new Scp03.Wish(initialize[2], level(vector), MacSize.S8);
        var keys = KeySet.of(initialize[2], vector.bytes("keys"));
        var link = ((Opening.Open) scp03.open(card, keys, wish)).link();
        for (String command :
                List.of(
                        "80e2910006bf3e035c015a00",
                        "80f22002",
                        "80ca006600",
                        "80f220020a4f0212345c054f9f70c5",
                        "80f28002024f0000")) {
            send(link, command);
        }
        assertThat(card.commands())
                .containsExactly(
                        vector.text("initialize"),
                        vector.text("authenticate"),
                        vector.text("store"),
                        vector.text("case1"),
                        vector.text("case2"),
                        vector.text("case3"),
                        vector.text("case4"));
    }

    static List<Case> sessions() {
        return VectorFile.cases("vectors/gp-amendment-d/sessions/pysim.txt");
    }

    /// The card's answers; behind the recorded ones errors, which need no MAC.
    private static ScriptedLink replay(Case vector) {
        return new ScriptedLink(
                vector.text("hello") + "9000",
                "9000",
                vector.text("answer") + "9000",
                "6a88",
                "6a88",
                "6a88",
                "6a88");
    }

    private static SecurityLevel level(Case vector) {
        int value = vector.bytes("authenticate")[2];
        return Arrays.stream(SecurityLevel.values())
                .filter(level -> level.value() == value)
                .findFirst()
                .orElseThrow();
    }

    private static String send(SecureLink link, String hex) throws IOException {
        var command = (CommandApdu.Reading.Whole) CommandApdu.read(HEX.parseHex(hex));
        return switch (link.exchange(command.command())) {
            case Outcome.Answer(var response) -> HEX.formatHex(response.bytes());
            case Outcome.Refused(var status) -> status.toString();
            case Outcome.Broken(var breach) -> breach.toString();
        };
    }
}
