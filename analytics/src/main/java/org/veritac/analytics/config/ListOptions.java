// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

/// How lists are made.
///
/// @param lookbackDays over how many days the users of a device are notified
/// @param exceptionsOfBlacklistedOnly whether exceptions are only given for devices on the
///   blacklist
/// @param checkDigit whether IMEIs of 14 digits get their check digit
/// @param invalidImeis whether IMEIs that are not 14 digits are listed
/// @param barredInExceptions whether pairs of barred devices are exceptions
/// @param notifyImsiChange whether the user of a paired device is notified under another IMSI; else
///   a pair with the same MSISDN is enough
public record ListOptions(
        int lookbackDays,
        boolean exceptionsOfBlacklistedOnly,
        boolean checkDigit,
        boolean invalidImeis,
        boolean barredInExceptions,
        boolean notifyImsiChange) {
    static ListOptions read(Section block) {
        var options =
                new ListOptions(
                        block.whole("lookback_days", 60, 0),
                        block.flag("restrict_exceptions_list_to_blacklisted_imeis", false),
                        block.flag("generate_check_digit", false),
                        block.flag("output_invalid_imeis", true),
                        block.flag("include_barred_imeis_in_exceptions_list", false),
                        block.flag("notify_imsi_change", true));
        block.close();
        return options;
    }
}
