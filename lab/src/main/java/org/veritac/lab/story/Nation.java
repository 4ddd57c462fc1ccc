// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.report.Result;
import org.veritac.handset.modem.Service;
import org.veritac.identity.Imei;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `./veritac lab nation N`.
@Command(
        name = "nation",
        description = {
            "Boots so many phones, each with a vault and a module of its own, in one process:"
                    + " check,",
            "attach, report and answer over real sockets. Prints how many boots a second, what",
            "passes between phone and cards in one, and how long that takes on real wires (T=1,"
                    + " 11",
            "units a byte; without what cards compute). Exits with 1 when a phone was not proven."
        },
        footer = {"", "Examples:", "  ./veritac lab nation 100"})
public final class Nation implements Callable<Integer> {
    private static final long FIRST_IMEI = 35_209_900_000_000L;
    private static final double NANOS = 1e9;

    @Parameters(paramLabel = "N", description = "How many phones.")
    private int count;

    @Option(names = "--rounds", defaultValue = "1", description = "How often each boots.")
    private int rounds;

    @Option(
            names = "--at-once",
            defaultValue = "16",
            description = "How many boot at the same time (${DEFAULT-VALUE}).")
    private int atOnce;

    @Option(names = "--certificates", description = "By certificates instead of static keys.")
    private boolean certificates;

    private record Citizen(Handset phone, Subscription subscription) {}

    @Override
    public Integer call() throws IOException {
        var transcript = Transcript.none();
        try (var stage = new Stage(transcript, certificates)) {
            long begin = System.nanoTime();
            List<Citizen> citizens = born(stage);
            report("personalised", count, begin);
            transcript.uiccs().forget();
            transcript.vaults().forget();
            begin = System.nanoTime();
            boot(citizens);
            report("booted", (long) count * rounds, begin);
            wire("UICC", transcript.uiccs());
            wire("vault", transcript.vaults());
            long proven =
                    citizens.stream()
                            .filter(one -> stage.isReported(one.subscription, Result.GENUINE))
                            .count();
            System.out.printf("%d of %d phones proven%n", proven, count);
            return proven == count ? 0 : 1;
        }
    }

    private static void report(String what, long times, long begin) {
        double seconds = (System.nanoTime() - begin) / NANOS;
        System.out.printf("%s %d in %.1f s: %.0f/s%n", what, times, seconds, times / seconds);
    }

    private void wire(String card, Traffic traffic) {
        double boots = (double) count * rounds;
        System.out.printf(
                "%s, a boot: %.1f APDUs, %.0f bytes; on a wire %.2f s at 9,600 baud, %.3f s at"
                        + " 115,200%n",
                card,
                traffic.exchanges() / boots,
                traffic.bytes() / boots,
                traffic.seconds(9_600) / boots,
                traffic.seconds(115_200) / boots);
    }

    private List<Citizen> born(Stage stage) throws IOException {
        var citizens = new ArrayList<Citizen>();
        for (int number = 0; number < count; number++) {
            Handset phone = stage.handset(new Imei(FIRST_IMEI + number).digits());
            Subscription subscription = stage.subscribe(Terms.USUAL);
            stage.introduce(subscription, phone);
            phone.insert(1, subscription);
            citizens.add(new Citizen(phone, subscription));
        }
        return citizens;
    }

    private void boot(List<Citizen> citizens) throws IOException {
        try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
            var boots = new ArrayList<Future<?>>();
            for (int round = 0; round < rounds; round++) {
                citizens.forEach(one -> boots.add(workers.submit(() -> boot(one))));
            }
            for (Future<?> boot : boots) {
                boot.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException("a phone did not boot", e.getCause());
        }
    }

    /// Boots, attaches, and waits for the answer to the report.
    private static void boot(Citizen citizen) {
        synchronized (citizen) {
            try {
                citizen.phone.boot();
                if (citizen.phone.attach() instanceof Service.Full) {
                    citizen.phone.phone().modem(1).listen(Duration.ofMillis(500), 1);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
