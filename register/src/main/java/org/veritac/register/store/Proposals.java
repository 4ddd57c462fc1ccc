// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Change;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.journal.Journal;
import org.veritac.register.journal.JournalRecord;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Changes that wait for a second person. A proposal is a record that changes nothing; the change
/// that approves it is one of its own kind that names the proposal. One is decided at a time.
final class Proposals {
    private final Register register;

    Proposals(Register register) {
        this.register = register;
    }

    /// Whether the policy wants a second person for a single change. With the lock held.
    boolean isNeeded(Recorded change) throws IOException {
        Set<Reason> reasons = register.policy().secondPerson().reasons();
        return !reasons.isEmpty()
                && switch (change) {
                    case Recorded.Add add ->
                            reasons.contains(add.entry().reason())
                                    || stands(
                                            new Change.Remove(
                                                    add.list(),
                                                    add.source(),
                                                    add.entry().key(),
                                                    add.entry().imsi()),
                                            reasons);
                    case Recorded.Remove gone ->
                            stands(
                                    new Change.Remove(
                                            gone.list(), gone.source(), gone.key(), gone.imsi()),
                                    reasons);
                    case Recorded.Import _, Recorded.Undo _, Recorded.SetPolicy _ -> false;
                    case Recorded.Prove _,
                            Recorded.Doubt _,
                            Recorded.Tick _,
                            Recorded.Forgotten() ->
                            false;
                    case Recorded.Propose _, Recorded.Approved _, Recorded.Reject _ -> false;
                };
    }

    /// Whether what a change takes away or replaces has such a reason.
    private boolean stands(Change.Remove place, Set<Reason> reasons) throws IOException {
        Standing standing = register.standing();
        return register.database().read(db -> Admission.listed(db, standing, place)).stream()
                .anyMatch(stated -> reasons.contains(stated.entry().reason()));
    }

    /// Writes a proposal down.
    Outcome propose(Recorded change, String who) throws IOException {
        register.lock().lock();
        try {
            int open = register.database().read(Ledger::openProposals).size();
            if (open >= register.bounds().proposals()) {
                return new Outcome.Refused(
                        "%,d proposals wait for a second person, and the register takes no more; approve or reject some"
                                .formatted(open));
            }
            var nothing = new Register.Prepared(null, new Effects());
            var done = register.commit(new Recorded.Propose(change), nothing, who);
            return new Outcome.Proposed(done.position(), done.at());
        } finally {
            register.lock().unlock();
        }
    }

    /// Makes a proposed change, as it can be made now.
    Outcome approve(long number, String who) throws IOException {
        register.deciding().lock();
        try {
            Open open = open(number);
            if (open == null) {
                return noSuch(number);
            }
            if (open.record().who().equals(who)) {
                return new Outcome.Refused(
                        "proposal "
                                + number
                                + " is your own; a second person approves it, or you withdraw it"
                                + " with ./veritac reject "
                                + number);
            }
            var mandate = new Mandate(who, number);
            return switch (open.change()) {
                case Recorded.Add(var list, var source, var entry) ->
                        register.single(new Change.Add(list, source, entry), mandate);
                case Recorded.Remove(var list, var source, var key, var imsi) ->
                        register.single(new Change.Remove(list, source, key, imsi), mandate);
                case Recorded.Undo(long position) -> register.imports().undo(position, mandate);
                case Recorded.Import imported -> register.imports().approve(imported, mandate);
                case Recorded.Forgotten() ->
                        new Outcome.Refused(
                                "the subscriber of proposal "
                                        + number
                                        + " was deleted; ./veritac reject "
                                        + number);
                case Recorded.SetPolicy _, Recorded.Prove _, Recorded.Doubt _, Recorded.Tick _ ->
                        throw new AssertionError("nobody proposes this");
                case Recorded.Propose _, Recorded.Approved _, Recorded.Reject _ ->
                        throw new AssertionError("nobody proposes this");
            };
        } finally {
            register.deciding().unlock();
        }
    }

    /// Ends a proposal without the change. Whoever made it may do that, too.
    Outcome reject(long number, String who) throws IOException {
        register.deciding().lock();
        try {
            if (open(number) == null) {
                return noSuch(number);
            }
            register.lock().lock();
            try {
                var nothing = new Register.Prepared(null, new Effects());
                return register.commit(new Recorded.Reject(number), nothing, who);
            } finally {
                register.lock().unlock();
            }
        } finally {
            register.deciding().unlock();
        }
    }

    private static Outcome.Refused noSuch(long number) {
        return new Outcome.Refused(
                "no open proposal has the number "
                        + number
                        + "; ./veritac proposals lists those that are");
    }

    /// A proposal that nobody has decided yet.
    private record Open(JournalRecord record, Recorded change) {}

    private @Nullable Open open(long number) throws IOException {
        Database database = register.database();
        if (!database.read(Ledger::openProposals).contains(number)) {
            return null;
        }
        JournalRecord record = database.read(db -> Journal.record(db, number));
        return new Open(record, ((Recorded.Propose) Records.read(record)).change());
    }

    /// The proposals that wait, oldest first.
    List<Reading.Proposal> list() throws IOException {
        return register.database()
                .read(db -> {
                    var all = new ArrayList<Reading.Proposal>();
                    for (long number : Ledger.openProposals(db)) {
                        JournalRecord record = Journal.record(db, number);
                        var proposed = (Recorded.Propose) Records.read(record);
                        all.add(told(record, proposed.change()));
                    }
                    return all;
                });
    }

    private static Reading.Proposal told(JournalRecord record, Recorded change) {
        Instant at = Instant.ofEpochMilli(record.atMillis());
        long number = record.position();
        String who = record.who();
        return switch (change) {
            case Recorded.Add(ListName list, String source, var entry) ->
                    new Reading.Proposal(
                            number,
                            at,
                            who,
                            "add "
                                    + entry.key().digits()
                                    + (entry.imsi() == null ? "" : " with " + entry.imsi().digits())
                                    + " "
                                    + entry.reason().text()
                                    + on(list, source));
            case Recorded.Remove(ListName list, String source, var key, var imsi) ->
                    new Reading.Proposal(
                            number,
                            at,
                            who,
                            "remove "
                                    + key.digits()
                                    + (imsi == null ? "" : " with " + imsi.digits())
                                    + on(list, source));
            case Recorded.Import imported ->
                    new Reading.Proposal(
                            number,
                            at,
                            who,
                            "%s import of %s, %,d rows, %,d removals,%s"
                                    .formatted(
                                            imported.delta() ? "delta" : "full",
                                            imported.file(),
                                            imported.summary().rows(),
                                            imported.summary().removals(),
                                            on(imported.list(), imported.source())));
            case Recorded.Undo(long position) ->
                    new Reading.Proposal(number, at, who, "undo of import " + position);
            case Recorded.Forgotten() ->
                    new Reading.Proposal(number, at, who, "a change whose subscriber was deleted");
            case Recorded.SetPolicy _, Recorded.Prove _, Recorded.Doubt _, Recorded.Tick _ ->
                    throw new AssertionError("nobody proposes this");
            case Recorded.Propose _, Recorded.Approved _, Recorded.Reject _ ->
                    throw new AssertionError("nobody proposes this");
        };
    }

    private static String on(ListName list, String source) {
        return " on " + list.text() + " of source " + source;
    }
}
