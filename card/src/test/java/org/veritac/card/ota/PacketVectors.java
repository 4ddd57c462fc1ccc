// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.Secret;
import org.veritac.identity.trial.VectorFile;
import org.veritac.identity.trial.VectorFile.Case;

import java.util.List;

/// Packets that other implementations print, and packets that are none.
final class PacketVectors {
    @ParameterizedTest(name = "TS 102 225 clause 5.1: {0}")
    @MethodSource
    void commands(Case vector) {
        var codec = new PacketCodec(keys(vector));
        var command = command(vector);
        assertThat(codec.write(command)).isEqualTo(vector.bytes("packet"));
        assertThat(codec.read(vector.bytes("packet"))).isEqualTo(new CommandRead.Whole(command));
    }

    static List<Case> commands() {
        return VectorFile.cases("vectors/ts-102.225/clause-5.1/commands.txt");
    }

    @ParameterizedTest(name = "TS 102 225 clause 5.1, invalid: {0}")
    @MethodSource
    void invalidCommands(Case vector) {
        var codec = new PacketCodec(keys(commands().getFirst()));
        assertThat(codec.read(vector.bytes("packet")))
                .isEqualTo(new CommandRead.Malformed(Flaw.valueOf(vector.text("flaw"))));
    }

    static List<Case> invalidCommands() {
        return VectorFile.cases("vectors/ts-102.225/clause-5.1/invalid/commands.txt");
    }

    @ParameterizedTest(name = "TS 102 225 clause 5.2: {0}")
    @MethodSource
    void responses(Case vector) {
        var codec = new PacketCodec(keys(vector));
        var command = command(vector);
        var response =
                new ResponsePacket(
                        command.tar(),
                        command.counter(),
                        Status.ofCode(vector.hex("status")).orElseThrow(),
                        vector.bytes("data"));
        assertThat(codec.read(vector.bytes("packet"), command))
                .isEqualTo(new ResponseRead.Whole(response));
        assertThat(codec.write(response, command.spi())).isEqualTo(vector.bytes("packet"));
    }

    static List<Case> responses() {
        return VectorFile.cases("vectors/ts-102.225/clause-5.2/responses.txt");
    }

    @ParameterizedTest(name = "TS 102 225 clause 5.2, invalid: {0}")
    @MethodSource
    void invalidResponses(Case vector) {
        var command =
                new CommandPacket(
                        Spi.of(vector.hex("spi")),
                        new Tar(vector.hex("tar")),
                        Counter.ZERO,
                        new byte[0]);
        assertThat(new PacketCodec(keys(vector)).read(vector.bytes("packet"), command))
                .isEqualTo(new ResponseRead.Malformed(Flaw.valueOf(vector.text("flaw"))));
    }

    static List<Case> invalidResponses() {
        return VectorFile.cases("vectors/ts-102.225/clause-5.2/invalid/responses.txt");
    }

    private static KeySet keys(Case vector) {
        var algorithm = Algorithm.valueOf(vector.text("algorithm"));
        return new KeySet(
                vector.number("version"),
                new Key(algorithm, Secret.of(vector.bytes("kic"))),
                new Key(algorithm, Secret.of(vector.bytes("kid"))));
    }

    private static CommandPacket command(Case vector) {
        return new CommandPacket(
                Spi.of(vector.hex("spi")),
                new Tar(vector.hex("tar")),
                new Counter(vector.number("counter")),
                vector.bytes("data"));
    }
}
