// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import org.veritac.card.Secret;

import java.util.List;
import java.util.Set;

/// Whatever comes as a packet, it is read or has a flaw; what is read is written the same again.
class PacketFuzz {
    private static final KeySet KEYS =
            new KeySet(
                    1,
                    Key.aes(Secret.of(new byte[16])),
                    new Key(Algorithm.TRIPLE_DES_TWO_KEYS, Secret.of(new byte[16])));

    @FuzzTest(maxDuration = "1m")
    void readsAnyPacket(FuzzedDataProvider input) {
        var codec = new PacketCodec(KEYS);
        int asked = input.consumeInt(0, 0xFFFF);
        byte[] packet = input.consumeRemainingAsBytes();

        if (codec.read(packet) instanceof CommandRead.Whole(CommandPacket command)) {
            assertThat(codec.read(codec.write(command))).isEqualTo(new CommandRead.Whole(command));
        }
        assertThat(
                        new ReceivingEntity(List.of(KEYS), SecurityLevel.FULL, Set.of(Tar.VERITAC))
                                .receive(packet, Counter.ZERO))
                .isNotNull();
        Spi.ifValid(asked)
                .ifPresent(spi ->
                        codec.read(
                                packet,
                                new CommandPacket(spi, Tar.VERITAC, Counter.ZERO, new byte[0])));
    }
}
