// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.config.OperatorLimits;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Counts the rows of an operator's file that a check minds, and judges their share.
final class OperatorTally {
    private final Map<Check, List<Offence>> first = new EnumMap<>(Check.class);
    private final Map<Check, Long> counts = new EnumMap<>(Check.class);
    private long rows;
    private long zeros;
    private long ones;
    private long suspects;

    void row() {
        rows++;
    }

    long rows() {
        return rows;
    }

    /// Counts a row for a check.
    void hit(Check check, long line) {
        if (counts.merge(check, 1L, Long::sum) <= Refusal.OFFENCES_MAX) {
            first.computeIfAbsent(check, _ -> new ArrayList<>())
                    .add(new Offence(line, what(check)));
        }
    }

    private static String what(Check check) {
        return check.text().replace('-', ' ');
    }

    void zero() {
        zeros++;
    }

    /// @param suspect whether a 0 before it would make it a device of a known model
    void one(boolean suspect) {
        ones++;
        suspects += suspect ? 1 : 0;
    }

    /// Judges all shares, in the order of the checks.
    void judge(OperatorLimits limits, Set<Check> skipped) throws Refused {
        for (var limit : shares(limits).entrySet()) {
            Check check = limit.getKey();
            long count = counts.getOrDefault(check, 0L);
            if (!skipped.contains(check) && (double) count / rows > limit.getValue()) {
                throw new Refused(
                        new Refusal(
                                check,
                                share(count, rows, "rows"),
                                "at most " + limit.getValue(),
                                first.getOrDefault(check, List.of())));
            }
        }
        if (!skipped.contains(Check.LEADING_ZERO)) {
            judgeZeros(limits.leadingZeroSuspect());
        }
    }

    private void judgeZeros(double limit) throws Refused {
        if (ones > zeros) {
            throw Refused.of(
                    Check.LEADING_ZERO,
                    "%,d IMEIs begin with 1, %,d with 0".formatted(ones, zeros),
                    "no more than with 0");
        }
        if (ones > 0 && (double) suspects / ones > limit) {
            throw Refused.of(
                    Check.LEADING_ZERO,
                    share(suspects, ones, "IMEIs that begin with 1 lack a 0"),
                    "at most " + limit);
        }
    }

    private static Map<Check, Double> shares(OperatorLimits limits) {
        Map<Check, Double> shares = new EnumMap<>(Check.class);
        shares.put(Check.NULL_IMEI, limits.nullImei());
        shares.put(Check.NULL_IMSI, limits.nullImsi());
        shares.put(Check.NULL_MSISDN, limits.nullMsisdn());
        shares.put(Check.NULL_RAT, limits.nullRat());
        shares.put(Check.NULL_ANY, limits.nullAny());
        shares.put(Check.UNCLEAN_IMEI, limits.uncleanImei());
        shares.put(Check.UNCLEAN_IMSI, limits.uncleanImsi());
        shares.put(Check.UNCLEAN_ANY, limits.uncleanAny());
        shares.put(Check.OUT_OF_REGION_IMSI, limits.outOfRegionImsi());
        shares.put(Check.OUT_OF_REGION_MSISDN, limits.outOfRegionMsisdn());
        shares.put(Check.OUT_OF_REGION_ANY, limits.outOfRegionAny());
        shares.put(Check.NON_HOME_NETWORK, limits.nonHomeNetwork());
        return shares;
    }

    static String share(long count, long of, String things) {
        return String.format(
                Locale.ROOT, "%.4f (%,d of %,d %s)", (double) count / of, count, of, things);
    }
}
