// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DurationsTest {
    private final Durations durations = new Durations();

    @Test
    void countsABoundInItsClassAndOneMoreInTheNext() {
        durations.add(0);
        durations.add(500);
        durations.add(501);
        durations.add(10_000_000_000L);
        durations.add(10_000_000_001L);
        long[] counts = durations.counts();
        assertThat(counts[0]).isEqualTo(2);
        assertThat(counts[1]).isEqualTo(1);
        assertThat(counts[counts.length - 2]).isEqualTo(1);
        assertThat(counts[counts.length - 1]).isEqualTo(1);
        assertThat(durations.sumSeconds()).isEqualTo(20.000001002);
    }

    @Test
    void hasAscendingBoundsOfWhichTheLastIsWithoutEnd() {
        double[] bounds = Durations.boundsSeconds();
        assertThat(bounds).isSorted().hasSameSizeAs(durations.counts()).startsWith(5e-7, 1e-6);
        assertThat(bounds[bounds.length - 1]).isInfinite();
    }

    @Test
    void saysWithinWhatNearlyAllLie() {
        for (int i = 0; i < 99; i++) {
            durations.add(700);
        }
        durations.add(1_500_000);
        assertThat(Durations.withinMicros(durations.counts(), 0.99)).isEqualTo(1);
        durations.add(1_500_000);
        assertThat(Durations.withinMicros(durations.counts(), 0.99)).isEqualTo(5_000);
        durations.add(Long.MAX_VALUE / 2);
        assertThat(Durations.withinMicros(durations.counts(), 1)).isNegative();
    }

    @Test
    void saysNothingOfNothing() {
        assertThat(Durations.withinMicros(durations.counts(), 0.99)).isZero();
    }
}
