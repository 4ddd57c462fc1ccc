// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Operator;
import org.veritac.analytics.config.Region;

import java.util.Set;
import java.util.stream.Collectors;

/// In what country, as of which day and how faithfully to DIRBS rules are read.
///
/// @param asOf the last day of every window, as an epoch day
/// @param today the calendar's day; only DIRBS's reading asks for it
/// @param strict whether DIRBS's own readings hold where ours differ
public record Setting(int asOf, int today, boolean strict, Region region, Radio radio) {
    /// Valid IMSIs have this many digits or one more.
    static final int IMSI_DIGITS_MIN = 14;

    /// E.164 gives at most 15 digits and no least number; five is what
    /// [org.veritac.identity.Msisdn] takes. DIRBS asks for 12, and so overlooks most of the world
    /// (defect W7).
    static final int MSISDN_DIGITS_MIN = 5;

    static final int MSISDN_DIGITS_MIN_DIRBS = 12;

    int msisdnDigitsMin() {
        return strict ? MSISDN_DIGITS_MIN_DIRBS : MSISDN_DIGITS_MIN;
    }

    /// A row of a historised list, under its alias, is in force.
    ///
    /// Ours is the list as it stood on the day; DIRBS reads it as it stands now.
    public String inForce(String alias) {
        return strict
                ? alias + ".to_day IS NULL"
                : "%1$s.from_day <= %2$d AND (%1$s.to_day IS NULL OR %1$s.to_day > %2$d)"
                        .formatted(alias, asOf);
    }

    /// A row of `devices`, under its alias, was seen by then. DIRBS knows no then.
    String seen(String alias) {
        return strict ? alias + ".device IS NOT NULL" : alias + ".first_day <= :day";
    }

    /// A row of `imsis`, under its alias, belongs to a configured network.
    String home(String alias) {
        return "(%1$s.mcc * 100 + %1$s.mnc2 IN (:networks2) OR %1$s.mcc * 1000 + %1$s.mnc3 IN (:networks3))"
                .formatted(alias);
    }

    /// Fills the places that depend on the setting alone.
    Text fill(Text text) {
        return text.with("day", asOf)
                .with("today", today)
                .with("networks2", networks(2))
                .with("networks3", networks(3))
                .with("mccs", countries());
    }

    private Set<Long> networks(int digits) {
        return region.operators().stream()
                .flatMap(operator -> operator.networks().stream())
                .filter(network -> network.mnc().length() == digits)
                .map(Setting::code)
                .collect(Collectors.toSet());
    }

    private Set<Long> countries() {
        return region.operators().stream()
                .flatMap(operator -> operator.networks().stream())
                .map(network -> Long.valueOf(network.mcc()))
                .collect(Collectors.toSet());
    }

    private static Long code(Operator.Network network) {
        return Long.valueOf(network.mcc() + network.mnc());
    }
}
