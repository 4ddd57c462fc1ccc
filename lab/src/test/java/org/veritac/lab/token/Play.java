// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Manifest;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Order;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Receipt;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.SignedPolicy;
import org.veritac.subscription.transfer.TokenPhase;
import org.veritac.subscription.transfer.TokenRecord;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Two handsets that ask a token anything, in sense and nonsense, the same for the same seed. Each
/// request goes to the card and to its model, and both have to answer alike.
final class Play {
    private static final List<Part> ALL = List.of(Part.values());

    /// How many requests of each kind were answered with anything but a refusal.
    final Map<String, Integer> done = new TreeMap<>();

    private final Random dice;
    private final Nation nation;
    private final CardToken token;
    private final Model model;
    private final Nation.Handset[] handsets;
    private final List<byte[]> draws = new ArrayList<>();
    private Subscription subscription = Subscription.first();
    private Nation.Handset present;
    private CardToken.Tapped tapped;
    private Octets pairKey = Octets.zeros(16);
    private Octets pin = Octets.NONE;
    private int attempt;
    private Contents backup = Contents.EMPTY;

    Play(long seed, Nation nation, CardToken token, Model model) throws IOException {
        dice = new Random(seed);
        this.nation = nation;
        this.token = token;
        this.model = model;
        handsets = new Nation.Handset[] {nation.handset(1), nation.handset(2)};
        present = handsets[0];
        token.power.listen(draws::add);
        tapped = tap(handsets[0]);
    }

    private CardToken.Tapped tap(Nation.Handset handset) throws IOException {
        present = handset;
        var next = token.tap(handset);
        model.opened(next.seenByToken(handset));
        return next;
    }

    private TokenRecord record() {
        return model.record();
    }

    private boolean chance(int percent) {
        return dice.nextInt(100) < percent;
    }

    private Octets some(int bytes) {
        byte[] all = new byte[bytes];
        dice.nextBytes(all);
        return Octets.of(all);
    }

    /// One request, or a new tap.
    void step() throws IOException {
        if (chance(3)) {
            greet(handsets[dice.nextInt(2)]);
            return;
        }
        if (chance(1)) {
            authenticate();
            return;
        }
        if (chance(3)) {
            deliver();
            return;
        }
        both(chance(75) ? sensible() : any());
    }

    /// A new tap that usually goes through its beginning.
    private void greet(Nation.Handset handset) throws IOException {
        tapped = tap(handset);
        both(chance(95) ? Greeting.identify(handset) : Greeting.identify(handsets[0]));
        both(status());
    }

    private Request status() {
        int tid = record().tid();
        boolean about = isPaired() && chance(60);
        return about ? sealing().status(tid, record().generation()) : Greeting.status();
    }

    private boolean isPaired() {
        var pairing = record().pairing();
        return pairing != null && pairing.handset().equals(present.id());
    }

    private Sealing sealing() {
        return new Sealing(pairKey, Octets.of(tapped.link.binder()));
    }

    /// Something that moves the transfer on.
    private Request sensible() {
        return switch (record().phase()) {
            case FREE -> {
                if (pin.isEmpty()) {
                    pin = Nation.ascii("" + (1000 + dice.nextInt(9000)));
                    yield new Request.Unblock(Nation.PUK, pin);
                }
                yield chance(40) ? new Request.VerifyPin(pin) : chance(80) ? begin() : unblock();
            }
            case PREPARED -> chance(70) ? read() : chance(30) ? new Request.Poll() : ready(true);
            case HANDED -> back();
        };
    }

    private Request begin() {
        var own = Octets.of(Greeting.sha256(model.part(Part.ADMINISTRATION).bytes()));
        Octets digest = chance(30) ? own : chance(10) ? some(32) : Octets.NONE;
        return new Request.Begin(some(16), digest);
    }

    private Request read() {
        var part = ALL.get(dice.nextInt(ALL.size()));
        int length = Math.max(1, model.part(part).length());
        int offset = dice.nextInt(length);
        int most = Math.min(Policy.SHORT_PACKET_BYTES + 1, length - offset + 1);
        return new Request.Read(part, offset, 1 + dice.nextInt(Math.max(1, most)));
    }

