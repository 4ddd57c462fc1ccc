// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.Change;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.policy.Policy;
import org.veritac.register.policy.PolicyException;
import org.veritac.register.policy.PolicyText;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What a list takes, and from whom.
final class Admission {
    private static final String SOURCE = "[a-z0-9][a-z0-9._-]{0,31}";

    private Admission() {}

    /// Whether a change can be made now. With the register's lock held.
    static Admitted admit(Change change, Register register) throws IOException {
        return switch (change) {
            case Change.Add add -> {
                String wrong = wrong(add, register.policy());
                yield wrong.isEmpty()
                        ? new Admitted.Yes(
                                new Recorded.Add(add.list(), add.source(), add.entry()),
                                new Effects().touch(add.list(), add.entry().key()))
                        : new Admitted.No(wrong);
            }
            case Change.Remove remove -> admit(remove, register);
            case Change.SetPolicy(String json) -> admit(json);
            case Change.Prove(var evidence) ->
                    new Admitted.Yes(
                            new Recorded.Prove(evidence), new Effects().touch(evidence.imsi()));
            case Change.Doubt doubt -> admit(doubt, register);
            case Change.Undo _, Change.Approve _, Change.Reject _ ->
                    throw new AssertionError("the register has sent it elsewhere");
        };
    }

    private static Admitted admit(Change.Remove remove, Register register) throws IOException {
        Standing standing = register.standing();
        if (!register.database().read(db -> listed(db, standing, remove)).isEmpty()) {
            return new Admitted.Yes(
                    new Recorded.Remove(
                            remove.list(), remove.source(), remove.key(), remove.imsi()),
                    new Effects().touch(remove.list(), remove.key()));
        }
        return new Admitted.No(
                "source "
                        + remove.source()
                        + " has no such entry on the list "
                        + remove.list().text()
                        + "; see ./veritac history for who listed it");
    }

    /// A doubt may be shortened, not put off.
    private static Admitted admit(Change.Doubt doubt, Register register) throws IOException {
        Instant end = doubt.until();
        long until = end == null ? Ledger.ALWAYS : end.getEpochSecond();
        Standpoint known = register.view().proofs().of(doubt.imsi().key());
        if (known.isDoubtedUntil(doubt.imei().key(), until)) {
            return new Admitted.No("the claim is already in doubt, and no later than that");
        }
        return new Admitted.Yes(
                new Recorded.Doubt(doubt.imsi(), doubt.imei(), doubt.until()),
                new Effects().touch(doubt.imsi()));
    }

    private static Admitted admit(String policy) {
        try {
            return new Admitted.Yes(
                    new Recorded.SetPolicy(PolicyText.complete(policy)),
                    Effects.of(Effects.Part.POLICY));
        } catch (PolicyException e) {
            return new Admitted.No(String.valueOf(e.getMessage()));
        }
    }

    /// What is wrong with an addition; empty when nothing is.
    static String wrong(Change.Add add, Policy policy) {
        Key.Kind kind = add.entry().key().kind();
        if (!takes(add.list(), kind)) {
            return "the list " + add.list().text() + " takes no key like " + add.entry().key();
        }
        if (add.list() == ListName.PAIRS && add.entry().imsi() == null) {
            return "a pair needs an IMSI";
        }
        if (add.entry().imsi() != null && !takesSubscriber(add.list())) {
            return "an entry of the list " + add.list().text() + " is not for one subscriber";
        }
        return wrong(add.list(), add.source(), add.entry().reason(), policy);
    }

    private static String wrong(ListName list, String source, Reason reason, Policy policy) {
        String wrong = wrong(source, reason);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        if (hasReasons(list) && !policy.source(source).mayUse(reason)) {
            return "the policy does not let source " + source + " use the reason " + reason.text();
        }
        return "";
    }

    /// What is wrong with a source's name or with a reason for an entry; empty when nothing is.
    static String wrong(String source, Reason reason) {
        if (!source.matches(SOURCE)) {
            return "a source's name fits "
                    + SOURCE
                    + ", small letters and digits; '"
                    + source
                    + "' does not";
        }
        return reason.isListable()
                ? ""
                : "the reason " + reason.text() + " is only found, no entry carries it";
    }

    private static boolean takesSubscriber(ListName list) {
        return list.isColour() || list == ListName.PAIRS;
    }

    /// Pairs, links and allocations carry no reason of their own.
    private static boolean hasReasons(ListName list) {
        return list.isColour() || list == ListName.IMSI;
    }

    private static boolean takes(ListName list, Key.Kind kind) {
        return switch (list) {
            case BLACK, GREY, WHITE ->
                    switch (kind) {
                        case DEVICE, RANGE, TAC_SVN, TAC -> true;
                        case SUBSCRIBERS, LINK -> false;
                    };
            case PAIRS -> kind == Key.Kind.DEVICE;
            case IMSI -> kind == Key.Kind.SUBSCRIBERS;
            case LINKS -> kind == Key.Kind.LINK;
            case TAC -> kind == Key.Kind.TAC;
        };
    }

    /// A source's entry that is there to be taken back, in force now or at another time; at most
    /// one.
    static List<Stated> listed(Connection db, Standing standing, Change.Remove remove)
            throws SQLException, IOException {
        var stack = new StackName(remove.list(), remove.source());
        return standing.known(db, remove.key()).present().stream()
                .filter(stated ->
                        stated.stack().equals(stack)
                                && Objects.equals(stated.entry().imsi(), remove.imsi()))
                .toList();
    }
}
