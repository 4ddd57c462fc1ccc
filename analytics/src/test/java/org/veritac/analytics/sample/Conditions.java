// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.sample;

import org.veritac.analytics.config.ConditionsFile;
import org.veritac.analytics.config.Configuration;

/// Conditions files for tests: a country of two operators, and what a test adds.
public final class Conditions {
    private static final String COUNTRY =
            """
            region:
              name: Nowhere
              country_codes: ["22"]
              operators:
                - id: first
                  name: First
                  mcc_mnc_pairs: [{mcc: "111", mnc: "01"}]
                - id: second
                  name: Second
                  mcc_mnc_pairs: [{mcc: "111", mnc: "02"}]
            """;

    private Conditions() {}

    /// The country with further blocks.
    public static Configuration of(String blocks) {
        return switch (ConditionsFile.parse(COUNTRY + blocks)) {
            case ConditionsFile.Reading.Understood(var configuration, _) -> configuration;
            case ConditionsFile.Reading.Refused(var flaws) ->
                    throw new IllegalArgumentException(flaws.toString());
        };
    }
}
