// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;
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
import org.veritac.subscription.transfer.TokenId;

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
import java.util.function.Supplier;

/// Puts a token into a virtual reader, again and again.
@Command(
        name = "token",
        header = "Put a personal token into a virtual reader.",
        description = {
            "Looks for a slot at each address, vpcd's or that of a waiting ./veritac token, and is"
                    + " a token there until it is taken out. Makes token, two handsets and their"
                    + " operator on first use. For the lab: nothing in its folder is protected.",
            "The token is the reference token, in plain Java, or with --card the Java Card applet"
                    + " on a simulator. What either remembers is in the folder, and there when the"
                    + " command is started again. A new card has no PIN until ./veritac token pin"
                    + " sets one with the PUK."
        },
        footer = {
            "",
            "Example:",
            "  ./veritac lab token 35963 --data lab-token --pin 1234",
            "",
            "Example, with the applet:",
            "  ./veritac lab token 35963 --card --data lab-card",
            "  ./veritac token pin 35963 --puk 12345678 --new 1234 --kit lab-card/handset-1.kit"
        })
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
            description =
                    "PIN of a new token, unless it is a card (default: ${DEFAULT-VALUE}); the PUK"
                            + " of either is 12345678.")
    private String pin = "1234";

    @Option(names = "--card", description = "The Java Card applet, on a simulator.")
    private boolean card;

    @Option(
            names = "--application",
            paramLabel = "NAME=JAR",
            description = "An application that a new token carries, signed by its operator.")
    private Map<String, Path> applications = Map.of();

    private final SecureRandom random = new SecureRandom();

    /// A token that was found or made.
    ///
    /// @param stands what it may say of how it stands
    private record Served(CardLink link, TokenId id, Supplier<String> stands) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = new TokenFolder(data);
        var token = card ? card(folder) : reference(folder);
        out("token %016x, %s".formatted(token.id().value(), token.stands().get()));
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

    private Served reference(TokenFolder folder) throws IOException {
        if (folder.holdsCard()) {
            throw new IOException(data + " has a card: start with --card, or take another folder");
        }
        if (!folder.holdsToken()) {
            var maker = maker();
            var token = maker.token(issue(), extras(maker)).orElseThrow(ServeToken::noToken);
            folder.make(token, maker.operatorKey(), handsets(maker));
        }
        var around = new ReferenceToken.Surroundings(Clock.systemUTC(), random);
        var token = new ReferenceToken(folder.kit(), folder.kept(), folder::keep, around);
        return new Served(token, folder.id(), () -> token.record().phase().toString());
    }

    private Served card(TokenFolder folder) throws IOException {
        if (folder.holdsToken()) {
            throw new IOException(data + " has a token that is no card: take another folder");
        }
        if (!folder.holdsCard()) {
            var maker = maker();
            var token = maker.chip(issue(), extras(maker)).orElseThrow(ServeToken::noToken);
            folder.make(token, maker.operatorKey(), handsets(maker));
        }
        return new Served(folder.card(), folder.id(), () -> "a card");
    }

    private static IOException noToken() {
        return new IOException("no token can be made of this profile");
    }

    private void out(String line) {
        if (spec != null) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }

    private void insert(Served token, String slot) {
        int colon = slot.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : slot.substring(0, colon);
        int port = Integer.parseInt(slot.substring(colon + 1));
        var address = new InetSocketAddress(host, port);
        try (var reader = VirtualReader.connect(address, token.link(), PATIENCE)) {
            try {
                reader.run();
            } finally {
                token.link().reset();
            }
            out("taken out, " + token.stands().get());
        } catch (IOException e) {
            // no slot there now, or it went away: the next round looks again
        }
    }

    private TokenMaker maker() {
        return new TokenMaker(Clock.systemUTC(), random);
    }

    private TokenMaker.Issue issue() throws IOException {
        return new TokenMaker.Issue(profile(), pin, PUK, Policy.DEFAULT);
    }

    private TokenMaker.Extras extras(TokenMaker maker) throws IOException {
        var carried = new ArrayList<Application>();
        for (var one : applications.entrySet()) {
            byte[] jar = Files.readAllBytes(one.getValue());
            carried.add(Application.signed(one.getKey(), jar, maker.operatorKey()));
        }
        return TokenMaker.Extras.NONE.with(carried);
    }

    private static List<DeviceKit> handsets(TokenMaker maker) {
        var handsets = new ArrayList<DeviceKit>();
        for (int i = 0; i < HANDSETS; i++) {
            handsets.add(maker.handset(new Imei(35_693_803_564_380L + i), 0));
        }
        return handsets;
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
