// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

import java.util.List;

/// The operators of the nation.
final class Operators {
    static final List<String> IDS = List.of("operator1", "operator2", "operator3", "operator4");
    static final List<String> NETWORKS = List.of("41001", "41003", "41004", "41006");
    static final String COUNTRY_CODE = "92";
    private static final int MCC_DIGITS = 3;

    private Operators() {}

    /// Block `region` of a configuration.
    static String yaml() {
        StringBuilder text =
                new StringBuilder(
                        """
                        region:
                          name: Nation
                          import_msisdn_data: true
                          import_rat_data: true
                          country_codes: ["%s"]
                          operators:
                        """
                                .formatted(COUNTRY_CODE));
        for (int i = 0; i < IDS.size(); i++) {
            String network = NETWORKS.get(i);
            text.append(
                    """
                        - id: %s
                          name: %s
                          mcc_mnc_pairs:
                            - mcc: "%s"
                              mnc: "%s"
                    """
                            .formatted(
                                    IDS.get(i),
                                    IDS.get(i),
                                    network.substring(0, MCC_DIGITS),
                                    network.substring(MCC_DIGITS)));
        }
        return text.toString();
    }
}
