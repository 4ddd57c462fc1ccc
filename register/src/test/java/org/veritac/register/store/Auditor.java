// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Decision;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Evidence;
import org.veritac.register.FindingKind;
import org.veritac.register.Key;
import org.veritac.register.Lift;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.policy.Mode;
import org.veritac.register.policy.Policy;
import org.veritac.register.policy.PolicyText;
import org.veritac.register.policy.Rule;
import org.veritac.register.store.Happening.Said;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// A register that is a list of what happened. It evaluates every check from scratch by the rules
/// of ARCHITECTURE.md, slowly and naively, and shares nothing with what it audits but the words.
final class Auditor {
    final List<Happening> history = new ArrayList<>();

    /// What holds at one position.
    private final class State {
        private final long position;
        private Policy policy = PolicyText.read("{}");
        private long second;
        private final Map<Imsi, Evidence> proofs = new HashMap<>();
        private final Map<Imsi, Map<Imei, Long>> doubts = new HashMap<>();
        private final TreeMap<Long, Happening.Imported> imports = new TreeMap<>();
        private final Map<List<Object>, Said> last = new HashMap<>();

        State(long position) {
            this.position = position;
            var statements = new TreeMap<Long, List<Said>>();
            var replaced = new HashMap<Long, List<Happening.Imported>>();
            for (Happening one : history) {
                if (one.position() <= position) {
                    follow(one, statements, replaced);
                }
            }
            imports.forEach((at, imported) -> statements.put(at, imported.rows()));
            statements.values().forEach(all -> all.forEach(said -> last.put(place(said), said)));
            proofs.values().removeIf(proof -> proof.until().getEpochSecond() < second);
        }

        private void follow(
                Happening one,
                Map<Long, List<Said>> statements,
                Map<Long, List<Happening.Imported>> replaced) {
            switch (one) {
                case Happening.Single(long at, Said said) -> statements.put(at, List.of(said));
                case Happening.Ruled(_, Policy next) -> policy = next;
                case Happening.Ticked(_, long now) -> second = now;
                case Happening.Proven(_, Evidence proof) -> {
                    proofs.put(proof.imsi(), proof);
                    doubts.remove(proof.imsi());
                }
                case Happening.Doubted(_, Imsi imsi, Imei imei, long until) ->
                        doubts.computeIfAbsent(imsi, n -> new HashMap<>()).put(imei, until);
                case Happening.Undone(_, long imported) -> {
                    imports.remove(imported);
                    replaced.getOrDefault(imported, List.of())
                            .forEach(old -> imports.put(old.position(), old));
                }
                case Happening.Imported fresh -> {
                    var old = new ArrayList<>(imports.values());
                    old.removeIf(i -> fresh.delta() || !i.stack().equals(fresh.stack()));
                    imports.values().removeAll(old);
                    replaced.put(fresh.position(), old);
                    imports.put(fresh.position(), fresh);
                }
            }
        }

        private List<Said> held(ListName... lists) {
            return last.values().stream()
                    .filter(said -> said.present() && List.of(lists).contains(said.stack().list()))
                    .filter(said -> {
                        long now = Math.max(second, said.second());
                        var from = said.entry().from();
                        var until = said.entry().until();
                        return (from == null || from.getEpochSecond() <= now)
                                && (until == null || until.getEpochSecond() >= now);
                    })
                    .sorted(
                            Comparator.comparing(Said::stack)
                                    .thenComparing(said -> said.entry().reason()))
                    .toList();
        }
    }

    private static List<Object> place(Said said) {
        Imsi imsi = said.entry().imsi();
        return List.of(said.stack(), said.entry().key(), imsi == null ? "everyone" : imsi);
    }

    /// Whether an entry is there to be taken back, in force now or at another time.
    boolean isListed(long position, StackName stack, Key key, @Nullable Imsi imsi) {
        return new State(position)
                .last.values().stream()
                        .anyMatch(said ->
                                said.present()
                                        && said.stack().equals(stack)
                                        && said.entry().key().equals(key)
                                        && Objects.equals(said.entry().imsi(), imsi));
    }

