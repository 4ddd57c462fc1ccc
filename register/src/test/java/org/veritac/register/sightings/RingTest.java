// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.sightings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.veritac.identity.Imei;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

final class RingTest {
    private static final Decision WHITE = new Decision(Verdict.WHITE, Reason.NONE, null, 0, 1);
    private static final int PLACES = 8;

    private static EquipmentCheck check(long key) {
        return EquipmentCheck.of(new Imei(key));
    }

    @Test
    void takesAsManyAsItHasPlacesAndNotOneMore() {
        var ring = new Ring(PLACES);
        for (int i = 0; i < PLACES; i++) {
            assertThat(ring.offer(i, check(i), WHITE)).isTrue();
        }
        assertThat(ring.offer(PLACES, check(PLACES), WHITE)).isFalse();
        ring.remove();
        assertThat(ring.offer(PLACES, check(PLACES), WHITE)).isTrue();
        assertThat(ring.offered()).isEqualTo(PLACES + 1);
    }

    @Test
    void givesInTheOrderInWhichItWasFilledManyTimesAround() {
        var ring = new Ring(PLACES);
        for (int i = 0; i < 10 * PLACES + 3; i++) {
            assertThat(ring.hasNext()).isFalse();
            ring.offer(1000 + i, check(i), WHITE);
            assertThat(ring.hasNext()).isTrue();
            assertThat(ring.millis()).isEqualTo(1000 + i);
            assertThat(ring.check().imei().key()).isEqualTo(i);
            assertThat(ring.decision()).isSameAs(WHITE);
            ring.remove();
        }
    }

    @Test
    void losesNothingBetweenFourThatFillAndOneThatEmpties() throws InterruptedException {
        var ring = new Ring(64);
        int each = 20_000;
        long[] last = {-1, -1, -1, -1};
        try (var threads = Executors.newFixedThreadPool(last.length)) {
            for (int filler = 0; filler < last.length; filler++) {
                long from = filler * 1_000_000L;
                threads.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        while (!ring.offer(i, check(from + i), WHITE)) {
                            LockSupport.parkNanos(10_000);
                        }
                    }
                });
            }
            for (int i = 0; i < each * last.length; i++) {
                while (!ring.hasNext()) {
                    LockSupport.parkNanos(10_000);
                }
                long key = ring.check().imei().key();
                int filler = (int) (key / 1_000_000);
                assertThat(key % 1_000_000).isEqualTo(last[filler] + 1).isEqualTo(ring.millis());
                last[filler]++;
                ring.remove();
            }
        }
        assertThat(ring.hasNext()).isFalse();
    }

    @Test
    void hasAPowerOfTwoOfPlaces() {
        assertThatThrownBy(() -> new Ring(12)).isInstanceOf(IllegalArgumentException.class);
    }
}