    private Request ready(boolean right) {
        var pairing = record().pairing();
        var digest = pairing == null || !right ? some(32) : pairing.digest();
        return sealing().ready(Math.max(1, record().tid()), digest);
    }

    private Request back() {
        var upload = record().upload();
        if (upload == null || chance(5)) {
            return giveBack();
        }
        if (upload.closed()) {
            return chance(70) ? released() : new Request.ReadReceipt(0);
        }
        if (chance(15)) {
            return sealing().close(record().tid(), attempt);
        }
        return write();
    }

    private Request giveBack() {
        var parts = new EnumMap<Part, Octets>(Part.class);
        parts.put(Part.SEQUENCE, model.part(Part.SEQUENCE));
        if (model.part(Part.SEQUENCE).isEmpty()) {
            parts.put(Part.SEQUENCE, Subscription.sequence());
        }
        if (chance(60)) {
            parts.put(Part.FILES, some(dice.nextInt(400)));
        }
        if (chance(60)) {
            parts.put(Part.PERSONAL, some(chance(10) ? 9000 : dice.nextInt(500)));
        }
        if (chance(5)) {
            parts.put(Part.IDENTITY, some(5));
        }
        backup = Contents.of(parts);
        attempt += chance(80) ? 1 : 0;
        return sealing().giveBack(tid(), attempt, Manifest.of(backup, Set.of()));
    }

    private int tid() {
        return Math.max(1, record().tid());
    }

    private Request write() {
        var upload = record().upload();
        if (upload != null) {
            for (Manifest.Entry entry : upload.manifest().entries()) {
                int here = upload.received().find(entry.part()).map(Octets::length).orElse(0);
                if (here < entry.length()) {
                    int offset = chance(90) ? here : Math.max(0, here - 7);
                    int length = Math.min(entry.length() - offset, 1 + dice.nextInt(210));
                    var whole = backup.find(entry.part()).orElse(Octets.NONE);
                    boolean mine = whole.length() == entry.length();
                    var bytes = mine ? whole.part(offset, length) : some(length);
                    return new Request.Write(entry.part(), upload.attempt() & 0xFF, offset, bytes);
                }
            }
        }
        return chance(50) ? sealing().close(tid(), attempt) : anyWrite();
    }

    private Request anyWrite() {
        var part = ALL.get(4 + dice.nextInt(3));
        return new Request.Write(
                part, attempt & 0xFF, dice.nextInt(300), some(1 + dice.nextInt(200)));
    }

    private Request released() {
        var digest = Manifest.of(backup, Set.of()).digest();
        return sealing().released(tid(), attempt, chance(95) ? digest : some(32));
    }

    /// Anything, most of it in the wrong place.
    private Request any() {
        List<Supplier<Request>> all =
                List.of(
                        () -> Greeting.identify(present),
                        this::status,
                        () -> sealing().status(1 + dice.nextInt(tid()), 1),
                        () -> new Request.VerifyPin(chance(85) ? oldPin() : Nation.ascii("0000")),
                        () ->
                                new Request.ChangePin(
                                        chance(50) ? oldPin() : Nation.ascii("0000"), Nation.PIN),
                        this::unblock,
                        this::begin,
                        Request.Poll::new,
                        this::read,
                        () -> ready(chance(50)),
                        () -> sealing().ready(tid() + 1, some(32)),
                        () -> sealing().done(tid()),
                        this::giveBack,
                        this::anyWrite,
                        () -> sealing().close(tid(), attempt + dice.nextInt(2)),
                        this::released,
                        () -> sealing().released(tid(), 0, Octets.zeros(32)),
                        () -> new Request.ReadReceipt(dice.nextInt(4)),
                        () -> new Request.Done(tid(), some(16)));
        return all.get(dice.nextInt(all.size())).get();
    }

    private Request unblock() {
        if (chance(5)) {
            return new Request.Unblock(Nation.ascii("11111111"), Nation.PIN);
        }
        return new Request.Unblock(Nation.PUK, pin.isEmpty() ? Nation.PIN : pin);
    }

    private Octets oldPin() {
        return pin.isEmpty() ? Nation.PIN : pin;
    }

