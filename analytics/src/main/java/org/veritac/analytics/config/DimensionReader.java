// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The names of the dimensions in the file, and their parameters with the defaults.
final class DimensionReader {
    private static final BigDecimal AVERAGE_MAX = new BigDecimal(1_000_000);

    /// How late allocations reach the list, by reporting body, as DIRBS has measured it.
    private static final Map<Integer, Integer> DELAYS =
            Map.of(0, 32, 1, 40, 35, 20, 86, 19, 91, 20, 99, 69);

    private DimensionReader() {}

    /// The dimension of that name, or null when there is none.
    static @Nullable Dimension read(String module, Section parameters) {
        return switch (module) {
            case "gsma_not_found" -> new Dimension.GsmaNotFound(delays(parameters));
            case "stolen_list" -> new Dimension.StolenList();
            case "duplicate_threshold" ->
                    new Dimension.DuplicateThreshold(
                            parameters.whole("threshold", null, 0),
                            period(parameters),
                            parameters.flag("use_msisdn", false));
            case "duplicate_daily_avg" -> duplicateDailyAverage(parameters);
            case "daily_avg_uid" -> dailyAverageUid(parameters);
            case "transient_imei" ->
                    new Dimension.TransientImei(
                            days(parameters, "period", 1),
                            parameters.whole("num_msisdns", null, 1));
            case "malformed_imei" -> new Dimension.MalformedImei();
            case "is_test_tac" -> new Dimension.IsTestTac();
            case "is_barred_tac" -> new Dimension.IsBarredTac();
            case "exists_in_barred_list" -> new Dimension.ExistsInBarredList();
            case "exists_in_monitoring_list" ->
                    new Dimension.ExistsInMonitoringList(parameters.whole("monitored_days", 0, 0));
            case "not_on_registration_list" -> new Dimension.NotOnRegistrationList();
            case "not_on_association_list" -> new Dimension.NotOnAssociationList();
            case "inconsistent_rat" -> new Dimension.InconsistentRat();
            case "used_by_dirbs_subscriber" ->
                    new Dimension.UsedByDirbsSubscriber(days(parameters, "lookback_days", 0));
            case "used_by_local_non_dirbs_roamer" ->
                    new Dimension.UsedByLocalNonDirbsRoamer(days(parameters, "lookback_days", 0));
            case "used_by_international_roamer" ->
                    new Dimension.UsedByInternationalRoamer(days(parameters, "lookback_days", 0));
            default -> ours(module, parameters);
        };
    }

    private static @Nullable Dimension ours(String module, Section parameters) {
        return switch (module) {
            case "simultaneous_use" ->
                    new Dimension.SimultaneousUse(
                            days(parameters, "period_days", 0),
                            parameters.whole("max_kmh", 1000, 1),
                            parameters.whole("min_km", 50, 0));
            case "same_day_countries" ->
                    new Dimension.SameDayCountries(
                            days(parameters, "period_days", 0), parameters.whole("min_days", 1, 1));
            case "same_day_operators" ->
                    new Dimension.SameDayOperators(
                            days(parameters, "period_days", 0), parameters.whole("min_days", 3, 1));
            case "foreign_svn" ->
                    new Dimension.ForeignSvn(
                            days(parameters, "period_days", 0),
                            parameters.whole("min_devices", 50, 1),
                            parameters.decimal(
                                    "max_share", new BigDecimal("0.01"), BigDecimal.ONE));
            case "radio_beyond_model" ->
                    new Dimension.RadioBeyondModel(days(parameters, "period_days", 0));
            case "sim_box" ->
                    new Dimension.SimBox(
                            days(parameters, "period_days", 0),
                            parameters.whole("min_imsis", 10, 2),
                            parameters.whole("max_cells", 2, 1));
            default -> null;
        };
    }

    private static Dimension duplicateDailyAverage(Section parameters) {
        Period period = period(parameters);
        return new Dimension.DuplicateDailyAverage(
                parameters.decimal("threshold", null, AVERAGE_MAX),
                period,
                minSeenDays(parameters, period),
                parameters.flag("use_msisdn", false));
    }

    private static Dimension dailyAverageUid(Section parameters) {
        Period period = period(parameters);
        return new Dimension.DailyAverageUid(
                parameters.decimal("threshold", null, AVERAGE_MAX),
                period,
                minSeenDays(parameters, period));
    }

    private static int minSeenDays(Section parameters, Period period) {
        int days = parameters.whole("min_seen_days", null, 0);
        if (!period.months() && days > period.count()) {
            parameters.flaw("min_seen_days", "must not be more than period_days");
        }
        return days;
    }

    private static Period period(Section parameters) {
        boolean inDays = parameters.has("period_days");
        boolean inMonths = parameters.has("period_months");
        if (inDays == inMonths) {
            parameters.flaw("period_days", "give either period_days or period_months");
        }
        return inMonths && !inDays
                ? new Period(days(parameters, "period_months", 0), true)
                : Period.ofDays(inDays ? days(parameters, "period_days", 0) : 0);
    }

    private static int days(Section parameters, String key, int least) {
        int days = parameters.whole(key, null, least);
        if (days > Period.COUNT_MAX) {
            parameters.flaw(key, "must be at most " + Period.COUNT_MAX);
            return Period.COUNT_MAX;
        }
        return days;
    }

    private static SortedMap<Integer, Integer> delays(Section parameters) {
        SortedMap<Integer, Integer> delays = new TreeMap<>(DELAYS);
        boolean ignored = parameters.flag("ignore_rbi_delays", false);
        boolean given = parameters.has("per_rbi_delays");
        if (ignored && given) {
            parameters.flaw("ignore_rbi_delays", "cannot be true beside per_rbi_delays");
        }
        if (ignored) {
            delays.clear();
        }
        Section block = parameters.section("per_rbi_delays");
        for (String body : block.entries().keySet()) {
            if (body.matches("[0-9]{2}")) {
                delays.put(Integer.valueOf(body), days(block, body, 0));
            } else {
                block.flaw(body, "must be a reporting body of two digits");
            }
        }
        return delays;
    }
}
