// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Every place that tokens and handsets can reach, found by trying everything from everywhere. The
/// machines are the real ones; what a search adds is a network in which everything that was ever
/// said may be heard again at any time, later, twice or never, a power cut between any two writes,
/// and channels and random numbers that never change, so that nothing but the machines' own memory
/// tells an old message from a new one.
///
/// Only shortened where that gives the network more to do, never less: a device has said what it
/// says in a state as soon as it is there, and questions that change nothing are asked everywhere.
/// Besides, of two ways to a place the one on which more was said includes the other (exact); or
/// both are taken together as if all had been said (merged), which proves what it proves with far
/// fewer places, and could at worst find a flaw that is none.
final class Search {
    private final Bounds bounds;
    private final Wrong wrong;
    private final Policy policy;
    private final boolean exact;
    private final Moves moves;
    private final Promises promises;
    private final Map<Place, List<BitSet>> seen = new HashMap<>();

    /// Where most was said comes first, so that little is looked at twice.
    private final PriorityQueue<Node> open =
            new PriorityQueue<>(Comparator.comparingInt(node -> -node.size()));

    private int looks;

    Search(Bounds bounds, Wrong wrong, Policy policy, boolean exact) {
        this.bounds = bounds;
        this.wrong = wrong;
        this.policy = policy;
        this.exact = exact;
        this.moves = new Moves(bounds, wrong);
        this.promises = new Promises(moves);
    }

    /// A place, and numbers of what was said on the way to it.
    private record Node(Place place, BitSet soup, int size) {
        Node(Place place, BitSet soup) {
            this(place, soup, soup.cardinality());
        }
    }

    /// What a search found.
    ///
    /// @param places different ones
    /// @param looks how often one was looked at, with more said than before
    /// @param stranded places from which one tap leads to no active copy
    record Found(int places, int looks, Set<Property> broken, int stranded) {}

    /// Searches everything, or until these properties were all found broken.
    Found run(Set<Property> until) {
        var first = Place.NOWHERE;
        for (int t = 0; t < moves.tokens.size(); t++) {
            first = first.withToken(t, moves.records.number(moves.issued(t, policy)));
        }
        for (int h = 0; h < moves.handsets.size(); h++) {
            first = first.withHandset(h, moves.holders.number(Holder.rested(Memory.NEW)));
        }
        visit(first, new BitSet());
        while (!open.isEmpty() && !promises.areBroken(until)) {
            var node = open.remove();
            if (isNewest(node)) {
                looks++;
                expand(node);
            }
        }
        return new Found(seen.size(), looks, promises.broken(), promises.stranded());
    }

    /// Whether nothing was found meanwhile that includes this.
    private boolean isNewest(Node node) {
        return seen.getOrDefault(node.place(), List.of()).contains(node.soup());
    }

    private void visit(Place place, BitSet before) {
        var soup = closed(place, before);
        var known = seen.get(place);
        if (known == null) {
            promises.check(place);
            known = new ArrayList<>();
            seen.put(place, known);
        }
        for (BitSet other : known) {
            if (includes(other, soup)) {
                return;
            }
        }
        if (exact) {
            known.removeIf(other -> includes(soup, other));
        } else {
            known.forEach(soup::or);
            known.clear();
        }
        known.add(soup);
        open.add(new Node(place, soup));
    }

    private static boolean includes(BitSet larger, BitSet smaller) {
        for (int number = smaller.nextSetBit(0);
                number >= 0;
                number = smaller.nextSetBit(number + 1)) {
            if (!larger.get(number)) {
                return false;
            }
        }
        return true;
    }

