// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import static org.veritac.lab.truth.Plot.LOCAL;
import static org.veritac.lab.truth.Plot.OPERATOR;
import static org.veritac.lab.truth.Plot.POLICE;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// What devices and subscribers can be to a register, with what it then must answer. This file says
/// what the rules mean; where it and the register differ, one of them is wrong.
final class Categories {
    private static final int MANY_PAIRS = 12;

    /// One of them.
    ///
    /// @param name what it is
    /// @param make makes devices of it, lists them, and asks for them
    record Category(String name, Consumer<Plot> make) {}

    private Categories() {}

    /// @param today whether entries that end today hold until the trial is over
    static List<Category> all(boolean today) {
        var all = new ArrayList<Category>();
        Reason[] reasons =
                Arrays.stream(Reason.values()).filter(Reason::isListable).toArray(Reason[]::new);
        for (Reason reason : reasons) {
            all.add(category("black, " + reason.text(), plot -> black(plot, reason)));
            all.add(category("grey, " + reason.text(), plot -> grey(plot, reason)));
        }
        all.add(category("white", Categories::white));
        all.add(category("no list", plot -> plot.askAnybody(plot.device(), Verdict.WHITE)));
        all.add(category("twelve pairs", Categories::manyPairs));
        all.add(category("pair out of its time", Categories::pairOutOfTime));
        all.add(category("for one subscriber", Categories::oneSubscriber));
        all.add(category("screened subscriber", Categories::screened));
        all.add(category("screened range, edges", Categories::screenedRange));
        all.add(category("two sources", Categories::twoSources));
        all.add(category("expired or future", Categories::outOfTime));
        if (today) {
            all.add(category("valid now", Categories::inTime));
        }
        all.add(category("linked", Categories::linked));
        all.add(category("all zeros", Categories::allZeros));
        all.add(category("test range", Categories::testRange));
        all.addAll(Models.all());
        return List.copyOf(all);
    }

    static Category category(String name, Consumer<Plot> make) {
        return new Category(name, make);
    }

    /// Reason table, column "answer": black also on the grey list.
    private static boolean isBlackAnywhere(Reason reason) {
        return switch (reason) {
            case LOST, STOLEN, FRAUD, DUPLICATED, CONTESTED, SCREENED_IMSI -> true;
            default -> false;
        };
    }

    /// Reason table, column "lifted by".
    private static boolean isLiftedByPair(Reason reason) {
        return switch (reason) {
            case LOST, STOLEN, FRAUD, SCREENED_IMSI -> false;
            default -> true;
        };
    }

    private static void black(Plot plot, Reason reason) {
        Imei alone = plot.device();
        plot.list(ListName.BLACK, POLICE, alone, reason);
        plot.askAnybody(alone, Verdict.BLACK);
        Imei paired = plot.device();
        Imsi owner = plot.subscriber();
        plot.list(ListName.BLACK, LOCAL, paired, reason);
        plot.pair(paired, owner);
        plot.askAnybody(paired, Verdict.BLACK);
        plot.askRegistered(paired, owner, isLiftedByPair(reason) ? Verdict.WHITE : Verdict.BLACK);
    }

    private static void grey(Plot plot, Reason reason) {
        Verdict colour = isBlackAnywhere(reason) ? Verdict.BLACK : Verdict.GREY;
        Imei alone = plot.device();
        plot.list(ListName.GREY, POLICE, alone, reason);
        plot.askAnybody(alone, colour);
        Imei paired = plot.device();
        Imsi owner = plot.subscriber();
        plot.list(ListName.GREY, LOCAL, paired, reason);
        plot.pair(paired, owner);
        plot.ask(paired, plot.subscriber(), colour);
        plot.askRegistered(paired, owner, isLiftedByPair(reason) ? Verdict.WHITE : colour);
    }

    private static void white(Plot plot) {
        Imei imei = plot.device();
        plot.list(ListName.WHITE, OPERATOR, imei, Reason.UNSPECIFIED);
        plot.askAnybodyRegistered(imei, Verdict.WHITE);
        Imei stolen = plot.device(); // whatever the reason says
        plot.list(ListName.WHITE, OPERATOR, stolen, Reason.STOLEN);
        plot.askAnybodyRegistered(stolen, Verdict.WHITE);
    }

