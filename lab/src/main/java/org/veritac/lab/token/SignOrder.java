// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.jspecify.annotations.Nullable;
import org.veritac.card.Secret;
import org.veritac.handset.applications.Activation;
import org.veritac.handset.applications.Cargo;
import org.veritac.handset.mirror.PackageContents;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.HandsetId;
import org.veritac.subscription.transfer.Locks;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Order;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Seal;
import org.veritac.subscription.transfer.SignedPolicy;
import org.veritac.subscription.transfer.TokenPhase;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The operator of a lab's token: signs what tokens and phones obey.
@Command(
        name = "order",
        header = "Sign an operator's order for a token of the lab.",
        description = {
            "Reads what ./veritac lab token keeps in its folder, and writes KIND.order there unless"
                    + " told otherwise. For a card (lab token --card) only policy: what the other"
                    + " orders need a card shows nobody."
        },
        footer = {
            "",
            "Example, when the handset is lost:",
            "  ./veritac lab order reclaim --data lab-token",
            "  ./veritac token reclaim 35963 --order lab-token/reclaim.order --data other"
                    + " --kit lab-token/handset-2.kit"
        })
public final class SignOrder {
    private static final int DONE = 0;
    private static final int NO = 1;
    private static final String ORDER = ".order";

    private final SecureRandom random = new SecureRandom();

    @Spec private @Nullable CommandSpec spec;

