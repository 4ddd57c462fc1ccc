// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.decision;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.FindingKind;
import org.veritac.register.Lift;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.decision.Finding.Fate;
import org.veritac.register.policy.Mode;
import org.veritac.register.policy.Operator;
import org.veritac.register.policy.Rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Weighs one check: makes the findings in their order, lifts what can be lifted, keeps the worst.
/// Of equally bad findings the first made gives the reason.
public final class Judge {
    private final Facts facts;
    private final EquipmentCheck check;
    private final @Nullable List<Finding> record;

    private Verdict worst = Verdict.WHITE;
    private Reason reason = Reason.NONE;
    private @Nullable FindingKind kind;
    private int lifted;
    private boolean white;

    /// Whether all levels of entries have been gone through.
    private boolean leveled;

    /// Whether this one only looks for white entries.
    private boolean looking;

    /// Sources that have spoken of this device at a more specific level.
    private String[] spoken = {};

    private int spokenCount;
    private @Nullable Boolean paired;
    private Facts.@Nullable Proof proof;

    private Judge(Facts facts, EquipmentCheck check, @Nullable List<Finding> record) {
        this.facts = facts;
        this.check = check;
        this.record = record;
    }

    /// The decision alone.
    public static Decision decide(Facts facts, EquipmentCheck check) {
        return new Judge(facts, check, null).run();
    }

    /// The decision and all that was found on the way to it.
    public static Explained explain(Facts facts, EquipmentCheck check) {
        var findings = new ArrayList<Finding>();
        Decision decision = new Judge(facts, check, findings).run();
        return new Explained(decision, List.copyOf(findings));
    }

    /// A decision with its findings, in the order they were made.
    public record Explained(Decision decision, List<Finding> findings) {}

    private Decision run() {
        Imei imei = check.imei();
        Imsi imsi = check.imsi();
        if (imsi != null) {
            entries(FindingKind.SCREENED_IMSI, facts.screened(imsi));
            spokenCount = 0;
        }
        if (imei.isAllZeros()) {
            found(FindingKind.NONSENSE, Reason.NONSENSE_IMEI);
        } else if (imei.tac().isTest()) {
            found(FindingKind.NONSENSE, Reason.TEST_RANGE);
        }
        switch (proof()) {
            case CONFLICTS -> found(FindingKind.PROOF_CONFLICT, Reason.PROOF_CONFLICT);
            case REFUTED -> found(FindingKind.PROOF_CONFLICT, Reason.PROOF_REFUTED);
            case ABSENT, MATCHES -> {}
        }
        levels();
        if (imsi != null && facts.isProvenByAnother(imei, imsi)) {
            found(FindingKind.CONTESTED, Reason.CONTESTED);
        }
        if (!facts.isAllocated(imei.tac().value())) {
            found(FindingKind.UNALLOCATED, Reason.UNALLOCATED_TAC);
        }
        if (facts.policy().mode() == Mode.RESTRICTIVE) {
            found(FindingKind.UNREGISTERED, Reason.UNREGISTERED);
        }
        return new Decision(worst, reason, kind, lifted, facts.position());
    }

    private void levels() {
        level(FindingKind.INDIVIDUAL);
        level(FindingKind.RANGE);
        level(FindingKind.TAC_SVN);
        level(FindingKind.TAC);
        leveled = true;
    }

    /// An entry for one subscriber is more specific than one for everyone with the same key.
    private void level(FindingKind level) {
        Imsi imsi = check.imsi();
        if (imsi != null) {
            entries(level, facts.listedForSubscriber(level, check, imsi));
        }
        entries(level, facts.listed(level, check));
    }

    private void entries(FindingKind level, Listed[] entries) {
        int before = spokenCount;
        Listed last = null;
        for (Listed listed : entries) {
            if (!listed.answers(check.operator())) {
                continue;
            }
            if (last != null && Listed.ORDER.compare(last, listed) == 0) {
                again(listed);
                continue;
            }
            last = listed;
            Verdict answer = listed.rule().answer(listed.list());
            if (hasSpoken(listed.source(), before)) {
                note(level, listed.reason(), answer, Fate.EXEMPTED, null, listed);
                continue;
            }
            remember(listed.source());
            white |= listed.list() == ListName.WHITE;
            weigh(level, listed.reason(), listed.rule(), answer, listed);
        }
    }

    /// The same source says the same twice, by overlapping ranges or of two IMEIs of one device:
    /// one finding, but every entry is told.
    private void again(Listed listed) {
        if (record != null) {
            Finding same = record.getLast();
            note(same.kind(), same.reason(), same.answer(), same.fate(), same.lift(), listed);
        }
    }

    private void found(FindingKind found, Reason why) {
        Rule rule = facts.policy().rule(why);
        weigh(found, why, rule, rule.found(), null);
    }

    private void weigh(
            FindingKind from, Reason why, Rule rule, Verdict answer, @Nullable Listed listed) {
        if (looking) {
            return;
        }
        if (answer == Verdict.WHITE) {
            note(from, why, answer, Fate.PERMITS, null, listed);
            return;
        }
        Lift lift = liftOf(rule);
        if (lift != null) {
            lifted++;
            note(from, why, answer, Fate.LIFTED, lift, listed);
            return;
        }
        note(from, why, answer, Fate.REMAINS, null, listed);
        if (answer.outweighs(worst)) {
            worst = answer;
            reason = why;
            kind = from;
        }
    }

    private @Nullable Lift liftOf(Rule rule) {
        for (Lift lift : rule.liftedBy()) {
            if (applies(lift)) {
                return lift;
            }
        }
        return null;
    }

    private boolean applies(Lift lift) {
        Imsi imsi = check.imsi();
        return switch (lift) {
            case WHITE -> isWhite();
            case PAIR -> imsi != null && isPaired(imsi);
            case PROOF -> imsi != null && proof() == Facts.Proof.MATCHES;
            case VISITOR -> imsi != null && isVisitor(imsi);
        };
    }

    /// A policy may let a white list lift what is found before that list is come to.
    private boolean isWhite() {
        if (leveled) {
            return white;
        }
        var ahead = new Judge(facts, check, null);
        ahead.looking = true;
        ahead.levels();
        return ahead.white;
    }

    private boolean isPaired(Imsi imsi) {
        Boolean known = paired;
        if (known == null) {
            known = facts.isPaired(check.imei(), imsi, check.operator());
            paired = known;
        }
        return known;
    }

    private Facts.Proof proof() {
        Facts.Proof known = proof;
        if (known == null) {
            Imsi imsi = check.imsi();
            known = imsi == null ? Facts.Proof.ABSENT : facts.proof(check.imei(), imsi);
            proof = known;
        }
        return known;
    }

    private boolean isVisitor(Imsi imsi) {
        Operator operator = facts.policy().operator(check.operator());
        return operator != null && operator.isVisitor(imsi);
    }

    private boolean hasSpoken(String source, int count) {
        for (int i = 0; i < count; i++) {
            if (spoken[i].equals(source)) {
                return true;
            }
        }
        return false;
    }

    private void remember(String source) {
        if (spokenCount == spoken.length) {
            spoken = Arrays.copyOf(spoken, spokenCount + 4);
        }
        spoken[spokenCount++] = source;
    }

    private void note(
            FindingKind from,
            Reason why,
            Verdict answer,
            Fate fate,
            @Nullable Lift lift,
            @Nullable Listed listed) {
        if (record != null) {
            record.add(new Finding(from, why, answer, fate, lift, listed));
        }
    }
}
