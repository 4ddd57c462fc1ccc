// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import static org.veritac.lab.truth.Categories.category;
import static org.veritac.lab.truth.Plot.LOCAL;
import static org.veritac.lab.truth.Plot.OPERATOR;
import static org.veritac.lab.truth.Plot.POLICE;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Tac;
import org.veritac.lab.truth.Categories.Category;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.util.List;

/// The categories of what is listed by model, by software version and by range, and of models in no
/// table.
final class Models {
    private static final int SERIAL_MAX = 999_999;
    private static final int BARRED_VERSION = 7;
    private static final int OTHER_VERSION = 8;

    private Models() {}

    static List<Category> all() {
        return List.of(
                category("model barred", Models::barred),
                category("model barred, device exempt", Models::exempted),
                category("model grey", Models::grey),
                category("software version barred", Models::version),
                category("software version exempt", Models::versionExempted),
                category("range", Models::range),
                category("range, device exempt", Models::rangeExempted),
                category("range over two models", Models::rangeOverModels),
                category("unallocated", Models::unallocated));
    }

    private static void barred(Plot plot) {
        Tac tac = plot.model();
        plot.list(ListName.BLACK, OPERATOR, tac.digits(), "");
        plot.askAnybody(plot.device(tac), Verdict.BLACK);
        plot.ask(new Imei(tac, 0), null, Verdict.BLACK);
        plot.ask(new Imei(tac, SERIAL_MAX), null, Verdict.BLACK);
        Imei paired = plot.device(tac);
        Imsi owner = plot.subscriber();
        plot.pair(paired, owner);
        plot.askAnybody(paired, Verdict.BLACK);
        plot.askRegistered(paired, owner, Verdict.WHITE);
        Imei strangers = plot.device(tac); // another source exempts nothing
        plot.list(ListName.WHITE, LOCAL, strangers, Reason.UNSPECIFIED);
        plot.askAnybody(strangers, Verdict.BLACK);
    }

    private static void exempted(Plot plot) {
        Tac tac = plot.model();
        plot.list(ListName.BLACK, OPERATOR, tac.digits(), Reason.TAC_BARRED.text());
        Imei white = plot.device(tac);
        plot.list(ListName.WHITE, OPERATOR, white, Reason.UNSPECIFIED);
        plot.askAnybodyRegistered(white, Verdict.WHITE);
        Imei tracked = plot.device(tac);
        plot.list(ListName.GREY, OPERATOR, tracked, Reason.UNSPECIFIED);
        plot.askAnybody(tracked, Verdict.GREY);
        plot.askAnybody(plot.device(tac), Verdict.BLACK);
        Imei stolen = plot.device(tac);
        plot.list(ListName.WHITE, OPERATOR, stolen, Reason.UNSPECIFIED);
        plot.list(ListName.BLACK, POLICE, stolen, Reason.STOLEN);
        plot.askAnybody(stolen, Verdict.BLACK);
    }

    private static void grey(Plot plot) {
        Tac tac = plot.model();
        plot.list(ListName.GREY, OPERATOR, tac.digits(), "");
        plot.askAnybody(plot.device(tac), Verdict.GREY);
        Imei stolen = plot.device(tac);
        plot.list(ListName.BLACK, POLICE, stolen, Reason.STOLEN);
        plot.askAnybody(stolen, Verdict.BLACK);
    }

    private static void version(Plot plot) {
        Tac tac = plot.model();
        plot.list(ListName.BLACK, OPERATOR, tac.digits() + "/07", "");
        Imei imei = plot.device(tac);
        plot.ask(imei, BARRED_VERSION, null, Verdict.BLACK);
        plot.ask(imei, BARRED_VERSION, plot.subscriber(), Verdict.BLACK);
        plot.ask(imei, OTHER_VERSION, null, Verdict.WHITE);
        plot.ask(imei, Case.ABSENT, null, Verdict.WHITE);
        Imei paired = plot.device(tac);
        Imsi owner = plot.subscriber();
        plot.pair(paired, owner);
        plot.askRegistered(paired, BARRED_VERSION, owner, Verdict.WHITE);
    }

