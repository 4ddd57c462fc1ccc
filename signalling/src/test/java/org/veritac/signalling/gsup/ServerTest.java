// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.veritac.register.Decider;
import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The interface over sockets.
class ServerTest {
    private static final String QUESTION = "fe0401080107010201030104010501010100";
    private static final String NAME = "fe 05 0007 01 6d73632d3100";
    private static final String CHECK = "ee 05 30 01 08 00010121436587f9 50 08 07 53239011223344";
    private static final String ACK = "ee0532010800010121436587f9510100";

    /// Small, so that answers that nobody reads pile up at the sender soon.
    private static final int RECEIVE_BYTES = 4096;

    private final List<AutoCloseable> open = new ArrayList<>();

    private Server server(Decider decider, Limits limits) {
        var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = new Server(decider, asker -> "", free, limits);
        open.add(server);
        return server;
    }

    private static Decision white() {
        return new Decision(Verdict.WHITE, Reason.NONE, null, 0, 0);
    }

    private Socket connect(InetSocketAddress address) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.connect(address);
        socket.setSoTimeout(10_000);
        open.addFirst(socket);
        return socket;
    }

    private static void send(Socket socket, String... frames) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (String frame : frames) {
            bytes.writeBytes(Vector.frame(frame).write());
        }
        socket.getOutputStream().write(bytes.toByteArray());
    }

    private static String receive(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        int length = in.readUnsignedShort();
        int stream = in.readUnsignedByte();
        return Vector.text(new Frame(stream, in.readNBytes(length)));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var each : open) {
            each.close();
        }
    }

    @Test
    void asksWhoItIsAndAnswers() throws IOException {
        var socket = connect(server(check -> white(), Limits.DEFAULT).start());

        assertThat(receive(socket)).isEqualTo(QUESTION);
        send(socket, NAME);
        assertThat(receive(socket)).isEqualTo("fe06");
        send(socket, "fe 06", "fe 00", CHECK);
        assertThat(receive(socket)).isEqualTo("fe01");
        assertThat(receive(socket)).isEqualTo(ACK);
    }

    @Test
    void readsFramesByteByByteAndManyAtOnce() throws IOException {
        var socket = connect(server(check -> white(), Limits.DEFAULT).start());
        receive(socket);

        for (byte each : Vector.frame(CHECK).write()) {
            socket.getOutputStream().write(each);
            socket.getOutputStream().flush();
        }
        assertThat(receive(socket)).isEqualTo(ACK);

        var many = new String[1000];
        Arrays.fill(many, CHECK);
        send(socket, many);
        for (int i = 0; i < many.length; i++) {
            assertThat(receive(socket)).isEqualTo(ACK);
        }
    }

    @Test
    void leavesAPeerWhoseFramesAreTooLong() throws IOException {
        var socket = connect(server(check -> white(), Limits.DEFAULT).start());
        receive(socket);

        socket.getOutputStream().write(new Frame(0xEE, new byte[1024]).write());
        send(socket, "fe 00");
        assertThat(receive(socket)).isEqualTo("fe01");
        socket.getOutputStream().write(new byte[] {0x04, 0x01, (byte) 0xEE});

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void acceptsConnectionsUpToTheirBound() throws IOException {
        var server = server(check -> white(), Limits.DEFAULT.withConnections(2));
        var address = server.start();
        receive(connect(address));
        var second = connect(address);
        receive(second);

        assertThat(connect(address).getInputStream().read()).isEqualTo(-1);
        assertThat(server.counts().turnedAway()).isEqualTo(1);

        second.close();
        await(() -> server.counts().connections() == 1);
        assertThat(receive(connect(address))).isEqualTo(QUESTION);
    }

    @Test
    void leavesAPeerThatDoesNotSayWhoItIs() throws IOException {
        var limits = Limits.DEFAULT.withIdentify(Duration.ofMillis(300));
        var address = server(check -> white(), limits).start();
        var silent = connect(address);
        var pinging = connect(address);
        var named = connect(address);
        receive(silent);
        receive(pinging);
        receive(named);
        send(named, NAME);
        assertThat(receive(named)).isEqualTo("fe06");
        send(pinging, "fe 00");
        assertThat(receive(pinging)).isEqualTo("fe01");

        assertThat(silent.getInputStream().read()).isEqualTo(-1);
        assertThat(pinging.getInputStream().read()).isEqualTo(-1);
        send(named, CHECK);
        assertThat(receive(named)).isEqualTo(ACK);
    }

    @Test
    void leavesAPeerThatIsIdle() throws IOException {
        var limits = Limits.DEFAULT.withIdle(Duration.ofMillis(300));
        var socket = connect(server(check -> white(), limits).start());
        receive(socket);
        send(socket, NAME);
        assertThat(receive(socket)).isEqualTo("fe06");

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void leavesAPeerThatDoesNotReadItsAnswers() throws IOException {
        var server = server(check -> white(), Limits.DEFAULT.withWrite(Duration.ofMillis(300)));
        var socket = connect(server.start());
        receive(socket);
        send(socket, NAME);
        var many = new String[1000];
        Arrays.fill(many, CHECK);

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 1000; i++) {
                                send(socket, many);
                            }
                        })
                .isInstanceOf(IOException.class);
        await(() -> server.counts().connections() == 0);
    }

    @Test
    void answersWhatIsUnderWayBeforeItCloses() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var server =
                server(
                        check -> {
                            asked.countDown();
                            await(() -> answer.getCount() == 0);
                            return white();
                        },
                        Limits.DEFAULT);
        var address = server.start();
        var socket = connect(address);
        receive(socket);
        send(socket, CHECK);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        var closing = CompletableFuture.runAsync(() -> close(server));
        await(() -> isRefused(address));
        answer.countDown();

        assertThat(receive(socket)).isEqualTo(ACK);
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
        assertThat(closing).succeedsWithin(Duration.ofSeconds(10));
        assertThat(server.counts().connections()).isZero();
    }

    @Test
    void waitsForADrainNoLongerThanItsBound() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var server =
                server(
                        check -> {
                            asked.countDown();
                            await(() -> answer.getCount() == 0);
                            return white();
                        },
                        Limits.DEFAULT.withDrain(Duration.ofMillis(100)));
        var socket = connect(server.start());
        receive(socket);
        send(socket, CHECK);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(CompletableFuture.runAsync(() -> close(server)))
                .succeedsWithin(Duration.ofSeconds(5));
        assertThatThrownBy(() -> receive(socket)).isInstanceOf(IOException.class);
        answer.countDown();
    }

    @Test
    void saysWhyItCannotStart() throws IOException {
        var address = server(check -> white(), Limits.DEFAULT).start();
        var second = new Server(check -> white(), asker -> "", address, Limits.DEFAULT);

        assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
    }

    private static boolean isRefused(InetSocketAddress address) {
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    private static void close(Server server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
