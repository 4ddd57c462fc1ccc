// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.veritac.identity.Imei;
import org.veritac.identity.Tac;
import org.veritac.register.ListName;
import org.veritac.register.Verdict;

import java.util.List;
import java.util.SplittableRandom;

/// The many rows of a real black list: of every plain model about half of the even serial numbers
/// up to a bound.
final class Bulk {
    private static final String[] REASONS = {
        "stolen", "lost", "stolen", "non-payment", "fraud", ""
    };
    private static final int SERIALS = 1_000_000;

    private final List<Tac> tacs;
    private final int span;
    private final long seed;

    /// @param rows about how many
    Bulk(List<Tac> tacs, long rows, long seed) {
        this.tacs = tacs;
        this.seed = seed;
        span = Math.clamp(4 * rows / tacs.size() + 2, 2, SERIALS);
    }

    /// Whether a device with an even serial number is listed. Neighbours differ at random.
    boolean isListed(Imei imei) {
        return imei.serial() < span && (mixed(imei) & 1) == 0;
    }

    private long mixed(Imei imei) {
        return new SplittableRandom(imei.key() ^ seed).nextLong() >>> 1;
    }

    void write(Lists lists) {
        for (Tac tac : tacs) {
            for (int serial = 0; serial < span; serial += 2) {
                var imei = new Imei(tac, serial);
                if (isListed(imei)) {
                    String reason = REASONS[(int) ((mixed(imei) >>> 1) % REASONS.length)];
                    lists.row(ListName.BLACK, "bulk", imei.digits() + "," + reason + ",,,,,");
                }
            }
        }
    }

    /// Asks for some of the listed and some of their neighbours.
    void ask(Plot plot) {
        for (int i = 0; i < 4; i++) {
            Tac tac = tacs.get(plot.random(tacs.size()));
            var imei = new Imei(tac, plot.random(span) / 2 * 2);
            plot.ask(imei, null, isListed(imei) ? Verdict.BLACK : Verdict.WHITE);
        }
    }
}