    /// The imports in force, oldest first.
    List<Happening.Imported> imports(long position) {
        return List.copyOf(new State(position).imports.values());
    }

    Decision decide(EquipmentCheck check, long position) {
        return new Trial(new State(position), check).run();
    }

    /// One check being weighed.
    private static final class Trial {
        private final State state;
        private final EquipmentCheck check;
        private final Set<Imei> device = new HashSet<>();
        private final Set<String> spoken = new HashSet<>();
        private final List<Object[]> findings = new ArrayList<>();
        private boolean white;

        Trial(State state, EquipmentCheck check) {
            this.state = state;
            this.check = check;
            device.add(check.imei());
            List<Said> links = state.held(ListName.LINKS);
            for (int i = 0; i < links.size(); i++) {
                for (Said link : links) {
                    Imei one = new Imei(link.entry().key().a());
                    Imei other = new Imei(link.entry().key().b());
                    if (device.contains(one) || device.contains(other)) {
                        device.addAll(List.of(one, other));
                    }
                }
            }
        }

        Decision run() {
            Imsi imsi = check.imsi();
            Evidence proof = imsi == null ? null : state.proofs.get(imsi);
            if (imsi != null) {
                long digits = imsi.padded();
                entries(
                        FindingKind.SCREENED_IMSI,
                        state.held(ListName.IMSI).stream()
                                .filter(s -> within(s.entry().key(), digits))
                                .toList());
            }
            if (check.imei().isAllZeros()) {
                found(FindingKind.NONSENSE, Reason.NONSENSE_IMEI);
            } else if (check.imei().tac().isTest()) {
                found(FindingKind.NONSENSE, Reason.TEST_RANGE);
            }
            if (proof == null || !device.contains(proof.imei())) {
                doubt(proof != null);
            }
            spoken.clear();
            level(FindingKind.INDIVIDUAL, Key.Kind.DEVICE);
            level(FindingKind.RANGE, Key.Kind.RANGE);
            level(FindingKind.TAC_SVN, Key.Kind.TAC_SVN);
            level(FindingKind.TAC, Key.Kind.TAC);
            boolean another =
                    state.proofs.values().stream()
                            .anyMatch(p -> p.imei().equals(check.imei()) && !p.imsi().equals(imsi));
            if (imsi != null && another) {
                found(FindingKind.CONTESTED, Reason.CONTESTED);
            }
            List<Said> table = state.held(ListName.TAC);
            Key tac = Key.tac(check.imei().tac());
            if (!table.isEmpty() && table.stream().noneMatch(s -> s.entry().key().equals(tac))) {
                found(FindingKind.UNALLOCATED, Reason.UNALLOCATED_TAC);
            }
            if (state.policy.mode() == Mode.RESTRICTIVE) {
                found(FindingKind.UNREGISTERED, Reason.UNREGISTERED);
            }
            return verdict(proof);
        }

        private void doubt(boolean hasProof) {
            Map<Imei, Long> doubts = state.doubts.getOrDefault(check.imsi(), Map.of());
            var own = doubts.keySet().stream().filter(device::contains).toList();
            if (own.stream().anyMatch(imei -> hasEnded(doubts.getOrDefault(imei, 0L)))
                    || (hasProof && own.isEmpty() && doubts.size() >= 4)) {
                found(FindingKind.PROOF_CONFLICT, Reason.PROOF_REFUTED);
            } else if (hasProof || !own.isEmpty()) {
                found(FindingKind.PROOF_CONFLICT, Reason.PROOF_CONFLICT);
            }
        }

        private boolean hasEnded(long until) {
            return until == Long.MIN_VALUE || until < state.second;
        }

