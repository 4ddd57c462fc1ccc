// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import java.math.BigDecimal;
import java.util.SortedMap;

/// One thing that a rule looks at, with its parameters; the name in the file is in
/// [DimensionReader].
///
/// The first seventeen are DIRBS's, the rest are ours. What each matches is written where its SQL
/// is.
public sealed interface Dimension {
    /// The TAC is in no list of allocations, longer after first sight than allocations are late.
    ///
    /// @param delays days by reporting body identifier (the first two digits); 0 where none is
    ///   given
    record GsmaNotFound(SortedMap<Integer, Integer> delays) implements Dimension {
        public GsmaNotFound {
            delays = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(delays));
        }
    }

    /// On the list of stolen devices.
    record StolenList() implements Dimension {}

    /// Seen with at least that many subscribers.
    record DuplicateThreshold(int threshold, Period period, boolean msisdn) implements Dimension {}

    /// Seen with at least that many subscribers on an average day.
    record DuplicateDailyAverage(
            BigDecimal threshold, Period period, int minSeenDays, boolean msisdn)
            implements Dimension {}

    /// Seen with subscribers of at least that many persons on an average day.
    record DailyAverageUid(BigDecimal threshold, Period period, int minSeenDays)
            implements Dimension {}

    /// Numbers in sequence through one device of one operator.
    record TransientImei(int days, int msisdns) implements Dimension {}

    /// Not fourteen digits.
    record MalformedImei() implements Dimension {}

    /// A TAC for tests.
    record IsTestTac() implements Dimension {}

    /// The TAC is barred.
    record IsBarredTac() implements Dimension {}

    /// The device is barred.
    record ExistsInBarredList() implements Dimension {}

    /// Seen, and monitored for at least that many days.
    record ExistsInMonitoringList(int days) implements Dimension {}

    /// Seen, and not registered.
    record NotOnRegistrationList() implements Dimension {}

    /// Seen, and associated with nobody.
    record NotOnAssociationList() implements Dimension {}

    /// Seen on a generation of radio that its model does not have.
    record InconsistentRat() implements Dimension {}

    /// Seen with a subscriber of one of the configured networks.
    record UsedByDirbsSubscriber(int days) implements Dimension {}

    /// Seen with a subscriber of this country, but of none of the configured networks.
    record UsedByLocalNonDirbsRoamer(int days) implements Dimension {}

    /// Seen with a subscriber of another country.
    record UsedByInternationalRoamer(int days) implements Dimension {}

    /// In two places between which nobody travels that fast.
    ///
    /// @param kmh faster than this is impossible
    /// @param km nearer than this is one place, whatever the time
    record SimultaneousUse(int days, int kmh, int km) implements Dimension {}

    /// With two subscribers in networks of two countries on the same day.
    record SameDayCountries(int days, int minDays) implements Dimension {}

    /// With two subscribers on two operators on the same day.
    record SameDayOperators(int days, int minDays) implements Dimension {}

    /// With a software version that is hardly ever seen on its model.
    ///
    /// @param minDevices how many devices of the model must have been seen
    /// @param maxShare of those that show the version, at most this share
    record ForeignSvn(int days, int minDevices, BigDecimal maxShare) implements Dimension {}

    /// On a generation of radio that its TAC does not have, within the window.
    record RadioBeyondModel(int days) implements Dimension {}

    /// Many subscribers through one device that stays where it is.
    record SimBox(int days, int imsis, int cells) implements Dimension {}
}
