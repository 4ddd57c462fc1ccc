// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.card.Secret;

final class PacketCodecTest {
    private final Seeded seeded = new Seeded(1);

    @ParameterizedTest
    @EnumSource
    void takesAsMuchDataAsTheLengthCanSay(Algorithm algorithm) {
        var codec = new PacketCodec(new KeySet(1, seeded.key(algorithm), seeded.key(algorithm)));
        byte[] most = seeded.octets(PacketCodec.DATA_BYTES_MAX);
        var command = new CommandPacket(Spi.of(0x1639), Tar.VERITAC, Counter.ZERO, most);
        byte[] packet = codec.write(command);
        assertThat(packet.length).isLessThanOrEqualTo(PacketCodec.PACKET_BYTES_MAX);
        assertThat(codec.read(packet)).isEqualTo(new CommandRead.Whole(command));
        var response = new ResponsePacket(Tar.VERITAC, Counter.ZERO, Status.OK, most);
        assertThat(codec.read(codec.write(response, command.spi()), command))
                .isEqualTo(new ResponseRead.Whole(response));
    }

    @Test
    void refusesOneByteMore() {
        byte[] tooMuch = new byte[PacketCodec.DATA_BYTES_MAX + 1];
        assertThatThrownBy(() -> new CommandPacket(Spi.of(0), Tar.VERITAC, Counter.ZERO, tooMuch))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ResponsePacket(Tar.VERITAC, Counter.ZERO, Status.OK, tooMuch))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsLongerThanAnyPacket() {
        var codec = new PacketCodec(seeded.keys());
        byte[] tooLong = new byte[PacketCodec.PACKET_BYTES_MAX + 1];
        assertThat(codec.read(tooLong)).isEqualTo(new CommandRead.Malformed(Flaw.LENGTH));
        assertThat(codec.read(tooLong, seeded.command()))
                .isEqualTo(new ResponseRead.Malformed(Flaw.LENGTH));
    }

    @Test
    void leavesWhatItReadsAsItIs() {
        var codec = new PacketCodec(seeded.keys());
        byte[] packet = codec.write(seeded.command());
        byte[] before = packet.clone();
        codec.read(packet);
        assertThat(packet).isEqualTo(before);
    }

    @Test
    void shutKeysHaveNoTextAndAreWiped() {
        Key key = Key.aes(Secret.of(new byte[16]));
        assertThat(key.toString()).isEqualTo("AES key");
        key.close();
        assertThatThrownBy(key::expanded).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesKeysOfOtherLengths() {
        assertThatThrownBy(() -> Key.aes(Secret.of(new byte[15])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Key(Algorithm.TRIPLE_DES_TWO_KEYS, Secret.of(new byte[24])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Key(Algorithm.TRIPLE_DES_THREE_KEYS, Secret.of(new byte[16])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsTheAlgorithmsThatAreNotBroken() {
        assertThat(Algorithm.ofOctet(0x12)).contains(Algorithm.AES);
        assertThat(Algorithm.ofOctet(0x35)).contains(Algorithm.TRIPLE_DES_TWO_KEYS);
        assertThat(Algorithm.ofOctet(0xF9)).contains(Algorithm.TRIPLE_DES_THREE_KEYS);
        assertThat(Algorithm.ofOctet(0x11)).isEmpty();
        assertThat(Algorithm.ofOctet(0x1D)).isEmpty();
        assertThat(Algorithm.ofOctet(0x10)).isEmpty();
    }

    @Test
    void keySetsHaveVersions1To15() {
        Key key = seeded.key(Algorithm.AES);
        assertThat(new KeySet(15, key, key).version()).isEqualTo(15);
        assertThatThrownBy(() -> new KeySet(0, key, key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeySet(16, key, key))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countersHaveFiveOctets() {
        assertThat(new Counter(0x0102030405L).octets()).containsExactly(1, 2, 3, 4, 5);
        assertThat(Counter.of(new byte[] {-1, -1, -1, -1, -1})).isEqualTo(Counter.MAX);
        assertThatThrownBy(() -> new Counter(Counter.MAX.value() + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Counter.of(new byte[4]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Counter.ZERO.next()).isEqualTo(new Counter(1));
    }

    @Test
    void packetsShowNothingOfTheirData() {
        CommandPacket command = seeded.command();
        assertThat(command.toString()).matches("command \\d+ of \\d+ bytes");
        assertThat(seeded.responseTo(command).toString()).matches("response [A-Z_]+ to \\d+");
    }
}
