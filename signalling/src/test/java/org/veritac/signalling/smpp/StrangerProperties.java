// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;

/// Peers that speak SMPP by hand, and badly.
class StrangerProperties {
    private static final int BIND_TRANSCEIVER = 9;
    private static final int SUBMIT_SM = 4;
    private static final int ROUNDS = 60;

    private final Letterbox letterbox = new Letterbox();

    private static byte[] pdu(int command, byte[] body) {
        return ByteBuffer.allocate(16 + body.length)
                .putInt(16 + body.length)
                .putInt(command)
                .putInt(0)
                .putInt(1)
                .put(body)
                .array();
    }

    /// system_id, password, system_type, interface_version, address range.
    private static byte[] bind() {
        return pdu(
                BIND_TRANSCEIVER,
                HexFormat.of()
                        .parseHex("6761746577617900" + "73656372657400" + "00" + "34" + "000000"));
    }

    /// service_type, source, destination, esm_class and so on, four octets of message.
    private static byte[] submit() {
        return pdu(
                SUBMIT_SM,
                HexFormat.of()
                        .parseHex(
                                "00"
                                        + "03003432343200"
                                        + "010134393137303132333435363700"
                                        + "407f0000000100f600"
                                        + "0402700001"));
    }

    private static byte[] answer(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        byte[] rest = new byte[in.readInt() - 4];
        in.readFully(rest);
        return rest;
    }

    private static Socket bound(Bench bench) throws IOException {
        var socket = new Socket(bench.address.getAddress(), bench.address.getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(bind());
        // bind_transceiver_resp, status 0
        assertThat(answer(socket)).startsWith(0x80, 0, 0, 9, 0, 0, 0, 0);
        return socket;
    }

    @Test
    void aSubmitByHandGoesOverTheAir() throws Exception {
        try (var bench = new Bench(Bench.QUICK);
                var socket = bound(bench)) {
            socket.getOutputStream().write(submit());

            assertThat(answer(socket)).startsWith(0x80, 0, 0, 4, 0, 0, 0, 0);
            assertThat(bench.fromAir()).endsWith(4, 2, 0x70, 0, 1);
        }
    }

    @Test
    void nothingAPeerSendsKeepsOthersFromTheirService() throws Exception {
        var random = new Random(34);
        try (var bench = new Bench(Bench.QUICK.withBind(Duration.ofMillis(500)))) {
            for (int round = 0; round < ROUNDS; round++) {
                boolean before = round % 4 == 0;
                try (var socket =
                        before
                                ? new Socket(bench.address.getAddress(), bench.address.getPort())
                                : bound(bench)) {
                    byte[] wrong = before ? bind() : submit();
                    for (int i = random.nextInt(1, 6); i > 0; i--) {
                        wrong[random.nextInt(before ? 4 : 16, wrong.length)] =
                                (byte) random.nextInt(256);
                    }
                    socket.getOutputStream().write(wrong);
                } catch (SocketException e) {
                    // It has been shown the door.
                }
            }
            try (var client = bench.client("gateway", "secret", letterbox)) {
                assertThat(client.submit(Bench.toSubscriber(new byte[] {7}), Bench.DAY).get())
                        .isInstanceOf(Submission.Accepted.class);
            }
            Bench.until(() -> bench.smsc.counts().sessions() == 0);
        }
    }

    @Test
    void aPeerThatNeverAnswersIsLeftAndItsMessageKept() throws Exception {
        var limits = Bench.QUICK.withResponse(Duration.ofMillis(100));
        try (var bench = new Bench(limits);
                var silent = bound(bench)) {
            bench.smsc.submit(Bench.SUBSCRIBER, Bench.submitTpdu(Bench.CODE, new byte[] {1, 2, 3}));
            // deliver_sm, and then the end
            assertThat(answer(silent)).startsWith(0, 0, 0, 5);
            Bench.until(() -> bench.smsc.counts().sessions() == 0);

            try (var client = bench.client("gateway", "secret", letterbox)) {
                assertThat(letterbox.message().userData()).containsExactly(1, 2, 3);
                assertThat(client.counts().refused()).isZero();
            }
        }
    }

    @Test
    void aPeerThatDoesNotReadIsLeft() throws Exception {
        var limits = Bench.QUICK.withResponse(Duration.ofMillis(300));
        try (var bench = new Bench(limits);
                var deaf = new Socket()) {
            deaf.setReceiveBufferSize(1024);
            deaf.connect(bench.address);
            deaf.getOutputStream().write(bind());
            Bench.until(() -> bench.smsc.counts().sessions() == 1);
            byte[] tpdu = Bench.submitTpdu(Bench.CODE, new byte[140]);
            for (int i = 0; i < 1_000; i++) {
                bench.smsc.submit(Bench.SUBSCRIBER, tpdu);
            }

            Bench.until(() -> bench.smsc.counts().sessions() == 0);
            assertThat(bench.smsc.counts().stored()).isEqualTo(1_000);
        }
    }
}
