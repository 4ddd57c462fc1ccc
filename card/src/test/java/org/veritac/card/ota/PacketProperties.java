// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;

/// What holds for every packet, key and algorithm.
final class PacketProperties {
    private static final int ROUNDS = 20;

    @ParameterizedTest
    @MethodSource("org.veritac.card.ota.Seeded#seeds")
    void whatIsWrittenIsRead(long seed) {
        var seeded = new Seeded(seed);
        var codec = new PacketCodec(seeded.keys());
        for (int i = 0; i < ROUNDS; i++) {
            CommandPacket command = seeded.command();
            assertThat(codec.read(codec.write(command))).isEqualTo(new CommandRead.Whole(command));
            ResponsePacket response = seeded.responseTo(command);
            assertThat(codec.read(codec.write(response, command.spi()), command))
                    .isEqualTo(new ResponseRead.Whole(response));
        }
    }

    @ParameterizedTest
    @MethodSource("org.veritac.card.ota.Seeded#seeds")
    void nothingThatWasChangedPassesAChecksum(long seed) {
        var seeded = new Seeded(seed);
        KeySet keys = seeded.keys();
        var codec = new PacketCodec(keys);
        for (int i = 0; i < ROUNDS; i++) {
            CommandPacket command =
                    new CommandPacket(
                            Spi.of(0x1639), Tar.VERITAC, seeded.counter(), seeded.octets(40));
            byte[] spoiled = seeded.spoiled(codec.write(command));
            assertThat(receiver(keys).receive(spoiled, Counter.ZERO))
                    .isNotInstanceOf(Reception.Accepted.class);
            byte[] response = codec.write(seeded.responseTo(command), command.spi());
            assertThat(codec.read(seeded.spoiled(response), command))
                    .isInstanceOf(ResponseRead.Malformed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("org.veritac.card.ota.Seeded#seeds")
    void readingAnythingNeverThrows(long seed) {
        var seeded = new Seeded(seed);
        KeySet keys = seeded.keys();
        var codec = new PacketCodec(keys);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] octets = seeded.octets(seeded.between(0, 60));
            assertThat(codec.read(octets)).isNotNull();
            assertThat(codec.read(octets, seeded.command())).isNotNull();
            assertThat(receiver(keys).receive(octets, Counter.ZERO))
                    .isInstanceOf(Reception.Ignored.class);
        }
    }

    @ParameterizedTest
    @MethodSource("org.veritac.card.ota.Seeded#seeds")
    void everyIndicatorIsTheSameOctetsAgain(long seed) {
        Spi spi = new Seeded(seed).spi();
        assertThat(Spi.of(spi.octets())).isEqualTo(spi);
    }

    private static ReceivingEntity receiver(KeySet keys) {
        return new ReceivingEntity(List.of(keys), SecurityLevel.FULL, Set.of(Tar.VERITAC));
    }
}
