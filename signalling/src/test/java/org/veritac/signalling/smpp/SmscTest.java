// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/// Our client and our SMSC over real sockets.
class SmscTest {
    private static final byte[] PACKET = HexFormat.of().parseHex("027000001d15");
    private static final String GATEWAY_NAME = "gateway";

    private final Letterbox letterbox = new Letterbox();

    @Test
    void aSubmittedMessageGoesOverTheAirAndIsReceipted() throws Exception {
        try (var bench = new Bench(Bench.QUICK);
                var client = bench.client(GATEWAY_NAME, "secret", letterbox)) {
            var outcome = client.submit(Bench.toSubscriber(PACKET), Bench.DAY).get();

            assertThat(outcome).isInstanceOf(Submission.Accepted.class);
            // 44: a header, no more messages; 0A 91: an international number of 12 digits;
            // 4 March 2026, 05:06:07, UTC
            assertThat(bench.fromAir())
                    .isEqualTo(
                            HexFormat.of()
                                    .parseHex(
                                            "4404b024247ff662304050607000"
                                                    + "06"
                                                    + "027000001d15"));
            String id = ((Submission.Accepted) outcome).messageId();
            assertThat(letterbox.receipt()).isEqualTo(new Receipt(id, MessageState.DELIVERED));
            Bench.until(() -> bench.smsc.counts().stored() == 0);
        }
    }

    @Test
    void whatAHandsetSendsReachesTheAccountOfTheNumber() throws Exception {
        try (var bench = new Bench(Bench.QUICK);
                var client = bench.client(GATEWAY_NAME, "secret", letterbox)) {
            var taken = bench.smsc.submit(Bench.SUBSCRIBER, Bench.submitTpdu(Bench.CODE, PACKET));

            assertThat(taken).isInstanceOf(Taken.Accepted.class);
            ShortMessage message = letterbox.message();
            assertThat(message.source()).isEqualTo(Bench.SUBSCRIBER);
            assertThat(message.destination().digits()).isEqualTo(Bench.CODE);
            assertThat(message.format()).isEqualTo(Bench.FOR_CARD);
            assertThat(message.userData()).isEqualTo(PACKET);
            Bench.until(() -> client.counts().taken() == 1);
        }
    }

