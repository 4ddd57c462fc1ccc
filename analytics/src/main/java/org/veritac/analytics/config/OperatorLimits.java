// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

/// What an operator's file may lack before it is refused: shares of rows, 0 to 1; `historic` ones
/// are the least ratio of the new daily average to the old.
public record OperatorLimits(
        double nullImei,
        double nullImsi,
        double nullMsisdn,
        double nullRat,
        double nullAny,
        double uncleanImei,
        double uncleanImsi,
        double uncleanAny,
        double outOfRegionImsi,
        double outOfRegionMsisdn,
        double outOfRegionAny,
        double nonHomeNetwork,
        double historicImei,
        double historicImsi,
        double historicMsisdn,
        double leadingZeroSuspect) {
    static OperatorLimits read(Section block) {
        var limits =
                new OperatorLimits(
                        block.ratio("null_imei_threshold", 0.05),
                        block.ratio("null_imsi_threshold", 0.05),
                        block.ratio("null_msisdn_threshold", 0.05),
                        block.ratio("null_rat_threshold", 0.05),
                        block.ratio("null_threshold", 0.05),
                        block.ratio("unclean_imei_threshold", 0.05),
                        block.ratio("unclean_imsi_threshold", 0.05),
                        block.ratio("unclean_threshold", 0.05),
                        block.ratio("out_of_region_imsi_threshold", 0.1),
                        block.ratio("out_of_region_msisdn_threshold", 0.1),
                        block.ratio("out_of_region_threshold", 0.1),
                        block.ratio("non_home_network_threshold", 0.2),
                        block.ratio("historic_imei_threshold", 0.9),
                        block.ratio("historic_imsi_threshold", 0.9),
                        block.ratio("historic_msisdn_threshold", 0.9),
                        block.ratio("leading_zero_suspect_limit", 0.5));
        block.close();
        return limits;
    }
}