        private Decision verdict(@Nullable Evidence proof) {
            var decision = new Decision(Verdict.WHITE, Reason.NONE, null, 0, state.position);
            int lifted = 0;
            for (Object[] finding : findings) {
                var answer = (Verdict) finding[2];
                Rule rule = state.policy.rule((Reason) finding[1]);
                boolean isLifted = rule.liftedBy().stream().anyMatch(lift -> lifts(lift, proof));
                lifted += isLifted ? 1 : 0;
                if (!isLifted && answer.compareTo(decision.verdict()) > 0) {
                    decision =
                            new Decision(
                                    answer,
                                    (Reason) finding[1],
                                    (FindingKind) finding[0],
                                    0,
                                    state.position);
                }
            }
            return new Decision(
                    decision.verdict(),
                    decision.reason(),
                    decision.finding(),
                    lifted,
                    state.position);
        }

        private boolean lifts(Lift lift, @Nullable Evidence proof) {
            Imsi imsi = check.imsi();
            var operator = state.policy.operator(check.operator());
            return switch (lift) {
                case WHITE -> white;
                case PROOF -> proof != null && device.contains(proof.imei());
                case PAIR ->
                        imsi != null
                                && state.held(ListName.PAIRS).stream()
                                        .anyMatch(s ->
                                                counts(s)
                                                        && imsi.equals(s.entry().imsi())
                                                        && concerns(s.entry().key()));
                case VISITOR ->
                        imsi != null
                                && operator != null
                                && !operator.home().isEmpty()
                                && operator.home().stream().noneMatch(r -> r.contains(imsi));
            };
        }

        private boolean counts(Said said) {
            return state.policy.source(said.stack().source()).answers(check.operator());
        }

        private void found(FindingKind kind, Reason reason) {
            add(kind, reason, state.policy.rule(reason).found());
        }

        private void add(FindingKind kind, Reason reason, Verdict answer) {
            if (answer != Verdict.WHITE) {
                findings.add(new Object[] {kind, reason, answer});
            }
        }

        /// What is said for this subscriber goes before what is said for everyone.
        private void level(FindingKind level, Key.Kind kind) {
            var all =
                    state.held(ListName.BLACK, ListName.GREY, ListName.WHITE).stream()
                            .filter(s -> s.entry().key().kind() == kind)
                            .filter(s -> concerns(s.entry().key()))
                            .toList();
            Imsi imsi = check.imsi();
            entries(
                    level,
                    all.stream()
                            .filter(s -> imsi != null && imsi.equals(s.entry().imsi()))
                            .toList());
            entries(level, all.stream().filter(s -> s.entry().imsi() == null).toList());
        }

        private void entries(FindingKind level, List<Said> entries) {
            var fresh = new LinkedHashSet<List<Object>>();
            for (Said said : entries) {
                String source = said.stack().source();
                Reason reason = said.entry().reason();
                if (!counts(said)
                        || spoken.contains(source)
                        || !fresh.add(List.of(said.stack(), reason))) {
                    continue;
                }
                Verdict listed = state.policy.rule(reason).listed();
                switch (said.stack().list()) {
                    case WHITE -> white = true;
                    case GREY -> add(level, reason, listed == null ? Verdict.GREY : listed);
                    case BLACK, IMSI -> add(level, reason, listed == null ? Verdict.BLACK : listed);
                    case PAIRS, LINKS, TAC -> throw new AssertionError("no colours");
                }
            }
            fresh.forEach(one -> spoken.add(((StackName) one.getFirst()).source()));
        }

        private boolean concerns(Key key) {
            long tac = check.imei().tac().value();
            return switch (key.kind()) {
                case DEVICE -> device.contains(new Imei(key.a()));
                case RANGE -> within(key, check.imei().key());
                case TAC_SVN -> key.a() == tac && key.b() == check.svn();
                case TAC -> key.a() == tac;
                case SUBSCRIBERS, LINK -> false;
            };
        }

        private static boolean within(Key key, long number) {
            return key.a() <= number && number <= key.b();
        }
    }

    /// An entry that only names what is taken back.
    static Entry named(Key key, @Nullable Imsi imsi) {
        return new Entry(key, imsi, Reason.UNSPECIFIED, null, null, null, "");
    }
}
