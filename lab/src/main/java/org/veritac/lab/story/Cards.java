// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.card.pcsc.VirtualReader;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// `./veritac lab cards`.
@Command(
        name = "cards",
        description = {
            "Puts a vault and an operator's module into two virtual readers of a PC/SC service",
            "(Debian: pcscd and vsmartcard-vpcd), where any PC/SC program meets them. They know",
            "each other: the module has the keys of the vault. Runs until it is interrupted."
        },
        footer = {"", "Examples:", "  ./veritac lab cards"})
public final class Cards implements Callable<Integer> {
    private static final int WRONG_USE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Where vpcd listens (${DEFAULT-VALUE}).")
    private String host = "";

    @Option(
            names = "--ports",
            split = ",",
            defaultValue = "35963,35964",
            description = "The ports of its slots for vault and module (${DEFAULT-VALUE}).")
    private List<Integer> ports = List.of();

    @Option(
            names = "--certificates",
            description = "The module checks by certificates instead of static keys.")
    private boolean certificates;

    @Override
    public Integer call() throws IOException {
        if (ports.size() != 2) {
            System.err.println("cards needs two ports, that of the vault first");
            return WRONG_USE;
        }
        PrintStream out = System.out;
        try (var stage = new Stage(Transcript.none(), certificates)) {
            Handset phone = stage.handset(Stage.FIRST);
            Subscription module = stage.subscribe(Terms.USUAL);
            stage.introduce(module, phone);
            try (VirtualReader first = reader(0, phone.vault().card());
                    VirtualReader second = reader(1, module.card())) {
                out.println("vault with IMEI " + Stage.label(Stage.FIRST) + " on " + ports.get(0));
                out.println("UICC with IMSI " + module.imsi().digits() + " on " + ports.get(1));
                out.println("ready");
                CompletableFuture.anyOf(running(first), running(second)).get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException("a reader has gone", e);
        }
        return 0;
    }

    private VirtualReader reader(int slot, CardLink card) throws IOException {
        var address = new InetSocketAddress(host, ports.get(slot));
        try {
            return VirtualReader.connect(address, card, PATIENCE);
        } catch (ConnectException e) {
            throw new IOException("no virtual reader at " + address + ": is pcscd running?", e);
        }
    }

    private static CompletableFuture<Boolean> running(VirtualReader reader) {
        var ended = new CompletableFuture<Boolean>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        reader.run();
                        ended.complete(true);
                    } catch (IOException e) {
                        ended.completeExceptionally(e);
                    }
                });
        return ended;
    }
}
