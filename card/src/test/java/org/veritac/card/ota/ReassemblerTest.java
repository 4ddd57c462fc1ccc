// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.veritac.identity.trial.SettableClock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class ReassemblerTest {
    private static final SmsAddress GATEWAY = SmsAddress.unknown("4711");
    private static final int PACKETS_MAX = 6;
    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final Reassembler reassembler =
            new Reassembler(clock, Duration.ofMinutes(5), PACKETS_MAX);

    private static byte[] packet(int bytes) {
        return new Seeded(bytes).octets(bytes);
    }

    private static List<SmsContent> parts(int bytes, int reference) {
        return Concatenation.split(
                PacketKind.COMMAND, packet(bytes), Concatenation.Reference.narrow(reference));
    }

    @Test
    void aShortPacketIsCompleteAtOnce() {
        List<SmsContent> parts = parts(137, 1);
        assertThat(parts).hasSize(1);
        assertThat(reassembler.accept(GATEWAY, parts.getFirst()))
                .isEqualTo(new Reassembly.Complete(PacketKind.COMMAND, packet(137)));
    }

    @Test
    void oneByteMoreTakesTwoMessages() {
        List<SmsContent> parts = parts(138, 1);
        assertThat(parts).hasSize(2);
        assertThat(reassembler.accept(GATEWAY, parts.get(0))).isEqualTo(new Reassembly.Waiting(1));
        assertThat(reassembler.accept(GATEWAY, parts.get(1)))
                .isEqualTo(new Reassembly.Complete(PacketKind.COMMAND, packet(138)));
        assertThat(reassembler.underWay()).isZero();
    }

    @Test
    void theOrderOfPartsAndTheirRepetitionDoNotMatter() {
        byte[] packet = packet(500);
        List<SmsContent> parts =
                Concatenation.split(
                        PacketKind.RESPONSE, packet, Concatenation.Reference.wide(0xABCD));
        assertThat(parts).hasSize(4);
        reassembler.accept(GATEWAY, parts.get(3));
        reassembler.accept(GATEWAY, parts.get(1));
        assertThat(reassembler.accept(GATEWAY, parts.get(1))).isEqualTo(new Reassembly.Waiting(2));
        reassembler.accept(GATEWAY, parts.get(2));
        assertThat(reassembler.accept(GATEWAY, parts.get(0)))
                .isEqualTo(new Reassembly.Complete(PacketKind.RESPONSE, packet));
    }

    @Test
    void sendersAndReferencesAreKeptApart() {
        reassembler.accept(GATEWAY, parts(138, 1).get(0));
        reassembler.accept(GATEWAY, parts(200, 2).get(0));
        var other = SmsAddress.unknown("4712");
        assertThat(reassembler.accept(other, parts(138, 1).get(1)))
                .isEqualTo(new Reassembly.Waiting(1));
        assertThat(reassembler.accept(GATEWAY, parts(200, 2).get(1)))
                .isEqualTo(new Reassembly.Complete(PacketKind.COMMAND, packet(200)));
        assertThat(reassembler.accept(GATEWAY, parts(138, 1).get(1)))
                .isEqualTo(new Reassembly.Complete(PacketKind.COMMAND, packet(138)));
    }

    @Test
    void aReferenceThatIsUsedAgainBeginsAnotherPacket() {
        reassembler.accept(GATEWAY, parts(138, 1).get(0));
        reassembler.accept(GATEWAY, parts(200, 1).get(0));
        assertThat(reassembler.accept(GATEWAY, parts(200, 1).get(1)))
                .isEqualTo(new Reassembly.Complete(PacketKind.COMMAND, packet(200)));
    }

    @Test
    void partsAreForgottenWithTime() {
        reassembler.accept(GATEWAY, parts(138, 1).get(0));
        clock.pass(Duration.ofMinutes(5));
        assertThat(reassembler.accept(GATEWAY, parts(138, 1).get(1)))
                .isEqualTo(new Reassembly.Complete(PacketKind.COMMAND, packet(138)));

        reassembler.accept(GATEWAY, parts(138, 1).get(0));
        clock.pass(Duration.ofMinutes(5).plusMillis(1));
        assertThat(reassembler.accept(GATEWAY, parts(138, 1).get(1)))
                .isEqualTo(new Reassembly.Waiting(1));
        assertThat(reassembler.underWay()).isEqualTo(1);
    }

    @Test
    void keepsSoManyPacketsOfOneSender() {
        for (int reference = 0; reference < Reassembler.PACKETS_OF_SENDER_MAX; reference++) {
            reassembler.accept(GATEWAY, parts(138, reference).get(0));
        }
        assertThat(reassembler.underWay()).isEqualTo(Reassembler.PACKETS_OF_SENDER_MAX);
        reassembler.accept(GATEWAY, parts(138, 99).get(0));
        assertThat(reassembler.underWay()).isEqualTo(Reassembler.PACKETS_OF_SENDER_MAX);
        assertThat(reassembler.accept(GATEWAY, parts(138, 1).get(1)))
                .isInstanceOf(Reassembly.Complete.class);
        assertThat(reassembler.accept(GATEWAY, parts(138, 0).get(1)))
                .as("the oldest made room")
                .isEqualTo(new Reassembly.Waiting(1));
    }

    @Test
    void keepsSoManyPacketsInAll() {
        for (int sender = 0; sender < PACKETS_MAX; sender++) {
            reassembler.accept(SmsAddress.unknown("100" + sender), parts(138, 1).get(0));
        }
        assertThat(reassembler.underWay()).isEqualTo(PACKETS_MAX);
        reassembler.accept(GATEWAY, parts(138, 1).get(0));
        assertThat(reassembler.underWay()).isEqualTo(PACKETS_MAX);
        assertThat(reassembler.accept(GATEWAY, parts(138, 1).get(1)))
                .isInstanceOf(Reassembly.Complete.class);
        assertThatThrownBy(() -> new Reassembler(clock, Duration.ZERO, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPacketHasSoManyParts() {
        int most = 132 + 134 * (Concatenation.PARTS_MAX - 1);
        List<SmsContent> parts = parts(most, 7);
        assertThat(parts).hasSize(Concatenation.PARTS_MAX);
        parts.subList(1, parts.size()).forEach(part -> reassembler.accept(GATEWAY, part));
        assertThat(reassembler.accept(GATEWAY, parts.getFirst()))
                .isEqualTo(new Reassembly.Complete(PacketKind.COMMAND, packet(most)));
        assertThatThrownBy(() -> parts(most + 1, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThat(reassembler.accept(GATEWAY, part(0x00, 1, Concatenation.PARTS_MAX + 1, 1)))
                .isEqualTo(new Reassembly.Foreign());
    }

    @Test
    void otherMessagesAreForeign() {
        var plain = new SmsContent(List.of(), new byte[3]);
        assertThat(reassembler.accept(GATEWAY, plain)).isEqualTo(new Reassembly.Foreign());
        assertThat(reassembler.accept(GATEWAY, part(0x00, 1, 2, 3)))
                .isEqualTo(new Reassembly.Foreign());
        assertThat(reassembler.accept(GATEWAY, part(0x00, 1, 2, 0)))
                .isEqualTo(new Reassembly.Foreign());
        assertThat(reassembler.accept(GATEWAY, part(0x08, 1, 2, 1)))
                .as("a wide reference has one octet more")
                .isEqualTo(new Reassembly.Foreign());
        reassembler.accept(GATEWAY, part(0x00, 1, 2, 1));
        assertThat(reassembler.accept(GATEWAY, part(0x00, 1, 2, 2)))
                .as("whole, but nobody said that it was a packet")
                .isEqualTo(new Reassembly.Foreign());
    }

    private static SmsContent part(int id, int... place) {
        byte[] octets = new byte[place.length];
        for (int i = 0; i < place.length; i++) {
            octets[i] = (byte) place[i];
        }
        return new SmsContent(List.of(new InformationElement(id, octets)), new byte[1]);
    }
}
