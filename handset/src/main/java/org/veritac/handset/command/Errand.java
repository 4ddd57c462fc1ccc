// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.veritac.handset.mirror.Mirror;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Refusal;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.TokenVisit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// One request that somebody has of a token, brought by this handset, and the answer in words.
///
/// @param done what is said when the token has done it
record Errand(Handset handset, AtToken token, String done) {
    int run(World world, Request request) throws IOException {
        return handset.with(world, mirror -> visit(mirror, request));
    }

    /// Brings something that the operator has signed.
    int deliver(World world, Path signed) throws IOException {
        return run(world, new Request.Deliver(Octets.of(Files.readAllBytes(signed))));
    }

    private int visit(Mirror mirror, Request request) throws IOException {
        var purpose = new TokenVisit.Purpose(Optional.of(request), false, mirror.now());
        try (var card = token.open()) {
            return said(mirror.visit(card, purpose));
        }
    }

    private int said(TokenVisit.Result result) {
        return switch (result) {
            case TokenVisit.Result.Spoken(_, _, Answer.Fine _, _) -> {
                handset.out().println(done);
                yield Handset.DONE;
            }
            case TokenVisit.Result.Spoken(_, _, Answer.Refused(var why, var tries), _) ->
                    handset.no(words(why, tries));
            case TokenVisit.Result.Spoken _ -> handset.no(words(Refusal.CONDITIONS, 0));
            case TokenVisit.Result.Silent(var ending) -> handset.no("the token: " + ending);
            case TokenVisit.Result.NoToken() -> handset.no("the card there is no token");
            case TokenVisit.Result.NotOpened(var opening) -> handset.no(AtToken.said(opening));
        };
    }

    private static String words(Refusal refusal, int tries) {
        return refusal == Refusal.WRONG_PIN
                ? "wrong, %d tries left".formatted(tries)
                : "the token refuses: " + refusal;
    }
}