    private static void manyPairs(Plot plot) {
        Imei imei = plot.device();
        plot.list(ListName.BLACK, POLICE, imei, Reason.DUPLICATED);
        for (int i = 0; i < MANY_PAIRS; i++) {
            Imsi owner = plot.subscriber();
            plot.pair(imei, owner);
            if (i % 4 == 0) {
                plot.askRegistered(imei, owner, Verdict.WHITE);
            }
        }
        plot.askAnybody(imei, Verdict.BLACK);
    }

    private static void pairOutOfTime(Plot plot) {
        Imei imei = plot.device();
        plot.list(ListName.BLACK, OPERATOR, imei, Reason.NON_PAYMENT);
        Imsi before = plot.subscriber();
        Imsi now = plot.subscriber();
        Imsi later = plot.subscriber();
        plot.pair(imei, before, "", plot.today().minusDays(1).toString());
        plot.pair(imei, now, plot.today().minusDays(1).toString(), plot.today().plusDays(1) + "");
        plot.pair(imei, later, plot.today().plusDays(2).toString(), "");
        plot.ask(imei, before, Verdict.BLACK);
        plot.askRegistered(imei, now, Verdict.WHITE);
        plot.ask(imei, later, Verdict.BLACK);
    }

    private static void oneSubscriber(Plot plot) {
        Imei imei = plot.device();
        Imsi meant = plot.subscriber();
        plot.listWith(ListName.BLACK, POLICE, imei, meant);
        plot.ask(imei, meant, Verdict.BLACK);
        plot.askAnybody(imei, Verdict.WHITE);
        // More specific than what the same source says of the device for everyone.
        Imei allowed = plot.device();
        plot.list(ListName.WHITE, OPERATOR, allowed, Reason.UNSPECIFIED);
        plot.listWith(ListName.BLACK, OPERATOR, allowed, meant);
        plot.ask(allowed, meant, Verdict.BLACK);
        plot.askAnybodyRegistered(allowed, Verdict.WHITE);
        // And so the other way round.
        Imei barred = plot.device();
        plot.list(ListName.BLACK, OPERATOR, barred, Reason.FAULTY);
        plot.listWith(ListName.WHITE, OPERATOR, barred, meant);
        plot.askRegistered(barred, meant, Verdict.WHITE);
        plot.askAnybody(barred, Verdict.BLACK);
    }

    private static void screened(Plot plot) {
        String prefix = "9990%05d".formatted(plot.number());
        plot.screen(prefix);
        Imsi inside = Imsi.of(prefix + "%06d".formatted(plot.random(1_000_000)));
        plot.ask(plot.device(), inside, Verdict.BLACK);
        Imei allowed = plot.device();
        plot.list(ListName.WHITE, OPERATOR, allowed, Reason.UNSPECIFIED);
        plot.askRegistered(allowed, inside, Verdict.BLACK);
        plot.askAnybodyRegistered(allowed, Verdict.WHITE);
        Imei paired = plot.device();
        plot.pair(paired, inside);
        plot.askRegistered(paired, inside, Verdict.BLACK);
    }

    private static void screenedRange(Plot plot) {
        long from = 998_000_000_000_000L + plot.number() * 1_000_000L + 500_000;
        long to = from + plot.random(1_000);
        plot.screen(from + "-" + to);
        Imei imei = plot.device();
        plot.ask(imei, Imsi.of(Long.toString(from)), Verdict.BLACK);
        plot.ask(imei, Imsi.of(Long.toString(to)), Verdict.BLACK);
        plot.ask(imei, Imsi.of(Long.toString(from - 1)), Verdict.WHITE);
        plot.ask(imei, Imsi.of(Long.toString(to + 1)), Verdict.WHITE);
    }

