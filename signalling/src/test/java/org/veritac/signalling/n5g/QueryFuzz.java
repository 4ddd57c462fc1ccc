// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.signalling.Asker;

import java.net.InetAddress;

/// Whatever stands in a request line, there is an answer; and only a whole IMEI is asked for.
class QueryFuzz {
    private static final Asker NOBODY = new Asker(InetAddress.getLoopbackAddress(), "", "", "");

    @FuzzTest(maxDuration = "1m")
    void answersAnyQuery(FuzzedDataProvider input) {
        String accept = input.consumeString(40);
        String query = input.consumeRemainingAsString();
        var endpoint =
                new Endpoint(
                        check -> {
                            assertThat(check.imei().digits()).hasSize(14);
                            return new Decision(Verdict.GREY, Reason.NONE, null, 0, 0);
                        },
                        asker -> "",
                        "");

        assertThat(endpoint.answer(true, query, accept, NOBODY)).isNotNull();
        assertThat(endpoint.answer(true, "/n5g-eir-eic/v1/equipment-status?" + query, null, NOBODY))
                .isIn(
                        Answer.GREYLISTED,
                        Answer.EQUIPMENT_UNKNOWN,
                        Answer.PEI_MISSING,
                        Answer.PEI_INCORRECT,
                        Answer.SUPI_INCORRECT,
                        Answer.GPSI_INCORRECT,
                        Answer.FEATURES_INCORRECT,
                        Answer.URI_TOO_LONG);
        assertThat(
                        endpoint.answer(
                                true,
                                "/n5g-eir-eic/v1/equipment-status?pei=" + query,
                                null,
                                NOBODY))
                .isNotNull();
    }
}
