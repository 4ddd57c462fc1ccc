// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.channel.KeySet;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.Report;
import org.veritac.card.vault.VaultId;
import org.veritac.console.judging.Judge;
import org.veritac.handset.air.Cause;
import org.veritac.identity.Imsi;
import org.veritac.lab.radio.MobileNetwork;
import org.veritac.register.evidence.Hearing;
import org.veritac.signalling.ota.Answer;
import org.veritac.signalling.ota.CardStore;
import org.veritac.signalling.ota.Gateway;
import org.veritac.signalling.ota.GatewaySettings;
import org.veritac.signalling.ota.MasterKey;
import org.veritac.signalling.ota.Outcome;
import org.veritac.signalling.ota.Subscriber;
import org.veritac.signalling.ota.VaultKeys;
import org.veritac.signalling.smpp.Address;
import org.veritac.signalling.smpp.Client;
import org.veritac.signalling.smpp.ClientSettings;
import org.veritac.signalling.smpp.Smsc;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.SocketFactory;

/// Who talks to cards for the operator: gateway, SMPP client and judge, put together as `serve`
/// does.
final class Desk implements Closeable {
    private static final int VAULT_VERSION = 1;
    private static final int OK = 0x9000;
    private static final int VAULT_KEY_OCTETS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration STEP = Duration.ofMillis(20);
    private static final GatewaySettings SETTINGS =
            new GatewaySettings(
                    Address.shortCode(Operator.SHORT_CODE),
                    GatewaySettings.Limits.DEFAULT
                            .withAttempts(2)
                            .withProof(Duration.ofSeconds(2))
                            .withPause(Duration.ofMillis(100)));

    /// What it needs.
    ///
    /// @param store file of the cards
    /// @param smpp where the service centre listens
    /// @param smsc the service centre, to see whether it is at work
    record Parts(
            RegisterNode register,
            MobileNetwork network,
            MasterKey master,
            Path store,
            InetSocketAddress smpp,
            Smsc smsc) {}

    private final Parts parts;
    private final CardStore store;
    private final VaultKeys vaultKeys;
    private final Judge judge;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Imsi, Report> reports = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Client client;
    private final Gateway gateway;

    Desk(Parts parts) throws IOException {
        this.parts = parts;
        store = CardStore.open(parts.store(), parts.master());
        vaultKeys = new VaultKeys(parts.master(), VAULT_VERSION, VAULT_KEY_OCTETS);
        judge = new Judge(new Hearing(parts.register().register(), Clock.systemUTC()), workers);
        client =
                new Client(
                        new ClientSettings(
                                parts.smpp(),
                                Operator.SYSTEM_ID,
                                Operator.PASSWORD,
                                ClientSettings.Limits.DEFAULT),
                        SocketFactory.getDefault(),
                        new Random(3));
        gateway =
                new Gateway(
                        SETTINGS,
                        new Gateway.Cards(parts.master(), store),
                        new Gateway.Links(client::submit, this::judged),
                        Clock.systemUTC());
        client.start(gateway);
    }

    /// Lets the register judge a report, and ends the service of a listed phone once the card has
    /// been told.
    private CompletionStage<Answer> judged(Report report, Subscriber subscriber) {
        reports.put(subscriber.imsi(), report);
        underWay.incrementAndGet();
        return judge.take(report, subscriber)
                .whenComplete((answer, failure) -> {
                    if (failure == null && answer.listed()) {
                        workers.execute(() -> detach(subscriber.imsi()));
                    } else {
                        underWay.decrementAndGet();
                    }
                });
    }

    private void detach(Imsi imsi) {
        try {
            pause(STEP);
            for (int step = 0; step < 150 && gateway.counts().underWay() > 0; step++) {
                pause(STEP);
            }
            parts.network().cancelLocation(imsi, Cause.ILLEGAL_ME);
        } catch (IOException e) {
            // the phone has left by itself
        } finally {
            underWay.decrementAndGet();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whose card is whose.
    void register(Subscriber subscriber) throws IOException {
        if (!store.put(List.of(subscriber))) {
            throw new IOException("the IMSI belongs to another card");
        }
    }

    /// The operator's key set in a vault, for its maker.
    KeySet vaultKeys(VaultId vault) {
        return parts.master().vault(vault, VAULT_VERSION, VAULT_KEY_OCTETS);
    }

    /// What lets a card open a vault.
    Instruction keysFor(Subscription subscription, VaultId vault) {
        return vaultKeys.bring(vault, subscription.subscriber());
    }

    /// Sends an instruction over the air.
    void send(Subscription subscription, Instruction instruction) {
        underWay.incrementAndGet();
        var _ =
                gateway.send(subscription.imsi(), List.of(instruction))
                        .whenComplete((_, _) -> underWay.decrementAndGet());
    }

    /// Hands an instruction to a card in a shop.
    ///
    /// @throws IOException when the card does not carry it out
    void hand(Subscription subscription, Instruction instruction) throws IOException {
        var bearer = new Bearer();
        try (Gateway shop = shop(bearer)) {
            var outcome = shop.send(subscription.imsi(), List.of(instruction));
            subscription.card().reset();
            for (byte[] unit : bearer.take(PATIENCE)) {
                Bearer.hand(subscription.card(), unit, subscription.msisdn(), shop);
            }
            if (!(outcome(outcome) instanceof Outcome.Answered(int status, _)) || status != OK) {
                throw new IOException("the card does not carry it out: " + outcome);
            }
        }
    }

    private static Outcome outcome(CompletableFuture<Outcome> outcome) throws IOException {
        try {
            return outcome.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the gateway has no outcome", e);
        }
    }

    /// Makes a packet and keeps it from the card.
    List<byte[]> packet(Subscription subscription, Instruction instruction) throws IOException {
        var bearer = new Bearer();
        try (Gateway shop = shop(bearer)) {
            var _ = shop.send(subscription.imsi(), List.of(instruction));
            return bearer.take(PATIENCE);
        }
    }

    private Gateway shop(Bearer bearer) {
        return new Gateway(
                new GatewaySettings(SETTINGS.number(), SETTINGS.limits().withAttempts(1)),
                new Gateway.Cards(parts.master(), store),
                new Gateway.Links(bearer, this::judged),
                Clock.systemUTC());
    }

    Optional<Report> lastReport(Imsi imsi) {
        return Optional.ofNullable(reports.get(imsi));
    }

    /// Whether something is on its way.
    boolean isBusy() {
        return underWay.get() > 0
                || gateway.counts().underWay() > 0
                || parts.smsc().counts().stored() > 0;
    }

    @Override
    public void close() throws IOException {
        client.close();
        gateway.close();
        workers.close();
        store.close();
    }
}
