// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;

import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What the real machines do, each thing asked once and remembered: the states of a search differ
/// in how devices are combined, not in what a device does.
///
/// Channels, nonces and the time never change here, so that everything that was said once is
/// authentic for ever. Kc and the pair key differ from transfer to transfer.
final class Moves {
    static final Octets NO_CHALLENGE = Octets.zeros(1);

    final World world = new World(7);
    final List<World.Token> tokens = new ArrayList<>();
    final List<World.Handset> handsets = new ArrayList<>();
    final Pool<TokenRecord> records = new Pool<>();
    final Pool<Holder> holders = new Pool<>();
    final Pool<Said> said = new Pool<>();
    private final Wrong wrong;
    private final Map<Long, OfToken> ofTokens = new HashMap<>();
    private final Map<Long, OfHandset> ofHandsets = new HashMap<>();
    private final Map<List<Object>, OfHandset> ofEvents = new HashMap<>();
    private final Map<List<Object>, Octets> orders = new HashMap<>();
    private final Map<Long, BitSet> utterances = new HashMap<>();
    private final Map<Long, List<Integer>> reads = new HashMap<>();
    private final BitSet questions = new BitSet();
    private final BitSet requests = new BitSet();
    private final Map<Integer, BitSet> between = new HashMap<>();
    private final Map<Integer, TokenTap> taps = new HashMap<>();

    Moves(Bounds bounds, Wrong wrong) {
        this.wrong = wrong;
        for (int i = 0; i < bounds.tokens(); i++) {
            tokens.add(world.token(i + 1));
        }
        for (int i = 0; i < bounds.handsets(); i++) {
            handsets.add(world.handset(i + 1));
        }
        for (int t = 0; t < bounds.tokens(); t++) {
            for (int h = 0; h < bounds.handsets(); h++) {
                taps.put(t << 1 | h, greeted(t, h));
            }
        }
    }

    /// Something that was said between two, in one direction.
    record Said(int token, int handset, Object message) {}

    /// What a token does about a request.
    ///
    /// @param records every one that it keeps, in order
    /// @param answer number of what it says; -1 when it refuses
    record OfToken(List<Integer> records, int answer) {}

    /// What a handset does about an event.
    ///
    /// @param cuts holders that a cut between its writes leaves
    /// @param holder after all of it
    /// @param request number of what it asks then; -1 for nothing
    /// @param goesOn whether it waits for an answer
    record OfHandset(List<Integer> cuts, int holder, int request, boolean goesOn) {
        static final OfHandset REFUSED = new OfHandset(List.of(), -1, -1, false);

        boolean refused() {
            return holder < 0;
        }
    }

    TokenRecord issued(int t, Policy policy) {
        var id = tokens.get(t).id();
        var signed =
                policy.needsSignature()
                        ? world.signed(id, policy)
                        : SignedPolicy.plain(id, 0, policy);
        var contents = World.contents(id, Map.of(Part.SEQUENCE, NO_CHALLENGE));
        return TokenRecord.issued(World.pin(), signed, contents);
    }

    static Octets zero() {
        return Octets.zeros(PairKey.NONCE_BYTES);
    }

    /// What a token draws for a transfer.
    static Fresh fresh(int t, int tid) {
        var kc = Octets.of(Dice.block(1000L + t, tid)).part(0, Envelope.KEY_BYTES);
        return new Fresh(Octets.join(zero(), kc));
    }

    int say(int t, int h, Object message) {
        int number = said.number(new Said(t, h, message));
        if (message instanceof Request.Status) {
            questions.set(number);
        }
        if (message instanceof Request) {
            requests.set(number);
        } else {
            between.computeIfAbsent(t << 1 | h, _ -> new BitSet()).set(number);
        }
        return number;
    }

    /// Those of these that ask how things stand.
    BitSet questions(BitSet soup) {
        return both(soup, questions);
    }

    /// Those of these that a token hears.
    BitSet requests(BitSet soup) {
        return both(soup, requests);
    }

    /// Those of these that a handset hears from a token.
    BitSet answers(BitSet soup, int t, int h) {
        return both(soup, between.getOrDefault(t << 1 | h, new BitSet()));
    }

