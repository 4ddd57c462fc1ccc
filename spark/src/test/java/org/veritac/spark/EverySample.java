// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.spark;

import java.util.List;
import java.util.stream.Collectors;

/// A condition of every dimension, most of them in several ways.
final class EverySample {
    /// Modules and their parameters.
    static final List<String> DIMENSIONS =
            List.of(
                    "gsma_not_found, {}",
                    "gsma_not_found, {ignore_rbi_delays: true}",
                    "stolen_list, {}",
                    "duplicate_threshold, {threshold: 3, period_days: 30}",
                    "duplicate_threshold, {threshold: 2, period_days: 9, use_msisdn: true}",
                    "duplicate_threshold, {threshold: 2, period_months: 1}",
                    "duplicate_daily_avg, {threshold: 1.4, period_days: 30, min_seen_days: 5}",
                    "duplicate_daily_avg, {threshold: 1.2, period_days: 8, min_seen_days: 2,"
                            + " use_msisdn: true}",
                    "daily_avg_uid, {threshold: 1.1, period_days: 30, min_seen_days: 3}",
                    "transient_imei, {period: 10, num_msisdns: 1}",
                    "malformed_imei, {}",
                    "is_test_tac, {}",
                    "is_barred_tac, {}",
                    "exists_in_barred_list, {}",
                    "exists_in_monitoring_list, {monitored_days: 3}",
                    "not_on_registration_list, {}",
                    "not_on_association_list, {}",
                    "inconsistent_rat, {}",
                    "used_by_dirbs_subscriber, {lookback_days: 20}",
                    "used_by_local_non_dirbs_roamer, {lookback_days: 35}",
                    "used_by_international_roamer, {lookback_days: 20}",
                    "simultaneous_use, {period_days: 40}",
                    "same_day_countries, {period_days: 40}",
                    "same_day_operators, {period_days: 40, min_days: 1}",
                    "foreign_svn, {period_days: 40, min_devices: 3, max_share: 0.4}",
                    "radio_beyond_model, {period_days: 40}",
                    "sim_box, {period_days: 40, min_imsis: 2, max_cells: 4}");

    private EverySample() {}

    /// The block `conditions`; each is labelled with its module and its place.
    static String conditions() {
        return conditions(1);
    }

    /// The same with every n-th of them.
    static String conditions(int every) {
        return DIMENSIONS.stream()
                .filter(dimension -> DIMENSIONS.indexOf(dimension) % every == 0)
                .map(dimension ->
                        """
                          - label: %s
                            reason: asked
                            max_allowed_matching_ratio: 1.0
                            dimensions:
                              - module: %s
                                parameters: %s
                        """
                                .formatted(
                                        label(dimension),
                                        dimension.substring(0, dimension.indexOf(',')),
                                        dimension.substring(dimension.indexOf(',') + 2)))
                .collect(Collectors.joining("", "conditions:\n", ""));
    }

    static String label(String dimension) {
        return dimension.substring(0, dimension.indexOf(',')) + "_" + DIMENSIONS.indexOf(dimension);
    }
}
