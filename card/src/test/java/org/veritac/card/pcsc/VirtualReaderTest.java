// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.veritac.card.CardLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.trial.Seeded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@Timeout(20)
final class VirtualReaderTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /// The reader's side, in the place of vpcd.
    private final class Slot implements AutoCloseable {
        private final VirtualReader reader;
        private final Socket socket;
        private final Future<?> running;

        Slot(CardLink card) throws IOException {
            try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var address = (InetSocketAddress) server.getLocalSocketAddress();
                reader = VirtualReader.connect(address, card, SOON);
                socket = server.accept();
            }
            running =
                    threads.submit(() -> {
                        reader.run();
                        return null;
                    });
        }

        void say(byte... payload) throws IOException {
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(payload.length);
            out.write(payload);
            out.flush();
        }

        byte[] hear() throws IOException {
            var in = new DataInputStream(socket.getInputStream());
            byte[] payload = new byte[in.readUnsignedShort()];
            in.readFully(payload);
            return payload;
        }

        @Override
        public void close() throws IOException {
            reader.close();
            socket.close();
        }
    }

    @Test
    void powersAsksAndAnswers() throws Exception {
        var card = new EchoCard();
        try (var slot = new Slot(card)) {
            slot.say((byte) 0x04);
            assertThat(slot.hear()).isEqualTo(EchoCard.ATR);
            slot.say((byte) 0x01);
            slot.say((byte) 0x04);
            assertThat(slot.hear()).isEqualTo(EchoCard.ATR);
            slot.say(HexFormat.of().parseHex("00a40400021234ff"));
            assertThat(slot.hear()).containsExactly(0x12, 0x34, 0x90, 0);
            slot.say((byte) 0x02);
            slot.say((byte) 0x00);
            slot.say((byte) 0x04);
            assertThat(slot.hear()).isEqualTo(EchoCard.ATR);
            assertThat(card.resets()).isEqualTo(4);
        }
    }

    @Test
    void carriesResponsesUpToTheLengthThatTheProtocolHas() throws Exception {
        try (var slot = new Slot(new EchoCard())) {
            var read = CommandApdu.of(0, 0xB0, 0, 0);
            int most = VirtualReader.PAYLOAD_BYTES_MAX - 2;
            slot.say(read.expecting(most).bytes());
            assertThat(slot.hear()).hasSize(VirtualReader.PAYLOAD_BYTES_MAX);
            slot.say(read.expecting(most + 1).bytes());
            assertThat(slot.hear()).containsExactly(0x6F, 0);
        }
    }

    @Test
    void passesOnWhatIsNoCommand() throws Exception {
        try (var slot = new Slot(new EchoCard())) {
            slot.say();
            assertThat(slot.hear()).containsExactly(0x67, 0);
            slot.say(new Seeded(1).bytes(3));
            assertThat(slot.hear()).containsExactly(0x67, 0);
        }
    }

    @Test
    void endsQuietlyWhenTheReaderGoesAwayOrTheCardIsTakenOut() throws Exception {
        var gone = new Slot(new EchoCard());
        gone.socket.close();
        assertThat(gone.running.get()).isNull();
        var taken = new Slot(new EchoCard());
        taken.close();
        assertThat(taken.running.get()).isNull();
    }

    @Test
    void endsLoudlyOnAnUnknownRequestOrABrokenCard() throws Exception {
        try (var slot = new Slot(new EchoCard())) {
            slot.say((byte) 0x03);
            assertThatIOException().isThrownBy(() -> outcome(slot.running));
        }
        try (var slot = new Slot(new BrokenCard())) {
            slot.say((byte) 0x01);
            assertThatIOException().isThrownBy(() -> outcome(slot.running)).withMessage("gone");
        }
    }

    private static void outcome(Future<?> running) throws IOException, InterruptedException {
        try {
            running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new AssertionError(e);
        }
    }

    private static final class BrokenCard implements CardLink {
        @Override
        public byte[] reset() throws IOException {
            throw new IOException("gone");
        }

        @Override
        public byte[] transmit(byte[] command) throws IOException {
            throw new IOException("gone");
        }

        @Override
        public void close() {}
    }

    @Test
    void saysThatNothingListens() throws IOException {
        InetSocketAddress nobody;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) server.getLocalSocketAddress();
        }
        assertThatIOException()
                .isThrownBy(() -> VirtualReader.connect(nobody, new EchoCard(), SOON));
    }
}