    private static BitSet both(BitSet one, BitSet other) {
        var both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    /// What a handset in this state says without being asked, and without changing anything: how
    /// things stand, and again what it said last. Numbers.
    BitSet utterances(int holder, int t, int h) {
        return utterances.computeIfAbsent(
                ((long) holder << 2 | t) << 1 | h,
                _ -> {
                    var numbers = new BitSet();
                    says(holder, t, h).forEach(numbers::set);
                    return numbers;
                });
    }

    private List<Integer> says(int holder, int t, int h) {
        var record = holders.get(holder).memory().record();
        var loan = record.loan();
        if (loan == null) {
            return List.of(
                    say(t, h, status(0, 0, Octets.NONE)),
                    say(t, h, new Request.Begin(zero(), Octets.NONE)));
        }
        if (!loan.token().equals(tokens.get(t).id())) {
            return List.of();
        }
        var channel = World.seenByHandset(tokens.get(t));
        var open = status(loan.tid(), loan.generation(), Octets.NONE);
        var mac = loan.key().mac(Requests.signed(open, channel));
        int status = say(t, h, status(loan.tid(), loan.generation(), mac));
        return switch (record.phase()) {
            case EMPTY, ACTIVE -> List.of(status);
            case STAGED -> {
                var ready = new Request.Ready(loan.tid(), loan.digest(), Octets.NONE);
                var seal = loan.key().mac(Requests.signed(ready, channel));
                yield List.of(
                        status, say(t, h, new Request.Ready(loan.tid(), loan.digest(), seal)));
            }
            case RELEASED -> {
                int tid = loan.tid();
                var released =
                        new Request.Released(tid, loan.attempt(), loan.backup(), Octets.NONE);
                var seal = loan.key().mac(Requests.signed(released, channel));
                yield List.of(
                        status,
                        say(t, h, new Request.Released(tid, loan.attempt(), loan.backup(), seal)));
            }
        };
    }

    private static Request.Status status(int tid, int generation, Octets mac) {
        return new Request.Status(zero(), tid, generation, 0, Octets.NONE, mac);
    }

    /// Reads that bring everything of what a token has prepared.
    List<Integer> reads(int record, int t, int h) {
        return reads.computeIfAbsent(
                ((long) record << 2 | t) << 1 | h, _ -> readsOf(records.get(record), t, h));
    }

    private List<Integer> readsOf(TokenRecord kept, int t, int h) {
        var pairing = kept.pairing();
        var reads = new ArrayList<Integer>();
        if (kept.phase() != TokenPhase.PREPARED
                || pairing == null
                || !pairing.handset().equals(handsets.get(h).id())) {
            return reads;
        }
        kept.contents()
                .parts()
                .forEach((part, bytes) -> {
                    int length =
                            part == Part.KEYS
                                    ? Envelope.close(pairing.kc(), bytes).length()
                                    : bytes.length();
                    if (length > 0) {
                        reads.add(say(t, h, new Request.Read(part, 0, length)));
                    }
                });
        return reads;
    }

    /// What a token does that a handset taps, and that hears something that was said.
    OfToken token(int record, int t, int h, int request) {
        return ofTokens.computeIfAbsent(
                ((long) record << 32 | request) << 1 | h,
                _ -> {
                    var asked = (Request) said.get(request).message();
                    return move(records.get(record), t, h, asked);
                });
    }

    private TokenState identified(TokenState state, int t, int h) {
        var open = state.opened(World.seenByToken(handsets.get(h)));
        var commitment = SessionCode.commit(zero());
        var identify = new Request.Identify(handsets.get(h).setup().binding(), commitment);
        return tokens.get(t).machine().on(open, identify, fresh(t, 0)).state();
    }

    /// What a token remembers of a handset that was greeted and presented the PIN.
    private TokenTap greeted(int t, int h) {
        var policy = SignedPolicy.plain(tokens.get(t).id(), 0, Policy.DEFAULT);
        var record = TokenRecord.issued(World.pin(), policy, Contents.EMPTY);
        var state = identified(TokenState.of(record), t, h);
        var machine = tokens.get(t).machine();
        for (Request request :
                List.of(status(0, 0, Octets.NONE), new Request.VerifyPin(World.PIN))) {
            state = machine.on(state, request, fresh(t, 0)).state();
        }
        return Objects.requireNonNull(state.tap());
    }

    private OfToken move(TokenRecord record, int t, int h, Request request) {
        boolean uncounted =
                wrong == Wrong.UNNUMBERED_ATTEMPTS && request instanceof Request.GiveBack;
        var before = uncounted ? record.with((Upload) null) : record;
        var tap = taps.get(t << 1 | h);
        var state = new TokenState(before, request instanceof Request.Status ? null : tap);
        var machine = tokens.get(t).machine();
        var fresh = fresh(t, record.tid() + 1);
        if (request instanceof Request.Status) {
            state = identified(state, t, h);
        }
        var step = machine.on(state, request, fresh);
        if (step.answer() instanceof Answer.Refused) {
            return new OfToken(List.of(), -1);
        }
        var after = new ArrayList<Integer>();
        for (TokenWrite write : step.writes()) {
            after.add(records.number(mutated(write.record(), request)));
        }
        return new OfToken(after, say(t, h, step.answer()));
    }

    private TokenRecord mutated(TokenRecord record, Request request) {
        var upload = record.upload();
        return wrong == Wrong.TOKEN_FREE_BEFORE_RELEASE
                        && request instanceof Request.Close
                        && upload != null
                ? record.free(record.contents().with(upload.received()))
                : record;
    }

    /// What a handset does that hears an answer.
    OfHandset heard(int holder, int h, int answer) {
        return ofHandsets.computeIfAbsent(
                ((long) holder << 32 | answer) << 1 | h,
                _ -> {
                    var message = said.get(answer);
                    var event = new Event.Heard((Answer) message.message());
                    return move(holders.get(holder), message.token(), h, event);
                });
    }

    /// What a handset does that is tapped anew, its memory being what it is.
    OfHandset tapped(int holder, int t, int h, Wish wish) {
        return ofEvents.computeIfAbsent(
                List.of(holder, t, h, wish),
                _ -> {
                    var channel = World.seenByHandset(tokens.get(t));
                    var fresh = new Fresh(Octets.zeros(Fresh.BYTES));
                    var rested = Holder.rested(uncounted(holders.get(holder).memory()));
                    return move(rested, t, h, new Event.Tapped(channel, wish, fresh, 0));
                });
    }

    private Memory uncounted(Memory memory) {
        var record = memory.record();
        var loan = record.loan();
        return wrong == Wrong.UNNUMBERED_ATTEMPTS
                        && record.phase() == HandsetPhase.ACTIVE
                        && loan != null
                ? memory.with(record.with(HandsetPhase.ACTIVE, loan.abandoned()))
                : memory;
    }

    OfHandset dropped(int holder, int t, int h) {
        return ofEvents.computeIfAbsent(
                List.of(holder, h, "dropped"),
                _ -> move(holders.get(holder), t, h, new Event.Dropped(0)));
    }

    OfHandset terminated(int holder, int t, int h, int tid) {
        return ofEvents.computeIfAbsent(
                List.of(holder, t, h, "terminated", tid),
                _ -> {
                    var subject = new Order.Subject(tokens.get(t).id(), tid, 1);
                    var id = handsets.get(h).id();
                    var order = Order.terminate(subject, id, world.operator);
                    return move(holders.get(holder), t, h, new Event.Ordered(order, 0));
                });
    }

    /// Number of the order to reclaim what was handed over under a tid and the first generation.
    int reclaim(int t, int tid) {
        var order =
                orders.computeIfAbsent(
                        List.of(t, tid),
                        _ -> {
                            var id = tokens.get(t).id();
                            var key = (ECPublicKey) tokens.get(t).agreement().getPublic();
                            var subject = new Order.Subject(id, tid, 1);
                            return Order.reclaim(subject, key, World.ki(id, 2), world.operator);
                        });
        return say(t, 0, new Request.Deliver(order));
    }

    private OfHandset move(Holder holder, int t, int h, Event event) {
        var machine = handsets.get(h).machine();
        var step = machine.on(holder.state(), event);
        var after = new Written(holder.memory());
        after.write(step.writes());
        boolean changes = !step.writes().isEmpty();
        if (step.next() instanceof Next.NeedBackup(var parts)) {
            var backup = backup(after.memory, parts);
            step = machine.on(step.state(), new Event.BackedUp(backup));
            after.write(step.writes());
        }
        if (step.next() instanceof Next.Over && !changes) {
            return OfHandset.REFUSED;
        }
        int request = step.next() instanceof Next.Send(var sent) ? say(t, h, sent) : -1;
        var state = forgetful(step.state());
        var memory = after.memory.with(state.record());
        return new OfHandset(
                after.cuts.stream().map(holders::number).toList(),
                holders.number(new Holder(memory, state)),
                request,
                request >= 0);
    }

    /// Writes as they are done, and what a cut after each of them but the last leaves, before and
    /// after the handset has got power again.
    private final class Written {
        private Memory memory;
        private final List<Holder> cuts = new ArrayList<>();
        private @Nullable Memory before;

        Written(Memory memory) {
            this.memory = memory;
        }

        void write(List<HandsetWrite> writes) {
            for (HandsetWrite write : writes) {
                if (before != null) {
                    cut(before);
                }
                memory = memory.after(write);
                before = memory;
            }
        }

        private void cut(Memory left) {
            var kept = left.with(forgetful(HandsetState.of(left.record())).record());
            cuts.add(Holder.rested(kept));
            var started = kept;
            for (HandsetWrite write : HandsetMachine.started(kept.record()).writes()) {
                started = started.after(write);
            }
            cuts.add(Holder.rested(started));
        }
    }

    private HandsetState forgetful(HandsetState state) {
        var record = state.record();
        return wrong == Wrong.NO_MEMORY_OF_FINISHED && !record.finished().isEmpty()
                ? new HandsetState(
                        new HandsetRecord(record.phase(), record.loan(), Map.of()), state.errand())
                : state;
    }

    private static Contents backup(Memory memory, Set<Part> parts) {
        var all = Contents.EMPTY.with(Part.SEQUENCE, NO_CHALLENGE);
        for (Part part : parts) {
            var bytes = memory.files().find(part);
            all = bytes.isPresent() ? all.with(part, bytes.get()) : all;
        }
        return all;
    }
}
