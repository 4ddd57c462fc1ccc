// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veritac.card.Secret;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

final class ReceivingEntityTest {
    private static final KeySet KEYS = keys(1, 7);
    private static final KeySet OTHER_KEYS = keys(2, 9);
    private static final Counter LAST = new Counter(10);
    private static final byte[] DATA = {(byte) 0xC3, 0};
    private final PacketCodec sender = new PacketCodec(KEYS);
    private final ReceivingEntity card =
            new ReceivingEntity(List.of(KEYS, OTHER_KEYS), SecurityLevel.FULL, Set.of(Tar.VERITAC));

    private static KeySet keys(int version, int octet) {
        byte[] octets = new byte[16];
        Arrays.fill(octets, (byte) octet);
        return new KeySet(version, Key.aes(Secret.of(octets)), Key.aes(Secret.of(octets)));
    }

    private static CommandPacket command(int spi, long counter) {
        return new CommandPacket(Spi.of(spi), Tar.VERITAC, new Counter(counter), DATA);
    }

    private Reception receive(CommandPacket command) {
        return card.receive(sender.write(command), LAST);
    }

    @Test
    void acceptsAPacketOfFullSecurityAndSaysWhichCounterToKeep() {
        CommandPacket command = command(0x1639, 11);
        assertThat(receive(command)).isEqualTo(new Reception.Accepted(command, 1, new Counter(11)));
    }

    @Test
    void findsTheKeySetThatAPacketNames() {
        CommandPacket command = command(0x1639, 11);
        byte[] packet = new PacketCodec(OTHER_KEYS).write(command);
        assertThat(ReceivingEntity.keyVersion(packet)).contains(2);
        assertThat(card.receive(packet, LAST))
                .isEqualTo(new Reception.Accepted(command, 2, new Counter(11)));
    }

    @ParameterizedTest(name = "SPI {0}, counter {1} after 10: {2}")
    @CsvSource({
        "1639, 10, COUNTER_LOW",
        "1639, 9, COUNTER_LOW",
        "1E39, 10, COUNTER_LOW",
        "1E39, 12, COUNTER_HIGH",
        "0639, 11, INSUFFICIENT_SECURITY_LEVEL",
        "0E39, 11, INSUFFICIENT_SECURITY_LEVEL",
        "1239, 11, INSUFFICIENT_SECURITY_LEVEL"
    })
    void refusesWithAStatusWhatIsAuthenticButNotGoodEnough(
            String spi, long counter, Status status) {
        CommandPacket command = command(Integer.parseInt(spi, 16), counter);
        var refused = new Reception.Refused(command, 1, status);
        assertThat(receive(command)).isEqualTo(refused);
        assertThat(sender.read(card.answer(refused).orElseThrow(), command))
                .isEqualTo(
                        new ResponseRead.Whole(
                                new ResponsePacket(
                                        Tar.VERITAC, command.counter(), status, new byte[0])));
    }

    @Test
    void takesTheNextCounterWhereExactlyTheNextIsAsked() {
        assertThat(receive(command(0x1E39, 11))).isInstanceOf(Reception.Accepted.class);
    }

