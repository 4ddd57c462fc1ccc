// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.ResponseApdu;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// A token and a handset brought together, message for message through their encoding, in one
/// process. A test may cut the wire or the power at any write.
final class Tap {
    private static final int STEPS_MAX = 10_000;

    final World.Token token;
    final World.Handset handset;
    final List<Receipt.Entry> tokenReceipts = new ArrayList<>();
    final List<Receipt.Entry> handsetReceipts = new ArrayList<>();
    final List<CommandApdu> commands = new ArrayList<>();
    final List<ResponseApdu> responses = new ArrayList<>();
    TokenRecord kept;
    Memory memory = Memory.NEW;
    Wish.Personal choice = Wish.Personal.KEEP_HERE;
    Next last = Next.Over.of(Ending.NOTHING_TO_DO);
    String code = "";
    int writes;
    int writesMax = Integer.MAX_VALUE;
    Medium medium = Medium.CONTACTLESS;
    final List<String> transcript = new ArrayList<>();
    private final Dice dice = new Dice(99);
    private TokenState tokenState;
    private HandsetState handsetState = HandsetState.of(HandsetRecord.NEW);

    /// The power fails.
    static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    Tap(World.Token token, World.Handset handset, TokenRecord kept) {
        this.token = token;
        this.handset = handset;
        this.kept = kept;
        this.tokenState = TokenState.of(kept);
    }

    /// Both get power again; then the handset is tapped. What comes out is how it ended.
    Ending tap(Wish wish) {
        start();
        var fresh = new Fresh(dice.octets(Fresh.BYTES));
        var binder = dice.octets(Channel.BINDER_BYTES);
        var mode = Channel.Mode.CERTIFICATES;
        note("binder", binder.bytes());
        note("handset.fresh", fresh.bytes().bytes());
        tokenState =
                TokenState.of(kept)
                        .opened(new Channel(mode, medium, binder, handset.certificate()));
        var seen = new Channel(mode, medium, binder, token.certificate());
        perform(
                handset.machine()
                        .on(handsetState, new Event.Tapped(seen, wish, fresh, World.TIME)));
        for (int i = 0; i < STEPS_MAX && !(last instanceof Next.Over); i++) {
            perform(handset.machine().on(handsetState, event(last)));
        }
        return ((Next.Over) last).ending();
    }

    private void note(String name, byte[] bytes) {
        transcript.add(name + " = " + HexFormat.of().formatHex(bytes));
    }

    void start() {
        perform(HandsetMachine.started(memory.record()));
    }

    Ending event(Event event) {
        perform(handset.machine().on(HandsetState.of(memory.record()), event));
        return ((Next.Over) last).ending();
    }

    private Event event(Next next) {
        return switch (next) {
            case Next.Send(var request) -> new Event.Heard(exchange(request));
            case Next.NeedBackup(var parts) -> new Event.BackedUp(backup(parts));
            case Next.NeedComparison(var shown) -> {
                code = shown;
                boolean same = tokenState.code().equals(shown);
                tokenState = tokenState.compared();
                yield new Event.Compared(same);
            }
            case Next.NeedChoice _ -> new Event.Chosen(choice);
            case Next.Over _ -> throw new AssertionError("it is over");
        };
    }

    private Contents backup(Set<Part> parts) {
        var all = Contents.EMPTY;
        for (Part part : parts) {
            all =
                    memory.files().find(part).map(bytes -> bytes).isPresent()
                            ? all.with(part, memory.file(part))
                            : all;
        }
        return all;
    }

    private Answer exchange(Request request) {
        var command = Requests.write(request);
        commands.add(command);
        note("request", command.bytes());
        var reading = RequestReader.read(command);
        var answer =
                switch (reading) {
                    case RequestReader.Reading.Whole(var read) -> {
                        if (!read.equals(request)) {
                            throw new AssertionError("read as another request: " + request);
                        }
                        yield answer(read);
                    }
                    case RequestReader.Reading.Malformed(var refusal) ->
                            throw new AssertionError(refusal + " of " + request);
                };
        var response = Replies.write(answer);
        responses.add(response);
        note("answer", response.bytes());
        var read = Replies.read(request, response).orElseThrow();
        if (!read.equals(answer)) {
            throw new AssertionError("read as another answer: " + answer);
        }
        return read;
    }

    Answer answer(Request request) {
        var fresh = new Fresh(dice.octets(Fresh.BYTES));
        note("token.fresh", fresh.bytes().bytes());
        var step = token.machine().on(tokenState, request, fresh);
        for (TokenWrite write : step.writes()) {
            count();
            kept = write.record();
            if (write.receipt() != null) {
                tokenReceipts.add(write.receipt());
            }
        }
        tokenState = step.state();
        return step.answer();
    }

    private void perform(HandsetStep step) {
        for (HandsetWrite write : step.writes()) {
            count();
            memory = memory.after(write);
            if (write instanceof HandsetWrite.Keep(_, var receipt) && receipt != null) {
                handsetReceipts.add(receipt);
            }
        }
        handsetState = step.state();
        last = step.next();
    }

    private void count() {
        if (writes == writesMax) {
            writesMax = Integer.MAX_VALUE;
            throw new PowerCut();
        }
        writes++;
    }

    /// How many of the two would answer the network.
    int active() {
        return (kept.mayAuthenticate() ? 1 : 0) + (memory.isActive() ? 1 : 0);
    }
}
