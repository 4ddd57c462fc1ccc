// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.veritac.card.report.Instruction;
import org.veritac.console.command.Cards;
import org.veritac.console.http.Metrics;
import org.veritac.console.http.Metrics.Family;
import org.veritac.console.judging.Judge;
import org.veritac.identity.Imsi;
import org.veritac.register.evidence.Hearing;
import org.veritac.register.store.Register;
import org.veritac.signalling.ota.CardStore;
import org.veritac.signalling.ota.Gateway;
import org.veritac.signalling.ota.GatewaySettings;
import org.veritac.signalling.ota.KeyFile;
import org.veritac.signalling.ota.MasterKey;
import org.veritac.signalling.ota.Outcome;
import org.veritac.signalling.ota.Refusal;
import org.veritac.signalling.ota.Subscriber;
import org.veritac.signalling.ota.VaultKeys;
import org.veritac.signalling.smpp.Address;
import org.veritac.signalling.smpp.Client;
import org.veritac.signalling.smpp.ClientSettings;
import org.veritac.signalling.smpp.Password;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.SocketFactory;

/// The gateway to cards, with its store, its key and its way to the operator's SMSC.
final class OverTheAir implements Closeable, Cards {
    private static final int PASSWORD_BYTES_MAX = 64;

    /// The operator's key set in vaults, as their makers are told to put it there.
    private static final int VAULT_KEY_VERSION = 1;

    private static final int VAULT_KEY_BYTES = 16;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CardStore store;
    private final Gateway gateway;
    private final Client client;
    private final VaultKeys vaultKeys;

    private OverTheAir(Settings.Ota settings, Path directory, Register register)
            throws IOException {
        MasterKey master =
                Files.exists(settings.key())
                        ? KeyFile.read(settings.key())
                        : KeyFile.create(settings.key(), new SecureRandom());
        open.push(master);
        store = CardStore.open(directory.resolve("cards.db"), master);
        open.push(store);
        vaultKeys = new VaultKeys(master, VAULT_KEY_VERSION, VAULT_KEY_BYTES);
        ExecutorService judges = Executors.newVirtualThreadPerTaskExecutor();
        open.push(judges::shutdownNow);
        client =
                new Client(
                        new ClientSettings(
                                settings.smsc().address(),
                                settings.systemId(),
                                password(settings.password()),
                                ClientSettings.Limits.DEFAULT),
                        SocketFactory.getDefault(),
                        new Random());
        open.push(client);
        gateway =
                new Gateway(
                        new GatewaySettings(
                                Address.shortCode(settings.number()),
                                GatewaySettings.Limits.DEFAULT),
                        new Gateway.Cards(master, store),
                        new Gateway.Links(
                                client::submit,
                                new Judge(new Hearing(register, Clock.systemUTC()), judges)),
                        Clock.systemUTC());
        open.push(gateway);
        client.start(gateway);
    }

    /// Opens what the settings say.
    ///
    /// @param directory of the register, in which the store of cards is
    /// @throws IOException when a file or an address cannot be had
    static OverTheAir open(Settings.Ota settings, Path directory, Register register)
            throws IOException {
        return new OverTheAir(settings, directory, register);
    }

    private static Password password(Path file) throws IOException {
        if (Files.size(file) > PASSWORD_BYTES_MAX) {
            throw new IOException(file + ": a password of SMPP has at most 8 characters");
        }
        try {
            return new Password(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public VaultKeys vaultKeys() {
        return vaultKeys;
    }

    @Override
    public Optional<Subscriber> find(Imsi imsi) throws IOException {
        return store.find(imsi);
    }

    @Override
    public boolean put(Collection<Subscriber> subscribers) throws IOException {
        return store.put(subscribers);
    }

    @Override
    public CompletableFuture<Outcome> send(Imsi imsi, List<Instruction> instructions) {
        return gateway.send(imsi, instructions);
    }

    /// What the line a minute says of it.
    String lately() {
        var cards = gateway.counts();
        return "reports %d, instructions answered %d, SMSC %s"
                .formatted(
                        cards.reports(),
                        cards.answered(),
                        client.counts().bound() ? "bound" : "away");
    }

    void showIn(Metrics metrics) {
        metrics.gauge(
                "veritac_ota_smsc_bound",
                "1 while the SMSC takes and brings short messages",
                () -> client.counts().bound() ? 1 : 0);
        metrics.gauge(
                "veritac_ota_instructions_under_way",
                "Instructions that await their proof of receipt",
                () -> gateway.counts().underWay());
        metrics.counter(
                "veritac_ota_packets",
                "Secured packets sent, repetitions included",
                () -> gateway.counts().packets());
        metrics.counters(
                new Family(
                        "veritac_ota_instructions",
                        "Instructions that ended: answered by the card, or not",
                        "end"),
                () ->
                        Map.of(
                                "answered", gateway.counts().answered(),
                                "unanswered", gateway.counts().unanswered()));
        metrics.counters(
                new Family(
                        "veritac_ota_reports",
                        "Authentic reports: judged, or unjudged because the register failed",
                        "outcome"),
                this::reports);
        metrics.counters(
                new Family("veritac_ota_refusals", "Messages to the gateway not taken", "reason"),
                this::refusals);
    }

    private Map<String, Long> reports() {
        var counts = gateway.counts();
        return Map.of(
                "judged", counts.reports() - counts.unjudged(), "unjudged", counts.unjudged());
    }

    private Map<String, Long> refusals() {
        var byReason = new TreeMap<String, Long>();
        gateway.counts().refusals().forEach((reason, count) -> byReason.put(word(reason), count));
        return byReason;
    }

    private static String word(Refusal reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                first = first == null ? e : first;
            } catch (Exception e) {
                throw new AssertionError("nothing else is thrown by what is open here", e);
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
