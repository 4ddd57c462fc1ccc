// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void admitsUpToItsBoundInASecond() {
        var admission = new Admission(2);

        assertThat(admission.admits(5)).isTrue();
        assertThat(admission.admits(SECOND - 1)).isTrue();
        assertThat(admission.admits(SECOND - 1)).isFalse();
    }

    @Test
    void startsAgainWithTheNextSecond() {
        var admission = new Admission(1);
        admission.admits(-1);

        assertThat(admission.admits(-1)).isFalse();
        assertThat(admission.admits(0)).isTrue();
        assertThat(admission.admits(0)).isFalse();
    }
}
