// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.veritac.card.CardLink;
import org.veritac.handset.mirror.Mirror;
import org.veritac.subscription.transfer.Receipt;
import org.veritac.subscription.transfer.ReceiptLog;
import org.veritac.subscription.transfer.TokenVisit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The logs of both sides.
@Command(
        name = "receipts",
        header = "Show the signed receipts of this handset, or of a token.",
        description = {
            "Each is numbered, chained to the one before and signed; a log that was changed says so"
                    + " and ends with 1."
        },
        footer = {
            "",
            "Example:",
            "  ./veritac token receipts",
            "  ./veritac token receipts --at 35963"
        })
final class Receipts implements Callable<Integer> {
    private final World world;
    @Mixin private final Handset handset = new Handset();

    @Option(
            names = "--at",
            paramLabel = "READER",
            description = "Those of the token there, instead of this handset's.")
    private Optional<String> reader = Optional.empty();

    Receipts(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        return handset.with(world, mirror -> reader.isPresent() ? ofToken(mirror) : own(mirror));
    }

    private int own(Mirror mirror) {
        return show(mirror.receipts(), mirror.signer());
    }

    private int ofToken(Mirror mirror) throws IOException {
        var purpose = new TokenVisit.Purpose(Optional.empty(), true, mirror.now());
        try (CardLink card = Slots.open(reader.orElseThrow(), Duration.ofSeconds(20))) {
            return switch (mirror.visit(card, purpose)) {
                case TokenVisit.Result.Spoken(var token, _, _, var receipts) ->
                        show(receipts, token.signer());
                case TokenVisit.Result.Silent(var ending) -> handset.no("the token: " + ending);
                case TokenVisit.Result.NoToken() -> handset.no("the card there is no token");
                case TokenVisit.Result.NotOpened(var opening) -> handset.no(AtToken.said(opening));
            };
        }
    }

    private int show(List<Receipt> log, ECPublicKey signer) {
        for (Receipt receipt : log) {
            var entry = receipt.entry();
            handset.out()
                    .printf(
                            "%4d  %s  %-9s  transfer %d  generation %d  token %016x  handset"
                                    + " %016x%n",
                            receipt.number(),
                            Instant.ofEpochSecond(entry.time()),
                            entry.event().name().toLowerCase(Locale.ROOT),
                            entry.tid(),
                            entry.generation(),
                            entry.token().value(),
                            entry.handset().value());
        }
        return ReceiptLog.verify(log, signer)
                .map(flaw -> handset.no("receipt %d: %s".formatted(flaw.index() + 1, flaw.flaw())))
                .orElse(Handset.DONE);
    }
}
