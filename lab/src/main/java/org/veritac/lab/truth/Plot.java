// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Tac;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// What categories make their devices with: fresh devices and subscribers, rows of lists, and the
/// checks with their answers. Nothing that is fresh is given out twice.
final class Plot {
    static final String LOCAL = "local";
    static final String POLICE = "police";
    static final String OPERATOR = "operator";

    private static final int SERIALS = 1_000_000;
    private static final int TEST_SIX = 1_001;
    private static final long HOME = 1_010_000_000_000L;
    private static final long SUBSCRIBERS = 10_000_000_000L;

    private final Lists lists;
    private final Allocations allocations;
    private final SplittableRandom random;
    private final LocalDate today;
    private final List<Case> cases = new ArrayList<>();
    private final Set<Long> devices = new HashSet<>();
    private final Set<Long> subscribers = new HashSet<>();
    private String category = "";
    private int numbers;

    Plot(Lists lists, Allocations allocations, SplittableRandom random, LocalDate today) {
        this.lists = lists;
        this.allocations = allocations;
        this.random = random;
        this.today = today;
    }

    /// Names what is made next.
    void begin(String name) {
        category = name;
    }

    List<Case> cases() {
        return cases;
    }

    /// The day in UTC on which the trial runs.
    LocalDate today() {
        return today;
    }

    int random(int bound) {
        return random.nextInt(bound);
    }

    /// A number that was not given out before.
    int number() {
        return numbers++;
    }

    // ---- who

    /// An allocated device that is on no list. Its serial number is odd; those of [Bulk] are even.
    Imei device() {
        List<Tac> plain = allocations.plain();
        return device(plain.get(random.nextInt(plain.size())));
    }

    /// A device of a model.
    Imei device(Tac tac) {
        while (true) {
            int serial = random.nextInt(random.nextBoolean() ? SERIALS : 4_000) | 1;
            var imei = new Imei(tac, serial);
            if (devices.add(imei.key())) {
                return imei;
            }
        }
    }

    Tac model() {
        return allocations.own();
    }

    Tac unallocated() {
        return allocations.unallocated();
    }

    Tac testModel() {
        return random.nextBoolean()
                ? new Tac(TEST_SIX * 100 + random.nextInt(1_700))
                : new Tac(
                        switch (random.nextInt(3)) {
                            case 0 -> 440_000 + random.nextInt(10_000);
                            case 1 -> 860_000 + random.nextInt(10_000);
                            default -> 910_000 + random.nextInt(10_000);
                        });
    }

    Imsi subscriber() {
        while (true) {
            long value = HOME + random.nextLong(SUBSCRIBERS);
            if (subscribers.add(value)) {
                return new Imsi(value, Imsi.DIGITS_MAX);
            }
        }
    }

    // ---- what lists say

    /// A key as list files may write a device.
    String spelled(Imei imei) {
        return switch (random.nextInt(3)) {
            case 0 -> imei.digits();
            case 1 -> imei.labelDigits();
            default -> imei.digits() + Spelling.version(random.nextInt(Spelling.SVN_MAX + 1));
        };
    }

    void list(ListName list, String source, Imei imei, Reason reason) {
        list(list, source, spelled(imei), reason.text());
    }

    /// An entry for everyone and for good.
    ///
    /// @param reason empty for none
    void list(ListName list, String source, String key, String reason) {
        lists.row(list, source, key + "," + reason + ",,,,,");
    }

    /// An entry in a time.
    ///
    /// @param from a day or instant, empty for at once
    /// @param until a day or instant, empty for good
    void listFor(ListName list, Imei imei, String from, String until) {
        lists.row(
                list,
                OPERATOR,
                spelled(imei) + ",unspecified,2026-01-31," + from + "," + until + ",,a note");
    }

    /// An entry for one subscriber.
    void listWith(ListName list, String source, Imei imei, Imsi imsi) {
        lists.row(
                list, source, spelled(imei) + ",unspecified,,,," + imsi.digits() + ",\"a, note\"");
    }

    void pair(Imei imei, Imsi imsi) {
        pair(imei, imsi, "", "");
    }

    void pair(Imei imei, Imsi imsi, String from, String until) {
        lists.row(
                ListName.PAIRS,
                OPERATOR,
                spelled(imei) + "," + imsi.digits() + "," + from + "," + until);
    }

    void link(Imei one, Imei other) {
        lists.row(ListName.LINKS, LOCAL, spelled(one) + "," + spelled(other));
    }

    /// Screens subscribers.
    ///
    /// @param range a prefix, or FROM-TO
    void screen(String range) {
        lists.row(ListName.IMSI, LOCAL, range);
    }

    // ---- what must be answered

    /// A check whose answer rests on no white list and no pair.
    void ask(Imei imei, @Nullable Imsi imsi, Verdict verdict) {
        ask(imei, Case.ANY, imsi, verdict);
    }

    /// The same with a software version, or [Case#ABSENT].
    void ask(Imei imei, int svn, @Nullable Imsi imsi, Verdict verdict) {
        cases.add(new Case(category, imei, svn, imsi, verdict, false));
    }

    /// A check of what a white list or a pair knows.
    void askRegistered(Imei imei, @Nullable Imsi imsi, Verdict verdict) {
        askRegistered(imei, Case.ANY, imsi, verdict);
    }

    void askRegistered(Imei imei, int svn, @Nullable Imsi imsi, Verdict verdict) {
        cases.add(new Case(category, imei, svn, imsi, verdict, true));
    }

    /// The same answer without a subscriber and with one that nobody knows.
    void askAnybody(Imei imei, Verdict verdict) {
        ask(imei, null, verdict);
        ask(imei, subscriber(), verdict);
    }

    /// The same of what a white list knows.
    void askAnybodyRegistered(Imei imei, Verdict verdict) {
        askRegistered(imei, null, verdict);
        askRegistered(imei, subscriber(), verdict);
    }
}
