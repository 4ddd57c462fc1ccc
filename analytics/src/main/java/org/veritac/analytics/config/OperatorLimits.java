// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

/// What an operator's file may lack before it is refused, block `operator_threshold`. All but the
/// last four are shares of rows; a file passes when its share is not greater.
///
/// @param nullImei `null_imei_threshold`
/// @param nullImsi `null_imsi_threshold`
/// @param nullMsisdn `null_msisdn_threshold`
/// @param nullRat `null_rat_threshold`
/// @param nullAny `null_threshold`: rows with any of them
/// @param uncleanImei `unclean_imei_threshold`: not beginning with 14 digits
/// @param uncleanImsi `unclean_imsi_threshold`: not of 14 or 15 digits
/// @param uncleanAny `unclean_threshold`
/// @param outOfRegionImsi `out_of_region_imsi_threshold`: of a country without an operator
/// @param outOfRegionMsisdn `out_of_region_msisdn_threshold`: without one of the country codes
/// @param outOfRegionAny `out_of_region_threshold`
/// @param nonHomeNetwork `non_home_network_threshold`: IMSI of another operator
/// @param historicImei `historic_imei_threshold`: devices a day, as a share of the last 30 days
///   that had any; a file passes when it is not smaller
/// @param historicImsi `historic_imsi_threshold`
/// @param historicMsisdn `historic_msisdn_threshold`
/// @param leadingZeroSuspect `leading_zero_suspect_limit`: share of the IMEIs that begin with 1
///   that would be of a known model had a 0 been lost
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
    private static final double FEW = 0.05;
    private static final double SOME = 0.1;
    private static final double MOST = 0.9;

    /// What DIRBS asks when nothing is configured.
    public static OperatorLimits defaults() {
        return new OperatorLimits(
                FEW, FEW, FEW, FEW, FEW, FEW, FEW, FEW, SOME, SOME, SOME, 0.2, MOST, MOST, MOST,
                0.5);
    }

    static OperatorLimits read(Section block) {
        OperatorLimits standard = defaults();
        var limits =
                new OperatorLimits(
                        block.ratio("null_imei_threshold", standard.nullImei()),
                        block.ratio("null_imsi_threshold", standard.nullImsi()),
                        block.ratio("null_msisdn_threshold", standard.nullMsisdn()),
                        block.ratio("null_rat_threshold", standard.nullRat()),
                        block.ratio("null_threshold", standard.nullAny()),
                        block.ratio("unclean_imei_threshold", standard.uncleanImei()),
                        block.ratio("unclean_imsi_threshold", standard.uncleanImsi()),
                        block.ratio("unclean_threshold", standard.uncleanAny()),
                        block.ratio("out_of_region_imsi_threshold", standard.outOfRegionImsi()),
                        block.ratio("out_of_region_msisdn_threshold", standard.outOfRegionMsisdn()),
                        block.ratio("out_of_region_threshold", standard.outOfRegionAny()),
                        block.ratio("non_home_network_threshold", standard.nonHomeNetwork()),
                        block.ratio("historic_imei_threshold", standard.historicImei()),
                        block.ratio("historic_imsi_threshold", standard.historicImsi()),
                        block.ratio("historic_msisdn_threshold", standard.historicMsisdn()),
                        block.ratio("leading_zero_suspect_limit", standard.leadingZeroSuspect()));
        block.close();
        return limits;
    }
}
