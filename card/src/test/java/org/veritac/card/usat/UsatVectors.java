// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.identity.Imei;
import org.veritac.identity.trial.VectorFile;
import org.veritac.identity.trial.VectorFile.Case;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// Commands, responses and envelopes as others write them, and what is none.
final class UsatVectors {
    @ParameterizedTest(name = "TS 102 223 clause 6.6: {0}")
    @MethodSource
    void commands(Case vector) {
        ProactiveMessage message = whole(ProactiveMessage.read(vector.bytes("data")));
        assertThat(message.command().getClass().getSimpleName()).isEqualTo(vector.text("command"));
        assertThat(message.write()).isEqualTo(vector.bytes("data"));
        assertThat(ProactiveMessage.of(message.details().number(), message.command()))
                .isEqualTo(message);
        assertThat(ProactiveMessage.detailsOf(vector.bytes("data"))).isEqualTo(message.details());
    }

    static List<Case> commands() {
        return VectorFile.cases("vectors/ts-102.223/clause-6.6/commands.txt");
    }

    @ParameterizedTest(name = "TS 102 223 clause 6.6, invalid: {0}")
    @MethodSource
    void invalidCommands(Case vector) {
        var flaw = UsatFlaw.valueOf(vector.text("flaw"));
        assertThat(ProactiveMessage.read(vector.bytes("data")))
                .isEqualTo(new UsatRead.Malformed<>(flaw));
        assertThat(flaw.answer().isPerformed()).isFalse();
    }

    static List<Case> invalidCommands() {
        return VectorFile.cases("vectors/ts-102.223/clause-6.6/invalid/commands.txt");
    }

    @ParameterizedTest(name = "TS 102 223 clause 6.8: {0}")
    @MethodSource
    void responses(Case vector) {
        TerminalResponse response = whole(TerminalResponse.read(vector.bytes("data")));
        assertThat(response.result()).isEqualTo(GeneralResult.valueOf(vector.text("result")));
        assertThat(response.write()).isEqualTo(vector.bytes("data"));
        var fields = vector.fields();
        assertThat(hex(response.atr().orElse(Bytes.NONE)))
                .isEqualTo(fields.getOrDefault("atr", ""));
        assertThat(hex(response.apdu().orElse(Bytes.NONE)))
                .isEqualTo(fields.getOrDefault("apdu", ""));
        assertThat(response.cardFailure().map(Enum::name).orElse(""))
                .isEqualTo(fields.getOrDefault("failure", ""));
        Imei imei = response.imei();
        assertThat(imei == null ? "" : imei.digits()).isEqualTo(fields.getOrDefault("imei", ""));
    }

    private static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.copy());
    }

    static List<Case> responses() {
        return VectorFile.cases("vectors/ts-102.223/clause-6.8/responses.txt");
    }

    @ParameterizedTest(name = "TS 102 223 clause 6.8, invalid: {0}")
    @MethodSource
    void invalidResponses(Case vector) {
        assertThat(TerminalResponse.read(vector.bytes("data")))
                .isEqualTo(new UsatRead.Malformed<>(UsatFlaw.valueOf(vector.text("flaw"))));
    }

    static List<Case> invalidResponses() {
        return VectorFile.cases("vectors/ts-102.223/clause-6.8/invalid/responses.txt");
    }

    @ParameterizedTest(name = "TS 102 223 clause 7: {0}")
    @MethodSource
    void envelopes(Case vector) {
        Envelope envelope = whole(Envelope.read(vector.bytes("data")));
        assertThat(envelope.getClass().getSimpleName()).isEqualTo(vector.text("envelope"));
        assertThat(envelope.write()).isEqualTo(vector.bytes("data"));
    }

    static List<Case> envelopes() {
        return VectorFile.cases("vectors/ts-102.223/clause-7/envelopes.txt");
    }

    @ParameterizedTest(name = "TS 102 223 clause 7, invalid: {0}")
    @MethodSource
    void invalidEnvelopes(Case vector) {
        assertThat(Envelope.read(vector.bytes("data")))
                .isEqualTo(new UsatRead.Malformed<>(UsatFlaw.valueOf(vector.text("flaw"))));
    }

    static List<Case> invalidEnvelopes() {
        return VectorFile.cases("vectors/ts-102.223/clause-7/invalid/envelopes.txt");
    }

    private static <T> T whole(UsatRead<T> read) {
        return switch (read) {
            case UsatRead.Whole<T>(T value) -> Objects.requireNonNull(value);
            case UsatRead.Malformed<T>(UsatFlaw flaw) -> throw new AssertionError(flaw);
        };
    }
}
