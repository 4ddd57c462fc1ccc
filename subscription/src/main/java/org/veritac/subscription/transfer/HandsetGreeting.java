// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// A handset that finds out with which token it has to do, and what is to be done.
final class HandsetGreeting {
    private final HandsetSetup setup;

    HandsetGreeting(HandsetSetup setup) {
        this.setup = setup;
    }

    HandsetStep tapped(HandsetState state, Event.Tapped tapped) {
        var errand = Errand.of(tapped);
        var commitment = SessionCode.commit(tapped.fresh().first());
        return HandsetStep.only(
                new HandsetState(state.record(), errand),
                new Next.Send(new Request.Identify(setup.binding(), commitment)));
    }

    HandsetStep identified(HandsetState state, Errand errand, Answer answer) {
        if (!(answer instanceof Answer.Identified(var bytes, var nonce))) {
            return HandsetStep.over(state, Ending.MALFORMED);
        }
        boolean keyed = errand.channel().mode() == Channel.Mode.OPERATOR_KEY;
        var binding =
                Binding.believed(bytes, setup.tokens())
                        .filter(found -> found.role() == Binding.Role.TOKEN)
                        .filter(found -> keyed || found.certificate() == errand.channel().peer());
        if (binding.isEmpty()) {
            return HandsetStep.over(state, Ending.NOT_BELIEVED);
        }
        var loan = state.record().loan();
        if (loan != null && loan.token().value() != binding.get().id()) {
            return HandsetStep.over(state, Ending.OTHER_TOKEN);
        }
        if (loan == null && !setup.takes(binding.get())) {
            return HandsetStep.over(state, Ending.NOT_BELIEVED);
        }
        var next = errand.with(binding.get(), nonce);
        return HandsetStep.only(
                new HandsetState(state.record(), next), new Next.Send(status(state, next)));
    }

    private Request status(HandsetState state, Errand errand) {
        var loan = state.record().loan();
        int tid = loan == null ? 0 : loan.tid();
        int generation = loan == null ? 0 : loan.generation();
        var nonce = errand.fresh().first();
        var proof = Proof.make(Binding.Role.HANDSET, errand.channel(), setup.signer());
        var open = new Request.Status(nonce, tid, generation, errand.time(), proof, Octets.NONE);
        if (loan == null) {
            return open;
        }
        var mac = loan.key().mac(Requests.signed(open, errand.channel()));
        return new Request.Status(nonce, tid, generation, errand.time(), proof, mac);
    }

    HandsetStep standing(HandsetState state, Errand errand, Answer answer) {
        var token = errand.token();
        if (token == null || !(answer instanceof Answer.Standing standing)) {
            return HandsetStep.over(state, Ending.MALFORMED);
        }
        var policy = standing.policy();
        boolean keyed = errand.channel().mode() == Channel.Mode.OPERATOR_KEY;
        boolean believed =
                policy.token().equals(errand.tokenId())
                        && policy.isBelieved(setup.operators())
                        && (policy.policy().operatorKey() || !keyed)
                        && Proof.holds(token, errand.channel(), standing.proof());
        if (!believed) {
            return HandsetStep.over(state, Ending.NOT_BELIEVED);
        }
        var next = errand.with(policy.policy());
        var loan = state.record().loan();
        return loan == null
                ? empty(state, next, policy.policy(), standing)
                : loaned(state, next, loan, standing);
    }

    private static HandsetStep empty(
            HandsetState state, Errand errand, Policy policy, Answer.Standing standing) {
        if (standing.tid() != 0) {
            return HandsetStep.over(state, Ending.NOT_BELIEVED);
        }
        if (!(errand.wish() instanceof Wish.Load)) {
            return HandsetStep.over(state, Ending.NOTHING_TO_DO);
        }
        if (standing.stand() != Stand.FREE) {
            return HandsetStep.over(state, Ending.TOKEN_LOCKED);
        }
        if (!state.record().remembers(errand.tokenId())) {
            return HandsetStep.over(state, Ending.TOO_MANY_TOKENS);
        }
        if (policy.comparison()) {
            var code =
                    SessionCode.of(errand.channel(), errand.fresh().first(), errand.tokenNonce());
            var next = new HandsetState(state.record(), errand.at(Errand.Stage.COMPARING));
            return HandsetStep.only(next, new Next.NeedComparison(code));
        }
        return HandsetLoading.start(state, errand);
    }

    /// The token's word about the transfer that this handset is in. That it goes on needs the MAC
    /// of the pair; that it is over may come from a token that has no key of it any more.
    private HandsetStep loaned(
            HandsetState state, Errand errand, Loan loan, Answer.Standing standing) {
        boolean sealed = !standing.mac().isEmpty();
        boolean authentic =
                HandsetMachine.isAuthentic(
                        loan.key(), Instruction.STATUS, standing, errand.channel());
        boolean over = standing.stand() == Stand.RETIRED;
        if (standing.tid() != loan.tid() || (sealed ? !authentic : !over)) {
            return HandsetStep.over(state, Ending.NOT_BELIEVED);
        }
        return switch (standing.stand()) {
            case FREE, LOCKED -> HandsetStep.over(state, Ending.NOT_BELIEVED);
            case PREPARED, HANDED -> goOn(state, errand, loan, standing.stand());
            case RETIRED -> retired(state, errand, loan, standing.generation());
        };
    }

    private HandsetStep goOn(HandsetState state, Errand errand, Loan loan, Stand stand) {
        return switch (state.record().phase()) {
            case EMPTY -> throw new AssertionError("an empty handset has no loan");
            case STAGED ->
                    errand.wish() instanceof Wish.Abandon
                            ? HandsetReturning.abandon(setup, state, errand, loan)
                            : HandsetLoading.ready(state, errand, loan);
            case ACTIVE ->
                    stand == Stand.HANDED
                            ? HandsetReturning.wished(state, errand, loan)
                            : HandsetStep.over(state, Ending.NOT_BELIEVED);
            case RELEASED -> HandsetReturning.release(state, errand, loan);
        };
    }

    /// Under the same generation the token has the backup; under a later one it was reclaimed and
    /// may not have it. An active handset is retired by a reclaim only.
    private HandsetStep retired(HandsetState state, Errand errand, Loan loan, int generation) {
        boolean reclaimed = generation > loan.generation();
        if (state.record().phase() == HandsetPhase.RELEASED && !reclaimed) {
            return HandsetReturning.finished(state.record(), loan, Ending.RETURNED);
        }
        if (state.record().phase() == HandsetPhase.ACTIVE && !reclaimed) {
            return HandsetStep.over(state, Ending.NOT_BELIEVED);
        }
        var entry = HandsetMachine.entry(setup, Receipt.Event.RETIRED, loan, errand.time());
        return HandsetMachine.emptied(state.record(), loan, Ending.RETIRED, entry);
    }
}
