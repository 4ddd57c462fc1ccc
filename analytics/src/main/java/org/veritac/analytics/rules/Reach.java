// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Dimension;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a dimension looks at, and so which devices it may decide otherwise on a later day.
///
/// Every dimension but one decides a device by that device's own rows, so that a device without
/// news keeps its decision. Beside the ways, a device is news to each dimension when it is first
/// seen.
///
/// @param ways how news reach it
/// @param lists the lists it reads, by relation
/// @param window of its rows as of a day; the day alone when it looks at no rows by day
record Reach(Set<Way> ways, List<String> lists, Span window) {
    /// How news reach a dimension.
    enum Way {
        /// First days that lie back a number of days.
        DELAY,
        /// Any use after the last day.
        USE,
        /// Uses that enter the window or leave it.
        WINDOW,
        /// The same, but only of a device that ever had two IMSIs.
        TWO_IMSIS,
        /// The same, but only of a device that ever had two MSISDNs.
        TWO_MSISDNS,
        /// Events that enter the window or leave it.
        EVENTS,
        /// What is on the list of monitored devices, which counts days.
        MONITORED,
        /// Other devices: all have to be decided.
        ALL
    }

    /// The window of a rule as of a day.
    @FunctionalInterface
    interface Span {
        Window of(int day);
    }

    private static final Set<Way> WINDOWED = EnumSet.of(Way.WINDOW, Way.TWO_IMSIS, Way.TWO_MSISDNS);
    private static final Span NONE = day -> new Window(day, day + 1);

    Reach {
        ways = Set.copyOf(ways);
        lists = List.copyOf(lists);
    }

    /// Whether it reads the uses of a window.
    boolean looksBack() {
        return ways.stream().anyMatch(WINDOWED::contains);
    }

    static Reach of(Dimension dimension) {
        return switch (dimension) {
            case Dimension.GsmaNotFound _ -> list(Way.DELAY, "models");
            case Dimension.StolenList() -> list("stolen");
            case Dimension.MalformedImei(), Dimension.IsTestTac() -> list();
            case Dimension.IsBarredTac() -> list("barred_tacs");
            case Dimension.ExistsInBarredList() -> list("barred");
            case Dimension.ExistsInMonitoringList _ -> list(Way.MONITORED, "monitoring");
            case Dimension.NotOnRegistrationList() -> list("registration", "models");
            case Dimension.NotOnAssociationList() -> list("associations", "models");
            case Dimension.InconsistentRat() -> list(Way.USE, "models");
            case Dimension.DuplicateThreshold rule ->
                    window(
                            several(rule.threshold() > 1, rule.msisdn()),
                            day -> Window.of(rule.period(), day));
            case Dimension.DuplicateDailyAverage rule ->
                    window(
                            several(rule.threshold().compareTo(BigDecimal.ONE) > 0, rule.msisdn()),
                            day -> Window.of(rule.period(), day));
            case Dimension.DailyAverageUid rule ->
                    window(Way.WINDOW, day -> Window.of(rule.period(), day), "subscribers");
            case Dimension.TransientImei rule -> window(Way.WINDOW, days(rule.days()));
            case Dimension.UsedByDirbsSubscriber rule -> window(Way.WINDOW, days(rule.days()));
            case Dimension.UsedByLocalNonDirbsRoamer rule -> window(Way.WINDOW, days(rule.days()));
            case Dimension.UsedByInternationalRoamer rule -> window(Way.WINDOW, days(rule.days()));
            case Dimension.SimultaneousUse rule -> window(Way.EVENTS, days(rule.days()));
            case Dimension.SameDayCountries rule -> window(Way.EVENTS, days(rule.days()));
            case Dimension.SameDayOperators rule -> window(Way.TWO_IMSIS, days(rule.days()));
            case Dimension.ForeignSvn rule -> window(Way.ALL, days(rule.days()));
            case Dimension.RadioBeyondModel rule -> window(Way.WINDOW, days(rule.days()), "models");
            case Dimension.SimBox rule ->
                    new Reach(
                            EnumSet.of(several(rule.imsis() > 1, false), Way.EVENTS),
                            List.of(),
                            days(rule.days()));
        };
    }

    private static Span days(int days) {
        return day -> Window.ofDays(days, day);
    }

    private static Way several(boolean several, boolean msisdn) {
        if (!several) {
            return Way.WINDOW;
        }
        return msisdn ? Way.TWO_MSISDNS : Way.TWO_IMSIS;
    }

    private static Reach list(String... lists) {
        return new Reach(Set.of(), List.of(lists), NONE);
    }

    private static Reach list(Way way, String list) {
        return new Reach(Set.of(way), List.of(list), NONE);
    }

    private static Reach window(Way way, Span window, String... lists) {
        return new Reach(Set.of(way), List.of(lists), window);
    }
}
