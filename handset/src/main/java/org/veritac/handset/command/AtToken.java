// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.veritac.card.CardLink;
import org.veritac.card.channel.Opening;
import org.veritac.handset.mirror.Mirror;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandOver;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Next;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Wish;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// A token at this machine: where it is, and what is said about a tap. A mixin.
final class AtToken {
    @Parameters(
            index = "0",
            paramLabel = "READER",
            description = {
                "A PC/SC reader by its name, or HOST:PORT (or PORT) where a virtual card comes to."
            })
    private String reader = "";

    @Option(
            names = "--medium",
            paramLabel = "HOW",
            defaultValue = "slot",
            converter = Media.class,
            description = "slot, usb or contactless (default: ${DEFAULT-VALUE}).")
    private Medium medium = Medium.SLOT;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long to wait for the token (default: ${DEFAULT-VALUE}).")
    private int wait = 20;

    /// Small letters.
    static final class Media implements ITypeConverter<Medium> {
        @Override
        public Medium convert(String value) {
            return Medium.valueOf(value.toUpperCase(Locale.ROOT));
        }
    }

    CardLink open() throws IOException {
        return Slots.open(reader, Duration.ofSeconds(wait));
    }

    /// Digits as a token compares them; asked for on a terminal when none were typed.
    static Octets pin(String typed, String question) {
        var terminal = terminal();
        return typed.isEmpty() && terminal.isPresent()
                ? digits(new String(terminal.get().readPassword("%s: ", question)))
                : digits(typed);
    }

    /// Where somebody sits; a console is there in other cases too, or not.
    private static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    static Octets digits(String digits) {
        return Octets.of(digits.getBytes(StandardCharsets.US_ASCII));
    }

    /// One tap with progress and its result in words.
    ///
    /// @param good the ending that was wanted
    int tap(Handset handset, Mirror mirror, Wish wish, Ending good) throws IOException {
        var progress = new Progress(handset.out());
        try (var card = open()) {
            return switch (mirror.tap(card, wish, medium, progress)) {
                case HandOver.Result.Over(var over) -> {
                    progress.end();
                    yield over(handset, over, good);
                }
                case HandOver.Result.NoToken() -> handset.no("the card there is no token");
                case HandOver.Result.NotOpened(var opening) -> handset.no(said(opening));
            };
        } catch (IOException e) {
            progress.end();
            throw new IOException(
                    e.getMessage()
                            + "; this handset is "
                            + mirror.record().phase()
                            + ": the same command again goes on from there",
                    e);
        }
    }

    static String said(Opening opening) {
        return switch (opening) {
            case Opening.Refused(var step, var status) ->
                    "the token refuses the channel at %s: %s".formatted(step, status);
            case Opening.Distrusted(var why) -> "the token is not believed: " + why;
            case Opening.Open _ -> "the channel is open";
        };
    }

    private static int over(Handset handset, Next.Over over, Ending good) {
        if (over.ending() == good) {
            handset.out().println(words(over));
            return Handset.DONE;
        }
        return handset.no(words(over));
    }

    private static String words(Next.Over over) {
        return over.ending() == Ending.WRONG_PIN
                ? "wrong PIN, %d tries left".formatted(over.tries())
                : words(over.ending());
    }

    static String words(Ending ending) {
        return switch (ending) {
            case LOADED -> "loaded: this handset is active, the token is not";
            case RETURNED -> "returned: the token is active again, this handset is empty";
            case RETIRED -> "the token says that this transfer is over: this handset is empty";
            case TERMINATED -> "ended by the operator: keys are destroyed, this handset is empty";
            case DROPPED -> "dropped: keys are destroyed, this handset is empty";
            case NOTHING_TO_DO -> "nothing is to be done with this token";
            case OTHER_TOKEN -> "this handset is locked to another token";
            case TOKEN_LOCKED -> "the token is locked: it has handed over to another handset";
            case TOKEN_REFUSED -> "the token refuses";
            case NOT_BELIEVED -> "the token is not believed: binding, policy or key do not fit";
            case MALFORMED -> "the token's answer is not what was asked for";
            case WRONG_PIN -> "wrong PIN";
            case PIN_BLOCKED -> "the token's PIN is blocked, or was never set";
            case CODES_DIFFER -> "the codes differ";
            case DAMAGED -> "what came is not what the token announced";
            case TOO_MANY_TOKENS -> "this handset was loaded from as many tokens as it remembers";
            case ORDER_REFUSED -> "the order is not for this handset, or not signed";
            case HANDSET_LOCKED -> "this handset is locked: only its token takes it back";
            case CUT -> "the channel was cut; the same command again goes on";
        };
    }

    /// What a person sees of a tap; one line that moves on a terminal, nothing else elsewhere.
    private static final class Progress implements Mirror.Owner {
        private final PrintWriter out;
        private final Optional<Console> terminal = terminal();
        private boolean moved;

        Progress(PrintWriter out) {
            this.out = out;
        }

        private void show(String text) {
            if (terminal.isPresent()) {
                out.printf("\r%-60s", text);
                out.flush();
                moved = true;
            }
        }

        void end() {
            if (moved) {
                out.println();
                moved = false;
            }
        }

        @Override
        public boolean showsSame(String code) {
            return terminal.map(line -> line.readLine("%nDoes the token show %s? [y/N] ", code))
                    .filter("y"::equalsIgnoreCase)
                    .isPresent();
        }

        @Override
        public Wish.Personal choose(int free) {
            out.printf("personal data do not fit into %,d bytes and stay here%n", free);
            return Wish.Personal.KEEP_HERE;
        }

        @Override
        public void received(Part part, int bytes) {
            show("%s %,d bytes, keep the token there".formatted(part, bytes));
        }

        @Override
        public void entered(HandsetPhase phase) {
            show(phase.name().toLowerCase(Locale.ROOT));
        }
    }
}
