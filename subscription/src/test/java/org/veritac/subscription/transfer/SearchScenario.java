// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.EnumSet;
import java.util.Set;

/// The exhaustive search over the machines, see [Search].
final class SearchScenario {
    private static final Policy OPEN = new Variants().withoutPin().policy();

    private static Search.Found search(Bounds bounds, Wrong wrong, Policy policy, boolean exact) {
        long start = System.nanoTime();
        var found = new Search(bounds, wrong, policy, exact).run();
        System.out.printf(
                "SEARCH %s %s %s: %d places, %d nodes, broken %s, stranded %d, %d ms%n",
                bounds,
                wrong,
                policy.locks(),
                found.places(),
                found.nodes(),
                found.broken(),
                found.stranded(),
                (System.nanoTime() - start) / 1_000_000);
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 2, 1, 0, 0, false, true",
        "1, 2, 2, 1, 0, 0, false, false",
        "1, 2, 3, 1, 0, 0, false, true",
        "1, 2, 3, 1, 0, 0, false, false",
        "2, 2, 2, 1, 0, 0, false, false"
    })
    void everyPropertyHolds(
            int tokens,
            int handsets,
            int transfers,
            int attempts,
            int challenges,
            int items,
            boolean orders,
            boolean exact) {
        var bounds = new Bounds(tokens, handsets, transfers, attempts, challenges, items, orders);
        assertThat(search(bounds, Wrong.NOTHING, OPEN, exact).broken()).isEmpty();
    }

    @Test
    void nothing() {
        assertThat(Set.copyOf(EnumSet.allOf(Wrong.class))).isNotEmpty();
    }
}
