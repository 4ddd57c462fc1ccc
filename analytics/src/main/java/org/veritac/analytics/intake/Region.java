// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.util.List;
import java.util.Map;

/// The country: block `region` of a configuration.
///
/// @param countryCodes `country_codes`: what MSISDNs at home begin with; empty asks nothing
/// @param operators `operators`: the networks of each operator by its `id`; empty allows every
///   operator and asks nothing of IMSIs
/// @param msisdns `import_msisdn_data`: whether MSISDNs are taken; without, the column is read and
///   forgotten
/// @param rats `import_rat_data`: whether radio technologies are; with it the column `rat` has to
///   be there
public record Region(
        List<String> countryCodes,
        Map<String, List<Network>> operators,
        boolean msisdns,
        boolean rats) {
    public static final int COUNTRY_CODES_MAX = 100;
    public static final int OPERATORS_MAX = 1_000;

    public Region {
        countryCodes = List.copyOf(countryCodes);
        operators = Map.copyOf(operators);
        if (countryCodes.size() > COUNTRY_CODES_MAX || operators.size() > OPERATORS_MAX) {
            throw new IllegalArgumentException(
                    "at most %d country codes and %d operators"
                            .formatted(COUNTRY_CODES_MAX, OPERATORS_MAX));
        }
        for (String code : countryCodes) {
            if (!code.matches("[0-9]{1,7}")) {
                throw new IllegalArgumentException("a country code has one to seven digits");
            }
        }
    }

    /// No country in particular: nothing is out of region, every operator is known, the column
    /// `rat` may be there.
    public static Region anywhere() {
        return new Region(List.of(), Map.of(), true, false);
    }
}