    @Test
    void onePeerReachesAnother() throws Exception {
        try (var bench = new Bench(Bench.QUICK);
                var from = bench.client(GATEWAY_NAME, "secret", new Letterbox());
                var to = bench.client("other", "secret2", letterbox)) {
            var message =
                    new ShortMessage(
                            Bench.GATEWAY,
                            Address.shortCode(Bench.OTHER_CODE),
                            new ShortMessage.Format(false, 0, 0),
                            "text".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            assertThat(from.submit(message, Bench.DAY).get())
                    .isInstanceOf(Submission.Accepted.class);
            assertThat(letterbox.message()).isEqualTo(message);
            Bench.until(() -> to.counts().bound());
        }
    }

    @Test
    void anAbsentSubscriberIsTriedAgain() throws Exception {
        try (var bench = new Bench(Bench.QUICK);
                var client = bench.client(GATEWAY_NAME, "secret", letterbox)) {
            bench.answers.put(Bench.SUBSCRIBER.digits(), Radio.Delivery.ABSENT);
            client.submit(Bench.toSubscriber(PACKET), Bench.DAY).get();
            client.submit(Bench.toSubscriber(new byte[] {1}), Bench.DAY).get();
            bench.answers.clear();
            bench.smsc.alert(Bench.SUBSCRIBER);

            assertThat(bench.fromAir()).endsWith(PACKET);
            assertThat(bench.fromAir()).endsWith(new byte[] {1, 1});
        }
    }

    @Test
    void aRefusedMessageIsReceiptedAsUndeliverable() throws Exception {
        try (var bench = new Bench(Bench.QUICK);
                var client = bench.client(GATEWAY_NAME, "secret", letterbox)) {
            bench.answers.put(Bench.SUBSCRIBER.digits(), Radio.Delivery.REFUSED);
            client.submit(Bench.toSubscriber(PACKET), Bench.DAY).get();

            assertThat(letterbox.receipt().state()).isEqualTo(MessageState.UNDELIVERABLE);
        }
    }

    @Test
    void aMessageWhoseTimeIsOverIsReceiptedAsExpired() throws Exception {
        try (var bench = new Bench(Bench.QUICK);
                var client = bench.client(GATEWAY_NAME, "secret", letterbox)) {
            client.submit(Bench.toSubscriber(PACKET), Duration.ZERO).get();

            assertThat(letterbox.receipt().state()).isEqualTo(MessageState.EXPIRED);
            assertThat(bench.air).isEmpty();
        }
    }

    @Test
    void aFullStoreRefusesAndKeepsWhatItHas() throws Exception {
        try (var bench = new Bench(Bench.QUICK.withStored(3, 2))) {
            bench.answers.put(Bench.SUBSCRIBER.digits(), Radio.Delivery.ABSENT);
            byte[] tpdu = Bench.submitTpdu(Bench.SUBSCRIBER.digits(), PACKET);
            byte[] other = Bench.submitTpdu(Bench.CODE, PACKET);

            assertThat(bench.smsc.submit(Bench.GATEWAY, tpdu)).isInstanceOf(Taken.Accepted.class);
            assertThat(bench.smsc.submit(Bench.GATEWAY, tpdu)).isInstanceOf(Taken.Accepted.class);
            assertThat(bench.smsc.submit(Bench.GATEWAY, tpdu))
                    .isEqualTo(new Taken.Refused(Refusal.FULL));
            assertThat(bench.smsc.submit(Bench.GATEWAY, other)).isInstanceOf(Taken.Accepted.class);
            assertThat(bench.smsc.submit(Bench.GATEWAY, other))
                    .isEqualTo(new Taken.Refused(Refusal.FULL));
            assertThat(bench.smsc.counts().stored()).isEqualTo(3);

            bench.answers.clear();
            bench.smsc.alert(Bench.SUBSCRIBER);
            assertThat(bench.fromAir()).endsWith(PACKET);
            assertThat(bench.fromAir()).endsWith(PACKET);
        }
    }

    @Test
    void aFullStoreIsSaidToThePeerWhoOffersAgain() throws Exception {
        try (var bench = new Bench(Bench.QUICK.withStored(1, 1));
                var client = bench.client(GATEWAY_NAME, "secret", letterbox)) {
            bench.answers.put(Bench.SUBSCRIBER.digits(), Radio.Delivery.ABSENT);
            client.submit(Bench.toSubscriber(PACKET), Bench.DAY).get();

            assertThat(client.submit(Bench.toSubscriber(PACKET), Bench.DAY).get())
                    .isEqualTo(new Submission.Refused(0x14));
            assertThat(bench.smsc.counts().refused()).isEqualTo(Client.ATTEMPTS_MAX);
        }
    }

    @Test
    void anInboxThatIsFullGetsTheMessageLater() throws Exception {
        try (var bench = new Bench(Bench.QUICK);
                var client = bench.client(GATEWAY_NAME, "secret", letterbox)) {
            letterbox.full.set(true);
            bench.smsc.submit(Bench.SUBSCRIBER, Bench.submitTpdu(Bench.CODE, PACKET));
            Bench.until(() -> client.counts().refused() > 0);
            letterbox.full.set(false);

            assertThat(letterbox.message().userData()).isEqualTo(PACKET);
        }
    }

    @Test
    void messagesForAPeerThatIsAwayWaitForIt() throws Exception {
        try (var bench = new Bench(Bench.QUICK.withRetry(Bench.DAY, Bench.DAY))) {
            bench.smsc.submit(Bench.SUBSCRIBER, Bench.submitTpdu(Bench.CODE, PACKET));
            try (var client = bench.client(GATEWAY_NAME, "secret", letterbox)) {
                assertThat(letterbox.message().userData()).isEqualTo(PACKET);
                Bench.until(() -> client.counts().binds() == 1);
            }
        }
    }

    @Test
    void wrongNamesAndPasswordsAreNotBound() throws Exception {
        try (var bench = new Bench(Bench.QUICK);
                var wrong = bench.client(GATEWAY_NAME, "secret2", letterbox);
                var unknown = bench.client("nobody", "secret", letterbox)) {
            Bench.until(() -> bench.smsc.counts().bindsRefused() >= 4);

            assertThat(wrong.counts().binds()).isZero();
            assertThat(unknown.counts().binds()).isZero();
            assertThat(bench.smsc.counts().sessions()).isZero();
        }
    }

    @Test
    void oneConnectionTooManyIsClosedAtOnce() throws Exception {
        try (var bench = new Bench(Bench.QUICK.withSessions(1));
                var client = bench.client(GATEWAY_NAME, "secret", letterbox)) {
            client.submit(Bench.toSubscriber(PACKET), Bench.DAY).get();
            try (var socket = new Socket(bench.address.getAddress(), bench.address.getPort())) {
                assertThat(socket.getInputStream().read()).isNegative();
            }

            assertThat(bench.smsc.counts().turnedAway()).isEqualTo(1);
            assertThat(bench.smsc.counts().sessions()).isEqualTo(1);
        }
    }

    @Test
    void whoDoesNotBindInTimeIsLeft() throws Exception {
        try (var bench = new Bench(Bench.QUICK.withBind(Duration.ofMillis(100)));
                var socket = new Socket(bench.address.getAddress(), bench.address.getPort())) {
            socket.setSoTimeout(10_000);

            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void aLengthThatNoPduHasEndsTheConnection() throws Exception {
        try (var bench = new Bench(Bench.QUICK)) {
            for (String length : new String[] {"7fffffff", "ffffffff", "0000000f", "00001001"}) {
                try (var socket = new Socket(bench.address.getAddress(), bench.address.getPort())) {
                    socket.setSoTimeout(10_000);
                    socket.getOutputStream()
                            .write(HexFormat.of().parseHex(length + "000000090000000000000001"));
                    assertThat(readToEnd(socket)).as(length).isTrue();
                }
            }
            try (var client = bench.client(GATEWAY_NAME, "secret", letterbox)) {
                assertThat(client.submit(Bench.toSubscriber(PACKET), Bench.DAY).get())
                        .isInstanceOf(Submission.Accepted.class);
            }
        }
    }

    private static boolean readToEnd(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes().length < 100;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // Reset, because octets of ours were not read.
            return true;
        }
    }

    @Test
    void septetsAreNotForHandsetsHere() throws Exception {
        try (var bench = new Bench(Bench.QUICK);
                var client = bench.client(GATEWAY_NAME, "secret", letterbox)) {
            var text =
                    new ShortMessage(
                            Bench.GATEWAY,
                            Bench.SUBSCRIBER,
                            new ShortMessage.Format(false, 0, 0),
                            PACKET);

            assertThat(client.submit(text, Bench.DAY).get())
                    .isEqualTo(new Submission.Refused(0x45));
            assertThat(bench.air.poll(1, TimeUnit.MILLISECONDS)).isNull();
        }
    }
}
