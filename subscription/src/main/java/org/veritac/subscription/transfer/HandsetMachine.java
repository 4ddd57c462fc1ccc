// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The handset's side of the hand-over: a function of what it keeps, what the open channel has seen
/// and one event. Whatever the token says wrongly ends the tap and changes nothing.
public final class HandsetMachine {
    private final HandsetSetup setup;
    private final HandsetGreeting greeting;

    public HandsetMachine(HandsetSetup setup) {
        this.setup = setup;
        this.greeting = new HandsetGreeting(setup);
    }

    /// What is done when the handset gets power, before anything else: what a cut left undone.
    public static HandsetStep started(HandsetRecord record) {
        List<HandsetWrite> writes =
                switch (record.phase()) {
                    case EMPTY ->
                            List.of(
                                    new HandsetWrite.DestroyKeys(),
                                    new HandsetWrite.DropStaged(),
                                    new HandsetWrite.Wipe(true));
                    case STAGED, RELEASED -> List.of(new HandsetWrite.DestroyKeys());
                    case ACTIVE -> List.of();
                };
        return new HandsetStep(HandsetState.of(record), Next.Over.of(Ending.NOTHING_TO_DO), writes);
    }

    /// What follows on an event.
    public HandsetStep on(HandsetState state, Event event) {
        return switch (event) {
            case Event.Tapped tapped -> greeting.tapped(state, tapped);
            case Event.Heard(var answer) -> heard(state, answer);
            case Event.BackedUp(var contents) -> HandsetReturning.backedUp(state, contents);
            case Event.Chosen(var personal) -> HandsetReturning.chosen(state, personal);
            case Event.Compared(var same) -> compared(state, same);
            case Event.Cut _ -> HandsetStep.over(state, cut(state.errand()));
            case Event.Ordered(var order, var time) -> ordered(state, order, time);
            case Event.Dropped(var time) -> dropped(state, time);
        };
    }

    /// That the token hears of it is all that a confirmed load waits for.
    private static Ending cut(@Nullable Errand errand) {
        return errand != null && errand.stage() == Errand.Stage.CONFIRMING
                ? Ending.LOADED
                : Ending.CUT;
    }

    private HandsetStep heard(HandsetState state, Answer answer) {
        var errand = state.errand();
        if (errand == null) {
            return HandsetStep.over(state, Ending.MALFORMED);
        }
        if (answer instanceof Answer.Refused(var refusal, var tries)) {
            return refused(state, errand, refusal, tries);
        }
        return switch (errand.stage()) {
            case IDENTIFYING -> greeting.identified(state, errand, answer);
            case GREETING -> greeting.standing(state, errand, answer);
            case PIN -> HandsetLoading.pinShown(state, errand, answer);
            case OFFER -> HandsetLoading.offered(setup, state, errand, answer);
            case READING -> HandsetLoading.packet(state, errand, answer);
            case COMMITTING -> HandsetLoading.committed(setup, state, errand, answer);
            case CONFIRMING -> HandsetStep.over(state, Ending.LOADED);
            case ROOM -> HandsetReturning.room(state, errand, answer);
            case WRITING -> HandsetReturning.written(state, errand, answer);
            case CLOSING -> HandsetReturning.backup(setup, state, errand, answer);
            case RELEASING -> HandsetReturning.acknowledged(state, errand, answer);
            case COMPARING, BACKING_UP, CHOOSING -> HandsetStep.over(state, Ending.MALFORMED);
        };
    }

    /// A refusal has no MAC of the pair, and may have none of the channel: it ends the tap and
    /// nothing else.
    private static HandsetStep refused(
            HandsetState state, Errand errand, Refusal refusal, int tries) {
        var over =
                switch (refusal) {
                    case WRONG_PIN -> new Next.Over(Ending.WRONG_PIN, tries);
                    case PIN_BLOCKED -> Next.Over.of(Ending.PIN_BLOCKED);
                    case CONDITIONS, SECURITY, MALFORMED, NO_RECEIPT, UNKNOWN ->
                            Next.Over.of(
                                    errand.stage() == Errand.Stage.CONFIRMING
                                            ? Ending.LOADED
                                            : Ending.TOKEN_REFUSED);
                };
        return HandsetStep.only(HandsetState.of(state.record()), over);
    }

    private HandsetStep compared(HandsetState state, boolean same) {
        var errand = state.errand();
        if (errand == null || errand.stage() != Errand.Stage.COMPARING || !same) {
            return HandsetStep.over(state, same ? Ending.MALFORMED : Ending.CODES_DIFFER);
        }
        return HandsetLoading.start(state, errand);
    }

    private HandsetStep ordered(HandsetState state, Octets bytes, long time) {
        var loan = state.record().loan();
        boolean meant =
                loan != null
                        && Order.believed(bytes, setup.operators())
                                .filter(
                                        new Order.Terminate(
                                                        loan.token(),
                                                        loan.tid(),
                                                        loan.generation(),
                                                        setup.id())
                                                ::equals)
                                .isPresent();
        return meant && loan != null
                ? emptied(state.record(), loan, Ending.TERMINATED, time)
                : HandsetStep.over(state, Ending.ORDER_REFUSED);
    }

    private HandsetStep dropped(HandsetState state, long time) {
        var loan = state.record().loan();
        boolean free =
                loan != null
                        && state.record().phase() == HandsetPhase.ACTIVE
                        && !loan.policy().locks().handset();
        return free && loan != null
                ? emptied(state.record(), loan, Ending.DROPPED, time)
                : HandsetStep.over(state, Ending.HANDSET_LOCKED);
    }

    private HandsetStep emptied(HandsetRecord record, Loan loan, Ending ending, long time) {
        var event = ending == Ending.TERMINATED ? Receipt.Event.TERMINATED : Receipt.Event.DROPPED;
        return emptied(record, loan, ending, entry(setup, event, loan, time));
    }

    /// The end without a backup: the record first, so that no cut leaves an active phase without
    /// keys; personal data stay.
    static HandsetStep emptied(
            HandsetRecord record, Loan loan, Ending ending, Receipt.Entry receipt) {
        var next = record.emptied(loan);
        return new HandsetStep(
                HandsetState.of(next),
                Next.Over.of(ending),
                List.of(
                        new HandsetWrite.Keep(next, receipt),
                        new HandsetWrite.DestroyKeys(),
                        new HandsetWrite.DropStaged(),
                        new HandsetWrite.Wipe(true)));
    }

    static Receipt.Entry entry(HandsetSetup setup, Receipt.Event event, Loan loan, long time) {
        return new Receipt.Entry(
                event,
                loan.token(),
                loan.tid(),
                loan.generation(),
                setup.id(),
                loan.digest(),
                time);
    }

    static boolean isAuthentic(PairKey key, Instruction asked, Answer answer, Channel channel) {
        return key.mac(Replies.signed(asked, answer, channel)).equals(Replies.mac(answer));
    }
}
