// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.veritac.identity.SemiOctets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import javax.net.SocketFactory;

/// An SMSC with a radio that tests look into, and clients for it, on real sockets.
final class Bench implements AutoCloseable {
    static final String CODE = "4242";
    static final String OTHER_CODE = "4343";
    static final Address GATEWAY = Address.shortCode(CODE);
    static final Address SUBSCRIBER = new Address("491701234567", 1, 1);
    static final ShortMessage.Format FOR_CARD = new ShortMessage.Format(true, 0x7F, 0xF6);
    static final Duration DAY = Duration.ofDays(1);
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    static final SmscSettings.Limits QUICK =
            SmscSettings.Limits.DEFAULT.withRetry(Duration.ofMillis(20), Duration.ofMillis(100));

    final BlockingQueue<byte[]> air = new LinkedBlockingQueue<>();
    final Map<String, Radio.Delivery> answers = new ConcurrentHashMap<>();
    final Smsc smsc;
    final InetSocketAddress address;

    Bench(SmscSettings.Limits limits) throws IOException {
        smsc =
                new Smsc(
                        new SmscSettings(anyPort(), accounts(), limits),
                        (subscriber, tpdu) -> {
                            var answer =
                                    answers.getOrDefault(
                                            subscriber.digits(), Radio.Delivery.DELIVERED);
                            if (answer == Radio.Delivery.DELIVERED) {
                                air.add(tpdu);
                            }
                            return answer;
                        },
                        Clock.fixed(NOW, ZoneOffset.UTC));
        address = smsc.start();
    }

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static List<Account> accounts() {
        return List.of(
                new Account("gateway", new Password("secret"), Set.of(CODE)),
                new Account("other", new Password("secret2"), Set.of(OTHER_CODE)));
    }

    static ClientSettings.Limits quick() {
        return ClientSettings.Limits.DEFAULT
                .withRetry(Duration.ofMillis(20), Duration.ofMillis(100))
                .withPatience(Duration.ofSeconds(5))
                .withResponse(Duration.ofSeconds(5));
    }

    Client client(String name, String password, Inbox inbox) {
        return client(new ClientSettings(address, name, new Password(password), quick()), inbox);
    }

    static Client client(ClientSettings settings, Inbox inbox) {
        var client = new Client(settings, SocketFactory.getDefault(), new Random(1));
        client.start(inbox);
        return client;
    }

    static ShortMessage toSubscriber(byte[] userData) {
        return new ShortMessage(GATEWAY, SUBSCRIBER, FOR_CARD, userData);
    }

    static byte[] submitTpdu(String destination, byte[] userData) {
        String length = String.format("%02X", destination.length());
        String swapped = HexFormat.of().formatHex(SemiOctets.write(destination));
        byte[] head = HexFormat.of().parseHex("4100" + length + "81" + swapped + "7FF6");
        byte[] tpdu = Arrays.copyOf(head, head.length + 1 + userData.length);
        tpdu[head.length] = (byte) userData.length;
        System.arraycopy(userData, 0, tpdu, head.length + 1, userData.length);
        return tpdu;
    }

    /// Waits for what is about to happen.
    static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            if (i == 10_000) {
                throw new AssertionError("did not happen");
            }
            Thread.sleep(1);
        }
    }

    byte[] fromAir() throws InterruptedException {
        byte[] tpdu = air.poll(10, TimeUnit.SECONDS);
        if (tpdu == null) {
            throw new AssertionError("nothing came over the air");
        }
        return tpdu;
    }

    @Override
    public void close() throws IOException {
        smsc.close();
    }
}