    private static void versionExempted(Plot plot) {
        Tac tac = plot.model();
        plot.list(ListName.BLACK, OPERATOR, tac.digits(), "");
        plot.list(ListName.WHITE, OPERATOR, tac.digits() + "/07", "");
        Imei imei = plot.device(tac);
        plot.askRegistered(imei, BARRED_VERSION, null, Verdict.WHITE);
        plot.ask(imei, OTHER_VERSION, null, Verdict.BLACK);
        plot.ask(imei, Case.ABSENT, plot.subscriber(), Verdict.BLACK);
    }

    private static void range(Plot plot) {
        Tac tac = plot.model();
        int from = 1 + plot.random(500_000);
        int to = from + (plot.random(4) == 0 ? 0 : plot.random(50_000));
        plot.list(
                ListName.BLACK, OPERATOR, range(plot, new Imei(tac, from), new Imei(tac, to)), "");
        plot.ask(new Imei(tac, from), null, Verdict.BLACK);
        plot.ask(new Imei(tac, to), plot.subscriber(), Verdict.BLACK);
        var inside = new Imei(tac, from + plot.random(to - from + 1));
        Imsi owner = plot.subscriber();
        plot.pair(inside, owner);
        plot.ask(inside, null, Verdict.BLACK);
        plot.askRegistered(inside, owner, Verdict.WHITE);
        plot.ask(new Imei(tac, from - 1), null, Verdict.WHITE);
        plot.ask(new Imei(tac, to + 1), null, Verdict.WHITE);
    }

    private static String range(Plot plot, Imei from, Imei to) {
        return plot.random(2) == 0
                ? from.digits() + "-" + to.digits()
                : from.labelDigits() + "-" + to.labelDigits();
    }

    private static void rangeExempted(Plot plot) {
        Tac tac = plot.model();
        var from = new Imei(tac, 1_000);
        var to = new Imei(tac, 1_999);
        plot.list(ListName.BLACK, OPERATOR, range(plot, from, to), Reason.REGULATORY.text());
        var exempt = new Imei(tac, 1_500);
        plot.list(ListName.WHITE, OPERATOR, exempt, Reason.UNSPECIFIED);
        plot.askAnybodyRegistered(exempt, Verdict.WHITE);
        plot.ask(new Imei(tac, 1_499), null, Verdict.BLACK);
        plot.ask(new Imei(tac, 1_501), null, Verdict.BLACK);
        // A range is more specific than its model.
        Tac barred = plot.model();
        plot.list(ListName.BLACK, OPERATOR, barred.digits(), "");
        plot.list(
                ListName.GREY,
                OPERATOR,
                range(plot, new Imei(barred, 1_000), new Imei(barred, 1_999)),
                "");
        plot.ask(new Imei(barred, 1_999), null, Verdict.GREY);
        plot.ask(new Imei(barred, 2_000), null, Verdict.BLACK);
    }

    private static void rangeOverModels(Plot plot) {
        Tac lower = plot.unallocated();
        var higher = new Tac(lower.value() + 1);
        plot.list(
                ListName.BLACK,
                POLICE,
                range(plot, new Imei(lower, SERIAL_MAX - 10), new Imei(higher, 10)),
                Reason.STOLEN.text());
        plot.ask(new Imei(lower, SERIAL_MAX), null, Verdict.BLACK);
        plot.ask(new Imei(higher, 0), plot.subscriber(), Verdict.BLACK);
        plot.ask(new Imei(lower, SERIAL_MAX - 11), null, Verdict.GREY);
        plot.ask(new Imei(higher, 11), null, Verdict.GREY);
    }

    private static void unallocated(Plot plot) {
        Tac tac = plot.unallocated();
        plot.askAnybody(plot.device(tac), Verdict.GREY);
        Imei white = plot.device(tac);
        plot.list(ListName.WHITE, OPERATOR, white, Reason.UNSPECIFIED);
        plot.askAnybodyRegistered(white, Verdict.WHITE);
        Imei paired = plot.device(tac);
        Imsi owner = plot.subscriber();
        plot.pair(paired, owner);
        plot.askRegistered(paired, owner, Verdict.WHITE);
        plot.ask(paired, plot.subscriber(), Verdict.GREY);
        Imei stolen = plot.device(tac);
        plot.list(ListName.BLACK, POLICE, stolen, Reason.STOLEN);
        plot.askAnybody(stolen, Verdict.BLACK);
    }
}