    @Test
    void isBlockedForGoodAfterTheLastCounter() {
        CommandPacket last = command(0x1639, Counter.MAX.value());
        assertThat(receive(last)).isEqualTo(new Reception.Accepted(last, 1, Counter.MAX));
        assertThat(card.receive(sender.write(last), Counter.MAX))
                .isEqualTo(new Reception.Refused(last, 1, Status.COUNTER_BLOCKED));
        assertThatThrownBy(Counter.MAX::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsOnlyAnAuthenticSenderThatAnApplicationIsUnknown() {
        var strange = new CommandPacket(Spi.of(0x1639), new Tar(1), new Counter(11), DATA);
        byte[] packet = sender.write(strange);
        assertThat(card.receive(packet, LAST))
                .isEqualTo(new Reception.Refused(strange, 1, Status.TAR_UNKNOWN));
        packet[packet.length - 1]++;
        assertThat(card.receive(packet, LAST)).isEqualTo(new Reception.Ignored(Flaw.CHECKSUM));
    }

    @ParameterizedTest(name = "SPI {0}")
    @CsvSource({"0039", "1039", "1439", "0439"})
    void neverAnswersAPacketWithoutAChecksum(String spi) {
        assertThat(receive(command(Integer.parseInt(spi, 16), 11)))
                .isEqualTo(new Reception.Ignored(Flaw.SECURITY_PARAMETERS));
    }

    @Test
    void neverAnswersAKeySetItDoesNotHave() {
        byte[] packet = new PacketCodec(keys(3, 7)).write(command(0x1639, 11));
        assertThat(card.receive(packet, LAST)).isEqualTo(new Reception.Ignored(Flaw.KEYS));
    }

    @Test
    void neverTakesAChecksumOfOneKeySetAndCiphersOfAnother() {
        byte[] packet = sender.write(command(0x1639, 11));
        packet[5] = 0x22;
        assertThat(card.receive(packet, LAST)).isEqualTo(new Reception.Ignored(Flaw.KEYS));
    }

    @Test
    void believesStrangersOnlyWhereThatWasAskedFor() {
        var open =
                new ReceivingEntity(
                        List.of(KEYS),
                        new SecurityLevel(false, false, CounterRule.NONE),
                        Set.of(Tar.VERITAC));
        CommandPacket command = command(0x0001, 0);
        assertThat(open.receive(sender.write(command), LAST))
                .isEqualTo(new Reception.Accepted(command, 1, LAST));
        var strange = new CommandPacket(Spi.of(0x0001), new Tar(1), Counter.ZERO, DATA);
        assertThat(open.receive(sender.write(strange), LAST))
                .isEqualTo(new Reception.Ignored(Flaw.SECURITY_PARAMETERS));
    }

    @Test
    void answersWithDataOnlyWhenAllIsWell() {
        CommandPacket command = command(0x1639, 11);
        var accepted = (Reception.Accepted) receive(command);
        byte[] proof = card.answer(accepted, Status.OK, DATA).orElseThrow();
        assertThat(sender.read(proof, command))
                .isEqualTo(
                        new ResponseRead.Whole(
                                new ResponsePacket(Tar.VERITAC, new Counter(11), Status.OK, DATA)));
        byte[] failed = card.answer(accepted, Status.INSUFFICIENT_MEMORY, DATA).orElseThrow();
        assertThat(sender.read(failed, command))
                .isEqualTo(
                        new ResponseRead.Whole(
                                new ResponsePacket(
                                        Tar.VERITAC,
                                        new Counter(11),
                                        Status.INSUFFICIENT_MEMORY,
                                        new byte[0])));
    }

    @Test
    void answersWhenAskedTo() {
        var silent = (Reception.Accepted) receive(command(0x1638, 11));
        assertThat(card.answer(silent, Status.OK, DATA)).isEmpty();
        assertThat(card.answer(silent, Status.MORE_TIME, DATA)).isEmpty();
        var onError = (Reception.Accepted) receive(command(0x163A, 11));
        assertThat(card.answer(onError, Status.OK, DATA)).isEmpty();
        assertThat(card.answer(onError, Status.MORE_TIME, DATA)).isPresent();
    }

    @Test
    void aResponseAnswersOneCommand() {
        CommandPacket command = command(0x1639, 11);
        var accepted = (Reception.Accepted) receive(command);
        byte[] proof = card.answer(accepted, Status.OK, DATA).orElseThrow();
        assertThat(sender.read(proof, command(0x1639, 12)))
                .isEqualTo(new ResponseRead.Malformed(Flaw.COMMAND));
        assertThat(new PacketCodec(OTHER_KEYS).read(proof, command))
                .isEqualTo(new ResponseRead.Malformed(Flaw.CHECKSUM));
    }

    @Test
    void hasOneKeySetOfAVersion() {
        assertThatThrownBy(() ->
                        new ReceivingEntity(
                                List.of(KEYS, keys(1, 3)), SecurityLevel.FULL, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