    /// With everything that devices here say without changing anything.
    private BitSet closed(Place place, BitSet before) {
        var soup = (BitSet) before.clone();
        for (int h = 0; h < moves.handsets.size(); h++) {
            for (int t = 0; t < moves.tokens.size(); t++) {
                soup.or(moves.utterances(place.handset(h), t, h));
                for (int read : moves.reads(place.token(t), t, h)) {
                    tell(soup, place, read);
                }
            }
        }
        var questions = moves.questions(soup);
        for (int number = questions.nextSetBit(0);
                number >= 0;
                number = questions.nextSetBit(number + 1)) {
            tell(soup, place, number);
        }
        return soup;
    }

    private void tell(BitSet soup, Place place, int request) {
        var said = moves.said.get(request);
        int t = said.token();
        var move = moves.token(place.token(t), t, said.handset(), request);
        if (move.answer() >= 0 && move.records().isEmpty()) {
            soup.set(move.answer());
        }
    }

    private void expand(Node node) {
        var place = node.place();
        var requests = moves.requests(node.soup());
        for (int number = requests.nextSetBit(0);
                number >= 0;
                number = requests.nextSetBit(number + 1)) {
            hearToken(node, number);
        }
        for (int h = 0; h < moves.handsets.size(); h++) {
            for (int t = 0; t < moves.tokens.size(); t++) {
                tap(node, t, h);
            }
            goWrong(node, h);
            useHandset(node, h);
            drop(node, h);
        }
        for (int t = 0; t < moves.tokens.size(); t++) {
            useToken(node, t);
            goWrongToken(node, t, moves.records.get(place.token(t)));
            order(node, t, moves.records.get(place.token(t)));
        }
    }

    // Tokens.

    private void hearToken(Node node, int request) {
        var place = node.place();
        var said = moves.said.get(request);
        if (said.message() instanceof Request.Begin && drawn(place) >= bounds.transfers()) {
            return;
        }
        int t = said.token();
        var move = moves.token(place.token(t), t, said.handset(), request);
        if (move.answer() < 0) {
            return;
        }
        var next = place;
        for (int record : move.records()) {
            next = next.withToken(t, record);
        }
        visit(next, with(node.soup(), move.answer()));
    }

    private int drawn(Place place) {
        int drawn = 0;
        for (int t = 0; t < moves.tokens.size(); t++) {
            drawn += moves.records.get(place.token(t)).tid();
        }
        return drawn;
    }

    private static BitSet with(BitSet soup, int more) {
        if (more < 0 || soup.get(more)) {
            return soup;
        }
        var next = (BitSet) soup.clone();
        next.set(more);
        return next;
    }

    /// The token itself answers the network.
    private void useToken(Node node, int t) {
        var record = moves.records.get(node.place().token(t));
        if (!record.mayAuthenticate()) {
            return;
        }
        int last = last(record.contents().find(Part.SEQUENCE).orElse(Moves.NO_CHALLENGE));
        for (int challenge = last + 1; challenge <= bounds.challenges(); challenge++) {
            accept(node.place(), bit(record.generation(), challenge));
            var used = record.used(Octets.of(new byte[] {(byte) challenge}));
            if (wrong == Wrong.KEEPS_PREPARATION_WHEN_USED) {
                used =
                        new TokenRecord(
                                used.generation(),
                                record.phase(),
                                used.tid(),
                                record.pairing(),
                                record.upload(),
                                used.pin(),
                                used.policy(),
                                used.contents());
            }
            int next = moves.records.number(used);
            int bit = bit(record.generation(), challenge);
            visit(node.place().withToken(t, next).withAccepted(bit), node.soup());
        }
    }

    private static int last(Octets sequence) {
        return sequence.isEmpty() ? 0 : sequence.bytes()[0];
    }

    /// A challenge belongs to a generation of keys.
    private int bit(int generation, int challenge) {
        return 1 << (generation * (bounds.challenges() + 1) + challenge);
    }

    private void accept(Place place, int bit) {
        if ((place.accepted() & bit) != 0) {
            promises.breaks(Property.FRESH_CHALLENGES);
        }
    }

