// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.PackedImei;
import org.veritac.card.report.Report;
import org.veritac.card.vault.VaultId;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.signalling.ota.Outcome;
import org.veritac.signalling.ota.Subscriber;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Tells one subscriber's card something and waits for its proof of receipt.
@Command(
        name = "tell",
        header = "Tell a subscriber's card something and wait for its answer.",
        description = {
            "poll asks for the last report, which counts like any other, check for a new check of"
                + " the phone; block refuses the phone that is proven now, stop-keys every phone,"
                + " unblock ends both; keys brings the keys for the vault of --vault, forget takes"
                + " them away. All can be repeated without harm."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac ota tell 001010123456789 check",
            "  ./veritac ota tell 001010123456789 keys --vault 0011223344556677"
        })
final class OtaTell implements OnRegister {
    static final String NO_GATEWAY =
            "there is no gateway to cards: set serve.ota in the configuration of a running serve";

    private static final int SUCCESS = 0x9000;
    private static final long LOOK_MILLIS = 250;

    /// What a card can be told.
    enum Word {
        POLL,
        CHECK,
        BLOCK,
        UNBLOCK,
        STOP_KEYS,
        KEYS,
        FORGET;

        static List<String> all() {
            return Arrays.stream(values()).map(Word::text).toList();
        }

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "IMSI", description = "Whose card.")
    private Imsi imsi = Imsi.of("001010000000000");

    @Parameters(
            index = "1",
            paramLabel = "WORD",
            description = "poll, check, block, unblock, stop-keys, keys or forget")
    private String word = "";

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "What a blocked phone shows, at most 64 plain characters.")
    private String text = "This phone is blocked by the operator.";

    @Option(names = "--vault", paramLabel = "ID", description = "16 hexadecimal digits.")
    private @Nullable String vault;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        if (!Word.all().contains(word)) {
            return desk.usage("'" + word + "' is not one of " + String.join(", ", Word.all()));
        }
        Cards cards = desk.cards();
        if (cards == null) {
            return desk.no(NO_GATEWAY);
        }
        Optional<Subscriber> subscriber = cards.find(imsi);
        if (subscriber.isEmpty()) {
            return desk.no("this subscriber has no card here; see ./veritac ota cards --help");
        }
        Instruction instruction;
        try {
            instruction = instruction(cards, subscriber.get());
        } catch (IllegalArgumentException e) {
            return desk.usage(String.valueOf(e.getMessage()));
        }
        return tell(desk, await(desk, cards.send(imsi, List.of(instruction))));
    }

    private Instruction instruction(Cards cards, Subscriber subscriber) {
        return switch (Word.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'))) {
            case POLL -> new Instruction.Poll(false);
            case CHECK -> new Instruction.Poll(true);
            case BLOCK -> new Instruction.Block(null, 0, text);
            case UNBLOCK -> new Instruction.Unblock();
            case STOP_KEYS -> new Instruction.StopKeys();
            case KEYS -> cards.vaultKeys().bring(named(), subscriber);
            case FORGET -> cards.vaultKeys().forget(named());
        };
    }

    private VaultId named() {
        if (vault == null) {
            throw new IllegalArgumentException("--vault says which vault");
        }
        return VaultId.ifValid(HexFormat.of().parseHex(vault))
                .orElseThrow(() -> new IllegalArgumentException("--vault has 16 digits"));
    }

    private static Outcome await(Desk desk, CompletableFuture<Outcome> coming) throws IOException {
        while (true) {
            desk.progress().at("waiting for the card", 0, 0);
            try {
                return coming.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Whoever waits may stop it here.
            } catch (ExecutionException e) {
                throw new IOException(String.valueOf(e.getCause()), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private static int tell(Desk desk, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(int status, Report report) -> {
                if (report != null) {
                    report(desk, report);
                }
                if (status != SUCCESS) {
                    yield desk.no("the card answers %04X".formatted(status));
                }
                desk.say("the card has done it");
                yield Exit.DONE;
            }
            case Outcome.Refused(var status) -> desk.no("the card refuses the packet: " + status);
            case Outcome.Unreadable() -> desk.no("the card's answer is not understood");
            case Outcome.Silent() -> desk.no("sent, but no answer came; it may have been done");
            case Outcome.Undelivered() -> desk.no("the SMSC could not deliver it");
            case Outcome.Unsent(var cause) ->
                    desk.no("nothing was sent: " + cause.name().toLowerCase(Locale.ROOT));
        };
    }

    private static void report(Desk desk, Report report) {
        desk.say("result    " + report.result().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        desk.say("proven    " + digits(report.proven()));
        desk.say("claimed   " + digits(report.claimed()));
        desk.say("vault     " + (report.vault() == null ? "none" : report.vault()));
        desk.say("blocked   " + report.blocked() + ", keys stopped " + report.stopped());
    }

    private static String digits(@Nullable PackedImei packed) {
        return packed == null ? "nothing" : packed.imei().map(Imei::labelDigits).orElse("no IMEI");
    }
}