    private void both(Request request) throws IOException {
        both(request, request);
    }

    private void both(Request toCard, Request toModel) throws IOException {
        draws.clear();
        var answer = tapped.ask(toCard);
        var expected = model.ask(toModel, draws);
        if (expected instanceof Answer.Proven(var bytes)) {
            assertSame(answer, bytes);
        } else {
            assertThat(answer).as("%s", toCard).isEqualTo(expected);
        }
        learn(toCard, answer);
        if (Model.isSecurity(answer)) {
            tapped = tap(handsets[dice.nextInt(2)]);
        }
    }

    private void assertSame(Answer answer, Octets model) {
        assertThat(answer).isInstanceOf(Answer.Proven.class);
        var shown = Receipt.read(((Answer.Proven) answer).receipt()).orElseThrow();
        var expected = Receipt.read(model).orElseThrow();
        assertThat(shown.entry()).isEqualTo(expected.entry());
        assertThat(shown.number()).isEqualTo(expected.number());
        assertThat(shown.isSignedBy(token.made.signer())).isTrue();
    }

    private void learn(Request request, Answer answer) {
        if (!(answer instanceof Answer.Refused)) {
            done.merge(request.getClass().getSimpleName(), 1, Integer::sum);
        }
        if (answer instanceof Answer.Offer(var tid, _, var nonce, _, _, _)
                && request instanceof Request.Begin(var own, _)) {
            pairKey = Sealing.derive(nonce, own, tid, present.id().value());
            attempt = 0;
        }
        if (answer instanceof Answer.Fine && request instanceof Request.ChangePin(_, var next)) {
            pin = next;
        }
        if (answer instanceof Answer.Fine && request instanceof Request.Unblock(_, var next)) {
            pin = next;
        }
    }

    /// The network asks the card, which a handed-over one does not answer.
    private void authenticate() throws IOException {
        var vector = subscription.challenge();
        byte[] answer = Subscription.authenticate(token.card, vector);
        if (record().phase() == TokenPhase.HANDED) {
            assertThat(answer).containsExactly(0x69, 0x85);
            return;
        }
        assertThat(answer).startsWith(0xDB, 0x08).containsSequence(vector.keys().res());
        var tap = tapped;
        model.used(Subscription.accepted(model.part(Part.SEQUENCE), subscription.last()));
        // The channel lives on in the card; a model that was used has forgotten it.
        greet(present);
        assertThat(tapped).isNotSameAs(tap);
        done.merge("AUTHENTICATE", 1, Integer::sum);
    }

    private void deliver() throws IOException {
        if (chance(50)) {
            int number = record().policy().number() + dice.nextInt(3) - 1;
            both(new Request.Deliver(policy(Math.max(0, number)).octets()));
            return;
        }
        var next = chance(50) ? Subscription.second() : Subscription.first();
        var keys = next.keys();
        int generation = record().generation() + (chance(90) ? 0 : 1);
        var subject = new Order.Subject(Nation.TOKEN, tid() + (chance(90) ? 0 : 1), generation);
        var seal = chance(90) ? nation.operator.seal : nation.new Signatory("0e").seal;
        var answered = record().generation();
        both(
                new Request.Deliver(Order.reclaim(subject, token.made.agreement(), keys, seal)),
                new Request.Deliver(Order.reclaim(subject, model.agreement, keys, seal)));
        if (record().generation() != answered) {
            subscription = next;
            done.merge("RECLAIM", 1, Integer::sum);
        }
    }

    private SignedPolicy policy(int number) {
        var base = Policy.DEFAULT;
        boolean waits = chance(50);
        var next =
                new Policy(
                        new org.veritac.subscription.transfer.Locks(chance(80), chance(80)),
                        chance(80),
                        false,
                        chance(50),
                        false,
                        base.media(),
                        waits,
                        waits,
                        chance(50),
                        chance(70),
                        chance(70),
                        16 + dice.nextInt(900),
                        chance(97) ? 2 : 3);
        return chance(90)
                ? nation.policy(number, next)
                : SignedPolicy.of(Nation.TOKEN, number, next, nation.new Signatory("0e").seal);
    }
}