    /// Where the token is, and where the order goes.
    static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "lab-token",
                description = "What the token keeps (default: ${DEFAULT-VALUE}).")
        private Path data = Path.of("lab-token");

        @Option(names = "--out", paramLabel = "FILE", description = "The order.")
        private Optional<Path> out = Optional.empty();

        /// With what is only known of a token that is no card.
        TokenFolder folder() throws IOException {
            var folder = any();
            if (!folder.holdsToken()) {
                throw new IOException(
                        "the card in " + data + " shows nobody what this order needs");
            }
            return folder;
        }

        TokenFolder any() throws IOException {
            var folder = new TokenFolder(data);
            if (!folder.holdsToken() && !folder.holdsCard()) {
                throw new IOException("no token of the lab in " + data);
            }
            return folder;
        }

        Path file(String kind) {
            return out.orElseGet(() -> data.resolve(kind + ORDER));
        }
    }

    private Seal operator(TokenFolder folder) throws IOException {
        return TokenMaker.operator(folder.operator(), random);
    }

    private int written(Path file, Octets order) throws IOException {
        TokenFolder.write(file, order.bytes());
        say(file.toString());
        return DONE;
    }

    private void say(String line) {
        if (spec != null) {
            spec.commandLine().getOut().println(line);
        }
    }

    @Command(
            name = "reclaim",
            header = "Free a token whose handset is lost, under new keys.",
            description = {
                "The authentication centre retires the old keys first. New ones go to the token,"
                        + " enciphered, and into a package beside the order."
            },
            footer = {"", "Example:", "  ./veritac lab order reclaim --data lab-token"})
    int reclaim(@Mixin Where where, @Mixin Rekeying keys) throws IOException {
        var folder = where.folder();
        var kept = folder.kept().record();
        if (kept.phase() != TokenPhase.HANDED) {
            return no("this token has loaded no handset");
        }
        var given = keys.profile;
        var next = given.isPresent() ? read(given.get()) : rekeyed(kept.contents());
        var part =
                PackageContents.of(next)
                        .flatMap(parts -> parts.find(Part.KEYS))
                        .filter(found -> fits(found, kept.contents()));
        if (part.isEmpty()) {
            return no("the new package is not made like the token's; give --profile FILE");
        }
        try (var secret = Secret.taking(part.get().bytes())) {
            var order = TokenMaker.reclaim(folder.kit(), kept, secret, operator(folder));
            Path file = where.file("reclaim");
            Path beside = file.resolveSibling(file.getFileName() + ".der");
            TokenFolder.write(beside, next.bytes());
            say(beside + " has the new keys, for the authentication centre");
            return written(file, order);
        }
    }

    private static ProfilePackage read(Path file) throws IOException {
        if (ProfilePackage.read(Files.readAllBytes(file))
                instanceof ProfilePackage.Reading.Whole(var whole)) {
            return whole;
        }
        throw new IOException(file + " is no profile package");
    }

    private ProfilePackage rekeyed(Contents contents) throws IOException {
        try (var keys = Secret.taking(contents.find(Part.KEYS).orElse(Octets.NONE).bytes())) {
            var profile =
                    PackageContents.subscription(keys, contents)
                            .orElseThrow(() -> new IOException("the token has no subscription"))
                            .profile();
            return ServeToken.trial(
                    random, profile.iccid().orElseThrow(), profile.imsi().orElseThrow(), null);
        }
    }

    private static boolean fits(Octets keys, Contents contents) {
        try (var secret = Secret.taking(keys.bytes())) {
            return PackageContents.subscription(secret, contents).isPresent();
        }
    }

    private int no(String why) {
        if (spec != null) {
            spec.commandLine().getErr().println("veritac: " + why);
        }
        return NO;
    }

    @Command(
            name = "release",
            header = "End the subscription on the handset of a token that is lost.",
            footer = {
                "",
                "Example:",
                "  ./veritac lab order release --data lab-token",
                "  ./veritac token release --order lab-token/release.order --data phone"
            })
    int release(@Mixin Where where) throws IOException {
        var folder = where.folder();
        var kept = folder.kept().record();
        var pairing = kept.pairing();
        if (pairing == null) {
            return no("this token has loaded no handset");
        }
        var token = folder.id();
        var subject = new Order.Subject(token, kept.tid(), kept.generation());
        HandsetId handset = pairing.handset();
        return written(where.file("release"), Order.terminate(subject, handset, operator(folder)));
    }

    @Command(
            name = "activate",
            header = "Run an application that the token has brought.",
            footer = {
                "",
                "Example:",
                "  ./veritac lab order activate greeting --counter 1 --data lab-token",
                "  ./veritac token activate --order lab-token/activate.order --data phone"
            })
    int activate(@Mixin Where where, @Mixin Program what) throws IOException {
        var folder = where.folder();
        var cargo = folder.kept().record().contents().find(Part.APPLICATIONS).orElse(Octets.NONE);
        var application =
                Cargo.read(cargo.bytes()).orElse(List.of()).stream()
                        .filter(one -> one.name().equals(what.name))
                        .findFirst();
        if (application.isEmpty()) {
            return no("the token carries no " + what.name);
        }
        var command = Activation.signed(application.get(), what.counter, folder.operator());
        return written(where.file("activate"), Octets.of(command.bytes()));
    }

    @Command(
            name = "policy",
            header = "Give a token another policy.",
            description = {
                "Everything that is not named stays as by default. What gives a lock or the PIN up"
                        + " loses promises: docs/token-interface.md, section 6."
            },
            footer = {
                "",
                "Example:",
                "  ./veritac lab order policy --number 2 --return-on-tap --data lab-token",
                "  ./veritac token policy 35963 --order lab-token/policy.order --data phone"
            })
    int policy(@Mixin Where where, @Mixin Terms terms) throws IOException {
        var folder = where.any();
        var token = folder.id();
        var policy = SignedPolicy.of(token, terms.number, terms.policy(), operator(folder));
        return written(where.file("policy"), policy.octets());
    }

    /// What a reclaimed token gets.
    static final class Rekeying {
        @Option(
                names = "--profile",
                paramLabel = "FILE",
                description = "A package like the token's, with the new keys.")
        private Optional<Path> profile = Optional.empty();
    }

    /// What is to run.
    static final class Program {
        @Parameters(paramLabel = "NAME", description = "The application.")
        private String name = "";

        @Option(
                names = "--counter",
                paramLabel = "N",
                required = true,
                description = "Higher than that of any command before.")
        private long counter;
    }

    /// A policy in words.
    static final class Terms {
        @Option(
                names = "--number",
                paramLabel = "N",
                required = true,
                description = "Higher than that of any policy before.")
        private int number;

        @Option(names = "--no-token-lock", description = "The token loads several handsets.")
        private boolean noTokenLock;

        @Option(names = "--no-handset-lock", description = "The user may drop the subscription.")
        private boolean noHandsetLock;

        @Option(names = "--no-pin", description = "A load asks for no PIN.")
        private boolean noPin;

        @Option(names = "--compare-codes", description = "Codes are compared before a load.")
        private boolean compare;

        @Option(names = "--return-on-tap", description = "A tap of the own token returns.")
        private boolean returnOnTap;

        @Option(names = "--operator-key", description = "Channels by the operator's key too.")
        private boolean operatorKey;

        @Option(
                names = "--media",
                paramLabel = "HOW",
                split = ",",
                defaultValue = "slot,usb,contactless",
                description = "Over which a load may go (default: ${DEFAULT-VALUE}).")
        private List<String> media = List.of();

        @Option(names = "--buffered", description = "Parts are copied before they are offered.")
        private boolean buffered;

        @Option(names = "--polling", description = "The handset asks until they are.")
        private boolean polling;

        @Option(names = "--each-packet", description = "Every packet carries a MAC of the pair.")
        private boolean eachPacket;

        @Option(
                names = "--packet",
                paramLabel = "BYTES",
                defaultValue = "220",
                description = "Bytes of a packet; 0: parts go whole (default: ${DEFAULT-VALUE}).")
        private int packet = Policy.SHORT_PACKET_BYTES;

        @Option(
                names = "--protection",
                paramLabel = "LEVEL",
                defaultValue = "0",
                description =
                        "Least protection of the handset, 0 to 2 (default: ${DEFAULT-VALUE}).")
        private int protection;

        Policy policy() {
            var over = EnumSet.noneOf(Medium.class);
            media.forEach(one -> over.add(Medium.valueOf(one.toUpperCase(Locale.ROOT))));
            return new Policy(
                    new Locks(!noTokenLock, !noHandsetLock),
                    !noPin,
                    compare,
                    returnOnTap,
                    operatorKey,
                    over,
                    buffered,
                    polling,
                    eachPacket,
                    true,
                    true,
                    packet,
                    protection);
        }
    }
}
