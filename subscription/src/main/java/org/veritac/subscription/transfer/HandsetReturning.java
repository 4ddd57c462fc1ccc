// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.EnumSet;
import java.util.List;

/// A handset that gives a subscription back.
final class HandsetReturning {
    private HandsetReturning() {}

    /// A tap of an active handset by its own token.
    static HandsetStep wished(HandsetState state, Errand errand, Loan loan) {
        return switch (errand.wish()) {
            case Wish.GiveBack(var personal) -> freeze(state, errand, loan, personal);
            case Wish.Resume _, Wish.Load _, Wish.Abandon _ ->
                    loan.policy().returnOnTap()
                            ? freeze(state, errand, loan, Wish.Personal.BACK_UP)
                            : HandsetLoading.done(state, errand, loan);
        };
    }

    /// From here on the network is left alone.
    private static HandsetStep freeze(
            HandsetState state, Errand errand, Loan loan, Wish.Personal personal) {
        var parts = EnumSet.of(Part.SEQUENCE);
        if (loan.policy().writeBack()) {
            parts.add(Part.FILES);
        }
        if (personal == Wish.Personal.BACK_UP) {
            parts.add(Part.PERSONAL);
        }
        var departure = Departure.of(Contents.EMPTY, personal == Wish.Personal.KEEP_HERE);
        return HandsetStep.only(
                new HandsetState(state.record(), errand.with(departure, Errand.Stage.BACKING_UP)),
                new Next.NeedBackup(parts));
    }

    static HandsetStep backedUp(HandsetState state, Contents contents) {
        var errand = state.errand();
        var departure = errand == null ? null : errand.departure();
        if (errand == null
                || departure == null
                || errand.stage() != Errand.Stage.BACKING_UP
                || contents.find(Part.SEQUENCE).isEmpty()) {
            return HandsetStep.over(state, Ending.MALFORMED);
        }
        return giveBack(state, errand, Departure.of(contents, departure.keepsPersonal()));
    }

    /// The user's choice for personal data that do not fit: the credentials go back without them.
    static HandsetStep chosen(HandsetState state, Wish.Personal personal) {
        var errand = state.errand();
        var departure = errand == null ? null : errand.departure();
        if (errand == null
                || departure == null
                || errand.stage() != Errand.Stage.CHOOSING
                || personal == Wish.Personal.BACK_UP) {
            return HandsetStep.over(state, Ending.MALFORMED);
        }
        var rest = departure.contents().without(Part.PERSONAL);
        boolean keeps = personal == Wish.Personal.KEEP_HERE;
        return giveBack(state, errand, Departure.of(rest, keeps));
    }

    /// The attempt is counted before it is told, so that an older one told late is known as such.
    private static HandsetStep giveBack(HandsetState state, Errand errand, Departure departure) {
        var before = state.record().loan();
        if (before == null || before.attempt() == Fields.SHORT_MAX) {
            return HandsetStep.over(state, Ending.TOKEN_REFUSED);
        }
        var loan = before.tried();
        var record = state.record().with(HandsetPhase.ACTIVE, loan);
        var open =
                new Request.GiveBack(loan.tid(), loan.attempt(), departure.manifest(), Octets.NONE);
        var mac = loan.key().mac(Requests.signed(open, errand.channel()));
        var request = new Request.GiveBack(loan.tid(), loan.attempt(), departure.manifest(), mac);
        return new HandsetStep(
                new HandsetState(record, errand.with(departure, Errand.Stage.ROOM)),
                new Next.Send(request),
                List.of(new HandsetWrite.Keep(record, null)));
    }

    static HandsetStep room(HandsetState state, Errand errand, Answer answer) {
        var loan = state.record().loan();
        var departure = errand.departure();
        if (loan == null
                || departure == null
                || !(answer instanceof Answer.Room room)
                || room.tid() != loan.tid()
                || room.attempt() != loan.attempt()
                || !HandsetMachine.isAuthentic(
                        loan.key(), Instruction.GIVE_BACK, room, errand.channel())) {
            return HandsetStep.over(state, Ending.NOT_BELIEVED);
        }
        if (room.fits()) {
            return writeOn(state, errand, loan, departure);
        }
        if (departure.contents().find(Part.PERSONAL).isEmpty()) {
            return HandsetStep.over(state, Ending.TOKEN_REFUSED);
        }
        return HandsetStep.only(
                new HandsetState(state.record(), errand.at(Errand.Stage.CHOOSING)),
                new Next.NeedChoice(room.free()));
    }

