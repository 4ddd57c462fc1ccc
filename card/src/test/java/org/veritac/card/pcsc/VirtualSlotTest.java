// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.trial.Seeded;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

@Timeout(20)
final class VirtualSlotTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofMillis(50);
    private static final int ATTEMPTS_MAX = 100;

    private final EchoCard card = new EchoCard();
    private final InetSocketAddress address;

    VirtualSlotTest() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
        }
    }

    /// What a card does, once the slot is there.
    @FunctionalInterface
    private interface Coming {
        void to(InetSocketAddress slot) throws IOException;
    }

    private VirtualSlot waiting(Coming coming) throws IOException {
        Thread.ofVirtual().start(() -> come(coming));
        return VirtualSlot.await(address, SOON);
    }

    private void come(Coming coming) {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            try {
                coming.to(address);
                return;
            } catch (IOException e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void insert(InetSocketAddress slot) throws IOException {
        try (var reader = VirtualReader.connect(slot, card, SOON)) {
            reader.run();
        }
    }

    @Test
    void carriesCommandsToTheCardThatCame() throws IOException {
        try (var slot = waiting(this::insert)) {
            assertThat(slot.reset()).isEqualTo(EchoCard.ATR);
            assertThat(card.resets()).isEqualTo(2);
            for (int length : new int[] {1, 255, 2000}) {
                byte[] data = new Seeded(length).bytes(length);
                var command = CommandApdu.of(0x80, 0xE2, 0, 0).with(data).expecting(length);
                assertThat(slot.transmit(command.bytes()))
                        .hasSize(length + 2)
                        .startsWith(data)
                        .endsWith(0x90, 0);
            }
        }
    }

    @Test
    void takesTheLargestCommandOfTheProtocolAndNoLarger() throws IOException {
        int most = VirtualReader.PAYLOAD_BYTES_MAX;
        try (var slot = waiting(this::insert)) {
            byte[] largest = new byte[most];
            assertThat(slot.transmit(largest)).hasSize(2);
            assertThatIOException().isThrownBy(() -> slot.transmit(new byte[most + 1]));
            assertThatIOException().isThrownBy(() -> slot.transmit(new byte[1]));
        }
    }

    @Test
    void waitsNoLongerThanItsPatience() throws IOException {
        assertThatIOException().isThrownBy(() -> VirtualSlot.await(address, AT_ONCE));
        try (var slot = waiting(this::insert)) {
            assertThat(slot.reset()).isEqualTo(EchoCard.ATR);
        }
    }

    @Test
    void waitsWhereNobodyElseDoes() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var there = (InetSocketAddress) taken.getLocalSocketAddress();
            assertThatIOException().isThrownBy(() -> VirtualSlot.await(there, AT_ONCE));
        }
    }

    @Test
    void tellsThatTheCardWasTakenAway() throws IOException {
        try (var slot = waiting(where -> new Socket(where.getAddress(), where.getPort()).close())) {
            assertThatIOException().isThrownBy(slot::reset);
        }
    }

    @Test
    void powersTheCardDownWhenItLetsItGo() throws Exception {
        var words = new byte[2][];
        var done = new CountDownLatch(1);
        var slot =
                waiting(where -> {
                    try (var socket = new Socket(where.getAddress(), where.getPort())) {
                        var in = new DataInputStream(socket.getInputStream());
                        for (int i = 0; i < words.length; i++) {
                            words[i] = in.readNBytes(in.readUnsignedShort());
                        }
                        done.countDown();
                    }
                });
        slot.close();
        done.await();
        assertThat(words[0]).containsExactly(1);
        assertThat(words[1]).containsExactly(0);
    }
}
