// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What holds for every short message and every packet in parts.
final class SmsProperties {
    private static final int ROUNDS = 20;

    @ParameterizedTest
    @MethodSource("org.veritac.card.ota.Seeded#seeds")
    void whatIsWrittenIsRead(long seed) {
        var seeded = new Seeded(seed);
        for (int i = 0; i < ROUNDS; i++) {
            SmsDeliver deliver = seeded.deliver();
            assertThat(SmsDeliver.read(deliver.write())).isEqualTo(new TpduRead.Whole<>(deliver));
            SmsSubmit submit = seeded.submit();
            assertThat(SmsSubmit.read(submit.write())).isEqualTo(new TpduRead.Whole<>(submit));
        }
    }

    @ParameterizedTest
    @MethodSource("org.veritac.card.ota.Seeded#seeds")
    void readingAnythingNeverThrows(long seed) {
        var seeded = new Seeded(seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] octets = seeded.octets(seeded.between(0, 40));
            assertThat(SmsDeliver.read(octets)).isNotNull();
            assertThat(SmsSubmit.read(octets)).isNotNull();
            byte[] spoiled = seeded.spoiled(seeded.deliver().write());
            if (SmsDeliver.read(spoiled)
                    instanceof TpduRead.Whole<SmsDeliver>(SmsDeliver message)) {
                assertThat(SmsDeliver.read(message.write()))
                        .isEqualTo(new TpduRead.Whole<>(message));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.veritac.card.ota.Seeded#seeds")
    void partsInAnyOrderAreThePacket(long seed) {
        var seeded = new Seeded(seed);
        var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        var reassembler = new Reassembler(clock, Duration.ofMinutes(1), 1);
        byte[] packet = seeded.octets(seeded.between(0, 2000));
        var reference =
                seed % 2 == 0
                        ? Concatenation.Reference.narrow(seeded.between(0, 255))
                        : Concatenation.Reference.wide(seeded.between(0, 65_535));
        List<SmsContent> parts =
                new ArrayList<>(Concatenation.split(PacketKind.COMMAND, packet, reference));
        Collections.shuffle(parts, new Random(seed));
        SmsAddress from = seeded.address();
        for (SmsContent part : parts.subList(1, parts.size())) {
            assertThat(reassembler.accept(from, part)).isInstanceOf(Reassembly.Waiting.class);
        }
        assertThat(reassembler.accept(from, parts.getFirst()))
                .isEqualTo(new Reassembly.Complete(PacketKind.COMMAND, packet));
    }
}
