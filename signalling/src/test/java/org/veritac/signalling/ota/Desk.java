// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.card.Secret;
import org.veritac.card.ota.SmsContent;
import org.veritac.card.report.Report;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.signalling.smpp.Address;
import org.veritac.signalling.smpp.ShortMessage;
import org.veritac.signalling.smpp.Submission;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// A gateway with a carrier that goes straight to cards without a card, and does with messages what
/// a test wants.
final class Desk implements AutoCloseable {
    static final Address NUMBER = Address.shortCode("4242");
    static final ShortMessage.Format FROM_CARD = new ShortMessage.Format(true, 0x7F, 0xF6);
    static final Subscriber ANNA =
            new Subscriber(
                    Iccid.of("8949001234567890128"),
                    Imsi.of("262019876543210"),
                    Msisdn.of("491701234567"));
    static final Subscriber BERT =
            new Subscriber(
                    Iccid.of("8949001234567890136"),
                    Imsi.of("262019876543211"),
                    Msisdn.of("491701234568"));
    static final GatewaySettings.Limits QUICK =
            GatewaySettings.Limits.DEFAULT
                    .withProof(Duration.ofMillis(200))
                    .withPause(Duration.ofMillis(1));

    /// How many of the next messages are lost on the way, how many proofs after them, and how many
    /// the SMSC refuses.
    final AtomicInteger lost = new AtomicInteger();

    final AtomicInteger lostProofs = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final List<ShortMessage> carried = new ArrayList<>();
    final BlockingQueue<Report> judged = new LinkedBlockingQueue<>();
    final Sim anna;
    final Sim bert;
    final CardStore store;
    final Gateway gateway;

    /// Runs out when judging may begin.
    volatile CountDownLatch court = new CountDownLatch(0);

    private volatile CompletionStage<Answer> verdict =
            CompletableFuture.completedFuture(Answer.CLEAN);

    Desk(Path folder, GatewaySettings.Limits limits) throws IOException {
        MasterKey master = master();
        store = CardStore.open(folder.resolve("cards.db"), master);
        store.put(List.of(ANNA, BERT));
        anna = new Sim(ANNA, master);
        bert = new Sim(BERT, master);
        gateway =
                new Gateway(
                        new GatewaySettings(NUMBER, limits),
                        new Gateway.Cards(master, store),
                        new Gateway.Links(
                                (message, validity) -> carry(message),
                                (report, subscriber) -> {
                                    judged.add(report);
                                    Desk.await(court);
                                    return verdict;
                                }),
                        Clock.systemUTC());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// No key of any card but these tests'.
    static MasterKey master() {
        byte[] key = new byte[MasterKey.BYTES];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (i * 7 + 1);
        }
        return new MasterKey(Secret.taking(key));
    }

    void says(CompletionStage<Answer> answer) {
        verdict = answer;
    }

    private synchronized CompletableFuture<Submission> carry(ShortMessage message) {
        if (refused.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            return CompletableFuture.completedFuture(new Submission.Refused(0x14));
        }
        carried.add(message);
        if (lost.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
            Sim sim = message.destination().equals(Address.of(ANNA.msisdn())) ? anna : bert;
            List<SmsContent> proof =
                    sim.take(SmsContent.ofUserData(true, message.userData()).orElseThrow());
            if (!proof.isEmpty() && lostProofs.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
                proof.forEach(part -> gateway.take(from(sim.subscriber, part)));
            }
        }
        return CompletableFuture.completedFuture(
                new Submission.Accepted(Integer.toString(carried.size())));
    }

    static ShortMessage from(Subscriber sender, SmsContent content) {
        return new ShortMessage(Address.of(sender.msisdn()), NUMBER, FROM_CARD, content.userData());
    }

    /// Gives the gateway messages of a sender, one after the other.
    void send(Subscriber sender, List<SmsContent> parts) {
        parts.forEach(part -> gateway.work(from(sender, part)));
    }

    Report judged() throws InterruptedException {
        Report report = judged.poll(10, TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("nothing was judged");
        }
        return report;
    }

    long refusals(Refusal why) {
        return gateway.counts().refusals().getOrDefault(why, 0L);
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

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        store.close();
    }
}
