// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.register.policy.PolicyText;

final class PolicyLinesTest {
    @Test
    void writesWhatReadsAsTheSamePolicy() {
        String file =
                """
                policy:
                  mode: restrictive
                  reasons:
                    stolen: {answer: grey}
                    contested: {found: none, lifted-by: [visitor]}
                  sources:
                    police: {reasons: [lost, stolen], operators: [alpha]}
                  operators:
                    alpha:
                      home: ["00101", "00102-00105"]
                      peers:
                        - {realm: epc.mnc001.mcc001.3gppnetwork.org}
                        - {address: 10.1.0.0/16}
                        - {host: 'a "quoted" one'}
                        - {certificate: eir}
                    beta: {}
                  second-person: {reasons: [stolen, lost], imports: true}
                """;
        var policy = PolicyText.read(PolicyText.section(file));
        String written = PolicyLines.of(policy);
        assertThat(PolicyText.read(PolicyText.section(written))).isEqualTo(policy);
    }
}
