// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.jspecify.annotations.Nullable;
import org.veritac.card.Secret;
import org.veritac.card.pcsc.VirtualReader;
import org.veritac.handset.applications.Application;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.subscription.aka.Constants;
import org.veritac.subscription.aka.Tuak;
import org.veritac.subscription.profile.AkaParameters.Kind;
import org.veritac.subscription.profile.ProfileMaker;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Policy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Puts a token into a virtual reader, again and again.
@Command(
        name = "token",
        header = "Put a personal token into a virtual reader.",
        description = {
            "Looks for a slot at each address, vpcd's or that of a waiting ./veritac token, and is"
                    + " a token there until it is taken out. Makes token, two handsets and their"
                    + " operator on first use. For the lab: nothing in its folder is protected."
        },
        footer = {"", "Example:", "  ./veritac lab token 35963 --data lab-token --pin 1234"})
public final class ServeToken implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 200;
    private static final int HANDSETS = 2;
    private static final int K_BYTES = 16;
    private static final String PUK = "12345678";
    private static final String NETWORK = "Veritac";

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "SLOT",
            description = "PORT or HOST:PORT where a slot may be.")
    private List<String> slots = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "lab-token",
            description = "What the token keeps (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("lab-token");

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Its subscription, of ./veritac token profile; one is made otherwise.")
    private Optional<Path> profile = Optional.empty();

    @Option(
            names = "--pin",
            paramLabel = "DIGITS",
            defaultValue = "1234",
            description = "PIN of a new token (default: ${DEFAULT-VALUE}); its PUK is 12345678.")
    private String pin = "1234";

    @Option(
            names = "--application",
            paramLabel = "NAME=JAR",
            description = "An application that a new token carries, signed by its operator.")
    private Map<String, Path> applications = Map.of();

    private final SecureRandom random = new SecureRandom();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = new TokenFolder(data);
        if (!folder.holdsToken()) {
            make(folder);
        }
        var token =
                new ReferenceToken(
                        folder.kit(),
                        folder.kept(),
                        folder::keep,
                        new ReferenceToken.Surroundings(Clock.systemUTC(), random));
        out("token %016x, %s".formatted(folder.kit().id(), token.record().phase()));
        for (int i = 1; i <= HANDSETS; i++) {
            out("kit of a handset: " + folder.handsetKit(i));
        }
        out("ready " + String.join(" ", slots));
        while (!Thread.currentThread().isInterrupted()) {
            for (String slot : slots) {
                insert(token, slot);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return 0;
    }

    private void out(String line) {
        if (spec != null) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }

    private void insert(ReferenceToken token, String slot) {
        int colon = slot.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : slot.substring(0, colon);
        int port = Integer.parseInt(slot.substring(colon + 1));
        var address = new InetSocketAddress(host, port);
        try (var reader = VirtualReader.connect(address, token, PATIENCE)) {
            reader.run();
            token.reset();
            out("taken out, " + token.record().phase());
        } catch (IOException e) {
            // no slot there now, or it went away: the next round looks again
            token.reset();
        }
    }

    private void make(TokenFolder folder) throws IOException {
        var maker = new TokenMaker(Clock.systemUTC(), random);
        var carried = new ArrayList<Application>();
        for (var one : applications.entrySet()) {
            byte[] jar = Files.readAllBytes(one.getValue());
            carried.add(Application.signed(one.getKey(), jar, maker.operatorKey()));
        }
        var issue = new TokenMaker.Issue(profile(), pin, PUK, Policy.DEFAULT);
        var token =
                maker.token(issue, TokenMaker.Extras.NONE.with(carried))
                        .orElseThrow(() -> new IOException("no token can be made of this profile"));
        var handsets = new ArrayList<DeviceKit>();
        for (int i = 0; i < HANDSETS; i++) {
            handsets.add(maker.handset(new Imei(35_693_803_564_380L + i), 0));
        }
        folder.make(token, maker.operatorKey(), handsets);
    }

    private ProfilePackage profile() throws IOException {
        if (profile.isEmpty()) {
            return trial(random);
        }
        byte[] bytes = Files.readAllBytes(profile.get());
        if (ProfilePackage.read(bytes) instanceof ProfilePackage.Reading.Whole(var whole)) {
            return whole;
        }
        throw new IOException(profile.get() + " is no profile package");
    }

    /// A subscription of the test network 001 01, with Milenage.
    public static ProfilePackage trial(SecureRandom random) {
        return trial(new Kind.OfMilenage(Constants.STANDARD), random);
    }

    /// A subscription of the test network 001 01, with an algorithm.
    public static ProfilePackage trial(Kind kind, SecureRandom random) {
        var iccid = Iccid.of("8900101234567890129");
        var imsi = Imsi.of("001010123456789");
        return trial(kind, new ProfileMaker.Identity(iccid, imsi, 2, null, NETWORK), random);
    }

    /// A subscription of the test network, with Milenage and new keys.
    public static ProfilePackage trial(
            SecureRandom random, Iccid iccid, Imsi imsi, @Nullable Msisdn msisdn) {
        var identity = new ProfileMaker.Identity(iccid, imsi, 2, msisdn, NETWORK);
        return trial(new Kind.OfMilenage(Constants.STANDARD), identity, random);
    }

    private static ProfilePackage trial(
            Kind kind, ProfileMaker.Identity identity, SecureRandom random) {
        var digits = "12345678".getBytes(StandardCharsets.US_ASCII);
        var codes =
                new ProfileMaker.Codes(
                        Secret.of("0000".getBytes(StandardCharsets.US_ASCII)),
                        Secret.of(digits),
                        Secret.of("0000".getBytes(StandardCharsets.US_ASCII)),
                        Secret.of(digits),
                        Secret.of(digits));
        byte[] k = new byte[K_BYTES];
        byte[] opc =
                switch (kind) {
                    case Kind.OfMilenage _ -> new byte[K_BYTES];
                    case Kind.OfTuak _ -> new byte[Tuak.TOPC_BYTES];
                    case Kind.OfXor _, Kind.OfComp128 _ -> new byte[0];
                };
        random.nextBytes(k);
        random.nextBytes(opc);
        return ProfileMaker.make(
                new ProfileMaker.Parameters(
                        identity, kind, Secret.taking(k), Secret.taking(opc), codes));
    }
}
