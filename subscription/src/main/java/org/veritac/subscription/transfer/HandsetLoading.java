// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.ArrayList;
import java.util.List;

/// A handset that takes a subscription.
final class HandsetLoading {
    private HandsetLoading() {}

    /// The PIN, where the token asks for it, and the beginning.
    static HandsetStep start(HandsetState state, Errand errand) {
        if (!(errand.wish() instanceof Wish.Load load)) {
            return HandsetStep.over(state, Ending.NOTHING_TO_DO);
        }
        var policy = errand.policy();
        if (policy == null || !policy.pin()) {
            return begin(state, errand, load);
        }
        return send(state, errand.at(Errand.Stage.PIN), new Request.VerifyPin(load.pin()));
    }

    static HandsetStep pinShown(HandsetState state, Errand errand, Answer answer) {
        return answer instanceof Answer.Fine && errand.wish() instanceof Wish.Load load
                ? begin(state, errand, load)
                : HandsetStep.over(state, Ending.MALFORMED);
    }

    private static HandsetStep begin(HandsetState state, Errand errand, Wish.Load load) {
        var request = new Request.Begin(errand.fresh().second(), load.administration());
        return send(state, errand.at(Errand.Stage.OFFER), request);
    }

    static HandsetStep offered(
            HandsetSetup setup, HandsetState state, Errand errand, Answer answer) {
        if (answer instanceof Answer.Wait) {
            return send(state, errand, new Request.Poll());
        }
        if (!(answer instanceof Answer.Offer offer)) {
            return HandsetStep.over(state, Ending.MALFORMED);
        }
        var makings =
                new PairKey.Makings(
                        offer.nonce(), errand.fresh().second(), errand.tokenId(), setup.id());
        var key = PairKey.derive(makings, offer.tid());
        boolean good =
                offer.tid() > state.record().finished(errand.tokenId())
                        && HandsetMachine.isAuthentic(
                                key, Instruction.BEGIN, offer, errand.channel())
                        && isPackage(offer, errand);
        if (!good) {
            return HandsetStep.over(state, Ending.NOT_BELIEVED);
        }
        return goOn(state, errand, Arrival.of(offer, key), List.of(new HandsetWrite.DropStaged()));
    }

    /// Keys are there, nothing is said to be here that is not.
    private static boolean isPackage(Answer.Offer offer, Errand errand) {
        boolean asked = errand.wish() instanceof Wish.Load load && !load.administration().isEmpty();
        boolean prestored =
                offer.manifest().entries().stream()
                        .filter(Manifest.Entry::prestored)
                        .allMatch(entry -> asked && entry.part() == Part.ADMINISTRATION);
        boolean packets =
                offer.packetBytes() == 0 || offer.packetBytes() >= Policy.PACKET_BYTES_MIN;
        return prestored && packets && offer.manifest().find(Part.KEYS).isPresent();
    }

    static HandsetStep packet(HandsetState state, Errand errand, Answer answer) {
        var arrival = errand.arrival();
        var policy = errand.policy();
        if (arrival == null || policy == null || !(answer instanceof Answer.Packet packet)) {
            return HandsetStep.over(state, Ending.MALFORMED);
        }
        var asked = arrival.read();
        if (packet.bytes().length() != asked.length()) {
            return HandsetStep.over(state, Ending.MALFORMED);
        }
        var signed = Replies.signed(asked, packet.bytes(), errand.channel());
        if (policy.eachPacket() && !arrival.key().mac(signed).equals(packet.mac())) {
            return HandsetStep.over(state, Ending.DAMAGED);
        }
        var more = arrival.with(packet.bytes());
        if (more.isPartWhole() && !more.isPartRight()) {
            return HandsetStep.over(state, Ending.DAMAGED);
        }
        var stage = new HandsetWrite.Stage(asked.part(), asked.offset(), packet.bytes());
        return goOn(state, errand, more.isPartWhole() ? more.next() : more, List.of(stage));
    }

    private static HandsetStep goOn(
            HandsetState state, Errand errand, Arrival arrival, List<HandsetWrite> writes) {
        if (!arrival.isWhole()) {
            var next = errand.with(arrival, Errand.Stage.READING);
            return new HandsetStep(
                    new HandsetState(state.record(), next), new Next.Send(arrival.read()), writes);
        }
        var policy = errand.policy();
        var loan =
                new Loan(
                        errand.tokenId(),
                        arrival.offer().tid(),
                        arrival.offer().generation(),
                        arrival.key(),
                        arrival.offer().manifest().digest(),
                        policy == null ? Policy.DEFAULT : policy,
                        0,
                        Octets.zeros(Manifest.DIGEST_BYTES),
                        true);
        var record = state.record().with(HandsetPhase.STAGED, loan);
        var all = new ArrayList<>(writes);
        all.add(new HandsetWrite.Keep(record, null));
        var ready = ready(new HandsetState(record, errand), errand, loan);
        return new HandsetStep(ready.state(), ready.next(), all);
    }

    static HandsetStep ready(HandsetState state, Errand errand, Loan loan) {
        var open = new Request.Ready(loan.tid(), loan.digest(), Octets.NONE);
        var mac = loan.key().mac(Requests.signed(open, errand.channel()));
        return send(
                state,
                errand.at(Errand.Stage.COMMITTING),
                new Request.Ready(loan.tid(), loan.digest(), mac));
    }

    static HandsetStep committed(
            HandsetSetup setup, HandsetState state, Errand errand, Answer answer) {
        var loan = state.record().loan();
        if (loan == null || !(answer instanceof Answer.Commit commit)) {
            return HandsetStep.over(state, Ending.MALFORMED);
        }
        boolean good =
                state.record().phase() == HandsetPhase.STAGED
                        && commit.tid() == loan.tid()
                        && commit.digest().equals(loan.digest())
                        && HandsetMachine.isAuthentic(
                                loan.key(), Instruction.READY, commit, errand.channel());
        if (!good) {
            return HandsetStep.over(state, Ending.NOT_BELIEVED);
        }
        var record = state.record().with(HandsetPhase.ACTIVE, loan);
        var receipt = HandsetMachine.entry(setup, Receipt.Event.ACTIVATED, loan, errand.time());
        var sent = done(new HandsetState(record, errand), errand, loan);
        return new HandsetStep(
                sent.state(),
                sent.next(),
                List.of(
                        new HandsetWrite.TakeKeys(commit.kc()),
                        new HandsetWrite.Keep(record, receipt)));
    }

    static HandsetStep done(HandsetState state, Errand errand, Loan loan) {
        var open = new Request.Done(loan.tid(), Octets.NONE);
        var mac = loan.key().mac(Requests.signed(open, errand.channel()));
        return send(state, errand.at(Errand.Stage.CONFIRMING), new Request.Done(loan.tid(), mac));
    }

    private static HandsetStep send(HandsetState state, Errand errand, Request request) {
        return HandsetStep.only(new HandsetState(state.record(), errand), new Next.Send(request));
    }
}