    private static void twoSources(Plot plot) {
        Imei allowed = plot.device(); // nobody lifts what another has listed
        plot.list(ListName.WHITE, OPERATOR, allowed, Reason.UNSPECIFIED);
        plot.list(ListName.BLACK, POLICE, allowed, Reason.UNSPECIFIED);
        plot.askAnybody(allowed, Verdict.BLACK);
        Imei worse = plot.device();
        plot.list(ListName.GREY, OPERATOR, worse, Reason.FAULTY);
        plot.list(ListName.BLACK, POLICE, worse, Reason.STOLEN);
        plot.askAnybody(worse, Verdict.BLACK);
        Imei grey = plot.device();
        plot.list(ListName.GREY, OPERATOR, grey, Reason.FAULTY);
        plot.list(ListName.WHITE, LOCAL, grey, Reason.UNSPECIFIED);
        plot.askAnybodyRegistered(grey, Verdict.GREY);
        Imei both = plot.device(); // equally specific: the worst remains
        plot.list(ListName.BLACK, OPERATOR, both, Reason.REGULATORY);
        plot.list(ListName.WHITE, OPERATOR, both, Reason.UNSPECIFIED);
        plot.askAnybody(both, Verdict.BLACK);
    }

    private static void outOfTime(Plot plot) {
        Imei expired = plot.device();
        plot.listFor(ListName.BLACK, expired, "2020-01-01", plot.today().minusDays(1).toString());
        plot.askAnybody(expired, Verdict.WHITE);
        Imei future = plot.device();
        plot.listFor(ListName.BLACK, future, plot.today().plusDays(2).toString(), "");
        plot.askAnybody(future, Verdict.WHITE);
        Imei lapsed = plot.device();
        plot.listFor(ListName.WHITE, lapsed, "", plot.today().minusDays(1).toString());
        plot.list(ListName.GREY, POLICE, lapsed, Reason.FAULTY);
        plot.askAnybody(lapsed, Verdict.GREY);
    }

    private static void inTime(Plot plot) {
        Imei today = plot.device(); // until is inclusive
        plot.listFor(ListName.BLACK, today, "", plot.today().toString());
        plot.askAnybody(today, Verdict.BLACK);
        Imei since = plot.device();
        plot.listFor(ListName.GREY, since, plot.today().toString(), plot.today() + "T23:59:59Z");
        plot.askAnybody(since, Verdict.GREY);
        Imei around = plot.device();
        plot.listFor(
                ListName.WHITE,
                around,
                plot.today().minusDays(1) + "T00:00:00+02:00",
                plot.today().plusDays(1).toString());
        plot.askAnybodyRegistered(around, Verdict.WHITE);
    }

    private static void linked(Plot plot) {
        Imei one = plot.device();
        Imei two = plot.device();
        Imei three = plot.device();
        plot.link(one, two);
        plot.link(two, three);
        plot.list(ListName.BLACK, POLICE, one, Reason.DUPLICATED);
        Imsi owner = plot.subscriber();
        plot.pair(three, owner);
        for (Imei each : List.of(one, two, three)) {
            plot.ask(each, plot.subscriber(), Verdict.BLACK);
            plot.askRegistered(each, owner, Verdict.WHITE);
        }
        Imei front = plot.device();
        Imei back = plot.device();
        plot.link(front, back);
        plot.list(ListName.GREY, POLICE, back, Reason.REGULATORY);
        plot.askAnybody(front, Verdict.GREY);
        Imei allowed = plot.device();
        Imei other = plot.device();
        plot.link(allowed, other);
        plot.list(ListName.WHITE, OPERATOR, allowed, Reason.UNSPECIFIED);
        plot.askAnybodyRegistered(other, Verdict.WHITE);
    }

    private static void allZeros(Plot plot) {
        var imei = new Imei(0);
        plot.askAnybody(imei, Verdict.BLACK);
        Imsi owner = plot.subscriber();
        plot.pair(imei, owner);
        plot.askRegistered(imei, owner, Verdict.WHITE);
    }

    private static void testRange(Plot plot) {
        Imei imei = plot.device(plot.testModel());
        Imsi owner = plot.subscriber();
        plot.pair(imei, owner);
        plot.askAnybody(imei, Verdict.GREY);
        plot.askRegistered(imei, owner, Verdict.WHITE);
        Imei allowed = plot.device(plot.testModel()); // no white list lifts it
        plot.list(ListName.WHITE, OPERATOR, allowed, Reason.UNSPECIFIED);
        plot.askAnybodyRegistered(allowed, Verdict.GREY);
        Imei stolen = plot.device(plot.testModel());
        plot.list(ListName.BLACK, POLICE, stolen, Reason.STOLEN);
        plot.askAnybody(stolen, Verdict.BLACK);
    }
}