    private void goWrongToken(Node node, int t, TokenRecord record) {
        boolean frees = wrong == Wrong.TOKEN_UNLOCKS_BY_TIME || wrong == Wrong.RECLAIMS_OLD_KEYS;
        if (frees && record.phase() == TokenPhase.HANDED) {
            int next = moves.records.number(record.free(record.contents()));
            visit(node.place().withToken(t, next), node.soup());
        }
    }

    /// The operator reclaims, or ends a subscription on a handset.
    private void order(Node node, int t, TokenRecord record) {
        if (!bounds.orders() || record.phase() != TokenPhase.HANDED || record.generation() > 1) {
            return;
        }
        var place = node.place();
        var move = moves.token(place.token(t), t, 0, moves.reclaim(t, record.tid()));
        move.records().forEach(next -> visit(place.withToken(t, next), node.soup()));
        for (int h = 0; h < moves.handsets.size(); h++) {
            var ended = moves.terminated(place.handset(h), t, h, record.tid());
            follow(new Node(place.withEnded(h), node.soup()), h, ended);
        }
    }

    // Handsets.

    /// Everywhere that a handset gets within one tap by what may be heard, and from a return that
    /// is going on. Where it waits without remembering more than it keeps, it is at no other place:
    /// it can tap again.
    private void tap(Node node, int t, int h) {
        int at = node.place().handset(h);
        var holder = moves.holders.get(at);
        var todo = new ArrayDeque<Integer>();
        var errand = holder.state().errand();
        if (errand != null) {
            int rested = moves.holders.number(Holder.rested(holder.memory()));
            visit(node.place().withHandset(h, rested), node.soup());
            if (errand.tokenId().equals(moves.tokens.get(t).id())) {
                todo.add(at);
            }
        }
        for (Wish wish : wishes(holder.memory().record().phase())) {
            todo.add(moves.tapped(at, t, h, wish).holder());
        }
        walk(node, h, todo, answers(node, t, h));
    }

    private static List<Wish> wishes(HandsetPhase phase) {
        return switch (phase) {
            case EMPTY -> List.of(new Wish.Load(World.PIN, Octets.NONE));
            case STAGED -> List.of(new Wish.Resume(), new Wish.Abandon());
            case ACTIVE -> List.of(new Wish.GiveBack(Wish.Personal.BACK_UP));
            case RELEASED -> List.of(new Wish.Resume());
        };
    }

    private List<Integer> answers(Node node, int t, int h) {
        var answers = new ArrayList<Integer>();
        var binding = moves.tokens.get(t).setup().binding();
        answers.add(moves.say(t, h, new Answer.Identified(binding, Moves.zero())));
        answers.add(moves.say(t, h, new Answer.Fine()));
        moves.answers(node.soup(), t, h).stream().forEach(answers::add);
        return answers;
    }

    private void walk(Node node, int h, ArrayDeque<Integer> todo, List<Integer> answers) {
        var done = new HashSet<>(todo);
        while (!todo.isEmpty()) {
            int at = todo.remove();
            for (int answer : answers) {
                var move = moves.heard(at, h, answer);
                if (!move.refused() && !isTooFar(move)) {
                    follow(node, h, move);
                    if (move.goesOn() && done.add(move.holder())) {
                        todo.add(move.holder());
                    }
                }
            }
        }
    }

    private boolean isTooFar(Moves.OfHandset move) {
        var loan = moves.holders.get(move.holder()).memory().record().loan();
        return loan != null && loan.attempt() > bounds.attempts();
    }

    private void follow(Node node, int h, Moves.OfHandset move) {
        if (move.refused()) {
            return;
        }
        for (int cut : move.cuts()) {
            visit(node.place().withHandset(h, cut), node.soup());
        }
        var holder = moves.holders.get(move.holder());
        var errand = holder.state().errand();
        boolean remembers =
                errand != null
                        && errand.departure() != null
                        && holder.memory().record().phase() == HandsetPhase.ACTIVE;
        int next = remembers ? move.holder() : moves.holders.number(Holder.rested(holder.memory()));
        visit(node.place().withHandset(h, next), with(node.soup(), told(move.request())));
    }