    static HandsetStep written(HandsetState state, Errand errand, Answer answer) {
        var loan = state.record().loan();
        var departure = errand.departure();
        if (loan == null || departure == null || !(answer instanceof Answer.Fine)) {
            return HandsetStep.over(state, Ending.MALFORMED);
        }
        return writeOn(state, errand, loan, departure.after(loan.policy().packetBytes()));
    }

    private static HandsetStep writeOn(
            HandsetState state, Errand errand, Loan loan, Departure departure) {
        if (!departure.isSent()) {
            var next = errand.with(departure, Errand.Stage.WRITING);
            return HandsetStep.only(
                    new HandsetState(state.record(), next),
                    new Next.Send(departure.write(loan.attempt(), loan.policy().packetBytes())));
        }
        var open = new Request.Close(loan.tid(), loan.attempt(), Octets.NONE);
        var mac = loan.key().mac(Requests.signed(open, errand.channel()));
        return HandsetStep.only(
                new HandsetState(state.record(), errand.with(departure, Errand.Stage.CLOSING)),
                new Next.Send(new Request.Close(loan.tid(), loan.attempt(), mac)));
    }

    /// The token has the backup, says its digest: the point at which the handset lets go.
    static HandsetStep backup(
            HandsetSetup setup, HandsetState state, Errand errand, Answer answer) {
        var loan = state.record().loan();
        var departure = errand.departure();
        if (loan == null
                || departure == null
                || !(answer instanceof Answer.Backup backup)
                || backup.tid() != loan.tid()
                || backup.attempt() != loan.attempt()
                || !backup.digest().equals(departure.manifest().digest())
                || !HandsetMachine.isAuthentic(
                        loan.key(), Instruction.CLOSE, backup, errand.channel())) {
            return HandsetStep.over(state, Ending.NOT_BELIEVED);
        }
        var next = loan.released(backup.digest(), departure.keepsPersonal());
        return letGo(setup, state, errand, next);
    }

    static HandsetStep abandon(HandsetSetup setup, HandsetState state, Errand errand, Loan loan) {
        return letGo(setup, state, errand, loan.abandoned());
    }

    private static HandsetStep letGo(
            HandsetSetup setup, HandsetState state, Errand errand, Loan loan) {
        var record = state.record().with(HandsetPhase.RELEASED, loan);
        var entry = HandsetMachine.entry(setup, Receipt.Event.RELEASED, loan, errand.time());
        var sent = release(new HandsetState(record, errand), errand, loan);
        return new HandsetStep(
                sent.state(),
                sent.next(),
                List.of(new HandsetWrite.Keep(record, entry), new HandsetWrite.DestroyKeys()));
    }

    /// Told at every tap until the token has acknowledged it.
    static HandsetStep release(HandsetState state, Errand errand, Loan loan) {
        var open = new Request.Released(loan.tid(), loan.attempt(), loan.backup(), Octets.NONE);
        var mac = loan.key().mac(Requests.signed(open, errand.channel()));
        var request = new Request.Released(loan.tid(), loan.attempt(), loan.backup(), mac);
        return HandsetStep.only(
                new HandsetState(state.record(), errand.at(Errand.Stage.RELEASING)),
                new Next.Send(request));
    }

    static HandsetStep acknowledged(HandsetState state, Errand errand, Answer answer) {
        var loan = state.record().loan();
        boolean good =
                loan != null
                        && state.record().phase() == HandsetPhase.RELEASED
                        && answer instanceof Answer.Ack ack
                        && ack.tid() == loan.tid()
                        && HandsetMachine.isAuthentic(
                                loan.key(), Instruction.RELEASED, ack, errand.channel());
        return good && loan != null
                ? finished(state.record(), loan, Ending.RETURNED)
                : HandsetStep.over(state, Ending.NOT_BELIEVED);
    }

    /// Personal data go before the record says EMPTY, so that none is left behind then.
    static HandsetStep finished(HandsetRecord record, Loan loan, Ending ending) {
        var next = record.emptied(loan);
        return new HandsetStep(
                HandsetState.of(next),
                Next.Over.of(ending),
                List.of(
                        new HandsetWrite.DestroyKeys(),
                        new HandsetWrite.DropStaged(),
                        new HandsetWrite.Wipe(loan.keepsPersonal()),
                        new HandsetWrite.Keep(next, null)));
    }
}
