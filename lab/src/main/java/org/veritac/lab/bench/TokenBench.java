// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.lab.token.Hours;
import org.veritac.lab.token.ServeToken;
import org.veritac.subscription.aka.Comp128;
import org.veritac.subscription.aka.Constants;
import org.veritac.subscription.aka.Tuak;
import org.veritac.subscription.profile.AkaParameters.Kind;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Policy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How fast subscriptions go from tokens to handsets and back, what that takes on the wire, and how
/// fast both answer the network.
@Command(
        name = "token",
        header = "Count transfers of subscriptions, their bytes, and authentications.",
        description = {
            "Tokens and handsets in one process, in memory, over SCP11a: a load and a return each,"
                    + " real",
            "machines and cryptography. A contactless field adds 50 ms to each command, which is"
                    + " what",
            "reader, driver and card take, and the time of its bytes (ISO/IEC 14443-4). What a"
                    + " card",
            "computes comes on top."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac bench token",
            "  ./veritac bench token --profile ts48-v7.0-BERTLV_SUCI.der --rounds 3"
        })
final class TokenBench implements Callable<Integer> {
    private static final double TRIP = 0.05;
    private static final int SLOW = 106_000;
    private static final int FAST = 424_000;

    /// Bytes of a packet in an extended APDU: what the token's applet has room for.
    private static final int WIDE_PACKET_BYTES = 1_000;

    private static final int WINDOWS = 10;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "the package that goes to and fro; a small one is made otherwise")
    private Optional<Path> profile = Optional.empty();

    @Option(
            names = "--transfers",
            paramLabel = "N",
            description = "loads and returns in a round (default: ${DEFAULT-VALUE})")
    private int transfers = 100;

    @Option(names = "--rounds", description = "rounds (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Integer call() throws IOException {
        Machine.say("%s", Machine.line());
        Machine.inFolder(Path.of("target"), this::measure);
        return 0;
    }

    private void measure(Path folder) throws IOException {
        var subscription = subscription();
        Machine.say("package of %,d bytes", subscription.bytes().length);
        rate(subscription, folder);
        wire("short APDUs", subscription, Policy.DEFAULT, folder);
        wire("extended APDUs", subscription, wide(), folder);
        for (Map.Entry<String, Kind> each : kinds().entrySet()) {
            authentications(each.getKey(), each.getValue(), folder);
        }
    }

    private ProfilePackage subscription() throws IOException {
        if (profile.isEmpty()) {
            return ServeToken.trial(random);
        }
        return ProfilePackage.read(Files.readAllBytes(profile.get()))
                        instanceof ProfilePackage.Reading.Whole(var whole)
                ? whole
                : broken();
    }

    private ProfilePackage broken() throws IOException {
        throw new IOException("this is no profile package");
    }

    /// The default, with packets for extended APDUs.
    private static Policy wide() {
        return Policy.DEFAULT.withPackets(WIDE_PACKET_BYTES);
    }

    private static Map<String, Kind> kinds() {
        var kinds = new LinkedHashMap<String, Kind>();
        kinds.put("Milenage", new Kind.OfMilenage(Constants.STANDARD));
        kinds.put("TUAK", new Kind.OfTuak(Tuak.Lengths.STANDARD, 1));
        kinds.put("COMP128v1", new Kind.OfComp128(Comp128.Version.ONE));
        kinds.put("COMP128v2", new Kind.OfComp128(Comp128.Version.TWO));
        kinds.put("COMP128v3", new Kind.OfComp128(Comp128.Version.THREE));
        kinds.put("XOR", new Kind.OfXor(16));
        return kinds;
    }

    private void rate(ProfilePackage subscription, Path folder) throws IOException {
        int atOnce = Runtime.getRuntime().availableProcessors();
        var couples = new ArrayList<Couple>();
        for (int i = 0; i < atOnce; i++) {
            Path own = Files.createDirectories(folder.resolve("rate-" + i));
            couples.add(new Couple(subscription, wide(), own, new Hours()));
        }
        double[] rates = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double rate = round(couples);
            if (round >= 0) {
                rates[round] = rate;
            }
        }
        Machine.say(
                "load and return: %,.0f a second (median of %d rounds of %d, %d at once)",
                Machine.median(rates), rounds, transfers, atOnce);
    }

    private double round(List<Couple> couples) throws IOException {
        long began = System.nanoTime();
        try (var workers = Executors.newFixedThreadPool(couples.size())) {
            var work = new ArrayList<Future<?>>();
            for (Couple couple : couples) {
                work.add(workers.submit(() -> toAndFro(couple, transfers / couples.size())));
            }
            for (Future<?> each : work) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException("a transfer failed", e.getCause());
        }
        int done = transfers / couples.size() * couples.size();
        return done / ((System.nanoTime() - began) / 1e9);
    }

    private static Void toAndFro(Couple couple, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            couple.load();
            couple.giveBack();
        }
        return null;
    }

    private static void wire(String how, ProfilePackage subscription, Policy policy, Path folder)
            throws IOException {
        Path own = Files.createDirectories(folder.resolve(how));
        var couple = new Couple(subscription, policy, own, new Hours());
        say(how + ", load", couple.load());
        say(how + ", return", couple.giveBack());
    }

    private static void say(String what, Tap tap) {
        Machine.say(
                "%s: %d APDUs, %,d bytes; %.2f s at 106 kbit/s, %.2f s at 424 kbit/s",
                what,
                tap.commands(),
                tap.bytes(),
                tap.seconds(SLOW, TRIP),
                tap.seconds(FAST, TRIP));
    }

    private void authentications(String name, Kind kind, Path folder) throws IOException {
        var subscription = ServeToken.trial(kind, random);
        var clock = new Hours();
        Path own = Files.createDirectories(folder.resolve(name));
        var couple = new Couple(subscription, Policy.DEFAULT, own, clock);
        var home = new Asked(subscription, clock);
        double token = median(() -> home.rate(couple.token(), WINDOWS));
        couple.load();
        double handset = median(() -> home.rate(couple.handset(), WINDOWS));
        Machine.say(
                "AUTHENTICATE, %s: %,.0f a second on a token, %,.0f on a loaded handset (medians of"
                        + " %d rounds of %d)",
                name, token, handset, rounds, WINDOWS * Asked.IN_A_WINDOW);
    }

    /// Something that is measured.
    @FunctionalInterface
    private interface Measured {
        double once() throws IOException;
    }

    private double median(Measured what) throws IOException {
        double[] rates = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double rate = what.once();
            if (round >= 0) {
                rates[round] = rate;
            }
        }
        return Machine.median(rates);
    }
}