    /// What counts as said: not what nothing depends on.
    private int told(int request) {
        if (request < 0) {
            return -1;
        }
        var message = moves.said.get(request).message();
        boolean matters =
                message instanceof Request.GiveBack
                        || message instanceof Request.Write
                        || message instanceof Request.Close
                        || message instanceof Request.Ready
                        || message instanceof Request.Released;
        return matters ? request : -1;
    }

    /// The handset answers the network, and its user makes a personal item.
    private void useHandset(Node node, int h) {
        var holder = moves.holders.get(node.place().handset(h));
        var memory = holder.memory();
        var loan = memory.record().loan();
        if (!holder.state().mayAuthenticate() || memory.keys().isEmpty() || loan == null) {
            return;
        }
        int last = last(memory.file(Part.SEQUENCE));
        for (int challenge = last + 1; challenge <= bounds.challenges(); challenge++) {
            accept(node.place(), bit(loan.generation(), challenge));
            var sequence = Octets.of(new byte[] {(byte) challenge});
            var place = put(node.place(), h, holder, memory.with(Part.SEQUENCE, sequence));
            visit(place.withAccepted(bit(loan.generation(), challenge)), node.soup());
        }
        if (node.place().items() < bounds.items()) {
            var item = Octets.of(new byte[] {(byte) (node.place().items() + 1)});
            var all = Memory.united(memory.file(Part.PERSONAL), item);
            var place = put(node.place(), h, holder, memory.with(Part.PERSONAL, all));
            visit(place.withItem(), node.soup());
        }
    }

    private Place put(Place place, int h, Holder holder, Memory memory) {
        int next = moves.holders.number(new Holder(memory, holder.state()));
        return place.withHandset(h, next);
    }

    private void drop(Node node, int h) {
        follow(node, h, moves.dropped(node.place().handset(h), 0, h));
    }

    private void goWrong(Node node, int h) {
        var memory = moves.holders.get(node.place().handset(h)).memory();
        var record = memory.record();
        var loan = record.loan();
        if (loan == null) {
            return;
        }
        boolean forgets =
                (wrong == Wrong.HANDSET_DROPS_STAGED && record.phase() == HandsetPhase.STAGED)
                        || (wrong == Wrong.HANDSET_FORGETS_RECEIPT
                                && record.phase() == HandsetPhase.RELEASED);
        if (forgets) {
            var empty = Holder.rested(memory.with(record.emptied(loan)));
            visit(node.place().withHandset(h, moves.holders.number(empty)), node.soup());
        }
        var errand = moves.holders.get(node.place().handset(h)).state().errand();
        var departure = errand == null ? null : errand.departure();
        if (wrong == Wrong.RELEASES_WITHOUT_BACKUP && departure != null) {
            var released = loan.released(departure.manifest().digest(), false);
            var next =
                    memory.after(new HandsetWrite.DestroyKeys())
                            .with(record.with(HandsetPhase.RELEASED, released));
            int number = moves.holders.number(Holder.rested(next));
            visit(node.place().withHandset(h, number), node.soup());
        }
        if (wrong == Wrong.ACTIVATES_BEFORE_THE_LOCK && record.phase() == HandsetPhase.STAGED) {
            var kc = Moves.fresh((int) (loan.token().value() & 0xFF) - 1, loan.tid()).second();
            var active = record.with(HandsetPhase.ACTIVE, loan);
            var after =
                    memory.after(new HandsetWrite.TakeKeys(kc))
                            .after(new HandsetWrite.Keep(active, null));
            int next = moves.holders.number(Holder.rested(after));
            visit(node.place().withHandset(h, next), node.soup());
        }
    }
}
