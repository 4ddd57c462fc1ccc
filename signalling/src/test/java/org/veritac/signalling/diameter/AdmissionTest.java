// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AdmissionTest {
    private static final long SECOND = 1_000_000_000L;

    private static int admitted(Admission admission, long now, int priority) {
        int count = 0;
        while (count < 100_000 && admission.admits(now, priority)) {
            count++;
        }
        return count;
    }

    @Test
    void withoutABoundAllAreAdmitted() {
        assertThat(new Admission(0, 0).isBounded()).isFalse();
        assertThat(admitted(new Admission(0, 0), 0, 15)).isEqualTo(100_000);
    }

    @Test
    void urgentRequestsMayUseMoreOfABurst() {
        assertThat(admitted(new Admission(1000, 0), 0, 0)).isEqualTo(100);
        assertThat(admitted(new Admission(1000, 0), 0, 10)).isEqualTo(68);
        assertThat(admitted(new Admission(1000, 0), 0, 15)).isEqualTo(53);
    }

    @Test
    void overAllAsManyAsTheBoundAreAdmitted() {
        var admission = new Admission(1000, 0);
        int count = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 10_000) {
            count += admission.admits(now, 10) ? 1 : 0;
        }
        assertThat(count).isBetween(10_000, 10_100);
    }

    @Test
    void aSlowBoundAdmitsOneAtATime() {
        var admission = new Admission(1, 0);
        assertThat(admitted(admission, 0, 15)).isEqualTo(1);
        assertThat(admitted(admission, SECOND, 15)).isEqualTo(1);
    }
}
