// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;

/// The exhaustive search over the machines, see [Search]. The large bounds run with
/// `-Dtest.jvm=-Dsearch.large=true`; docs/token-interface.md has their figures.
final class SearchScenario {
    private static Search.Found search(
            Bounds bounds, Wrong wrong, Locks locks, Set<Property> until) {
        long start = System.nanoTime();
        var policy = new Variants().locks(locks).policy();
        var found = new Search(bounds, wrong, policy, bounds.exact()).run(until);
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf(
                "SEARCH %s %s %s: %d places, %d looks, broken %s, %d stranded, %d ms%n",
                bounds,
                wrong,
                locks,
                found.places(),
                found.looks(),
                found.broken(),
                found.stranded(),
                millis);
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "1 token 2 handsets 3 transfers exact, 5327",
        "2 tokens 2 handsets 2 transfers exact, 4067",
        "1 token 1 handset 2 transfers 1 item orders exact, 1209",
        "1 token 2 handsets 1 transfer 2 attempts 1 challenge 1 item orders exact, 2578",
    })
    void everyPropertyHoldsEverywhere(String bounds, int places) {
        var found = search(Bounds.of(bounds), Wrong.NOTHING, Locks.BOTH, Set.of());
        assertThat(found.broken()).isEmpty();
        assertThat(found.places()).isEqualTo(places);
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = "search.large", matches = "true")
    @CsvSource({
        "1 token 2 handsets 4 transfers exact",
        "1 token 2 handsets 2 transfers 2 attempts 1 challenge 1 item exact",
        "2 tokens 2 handsets 3 transfers exact",
        "2 tokens 2 handsets 4 transfers",
        "1 token 2 handsets 3 transfers 1 item orders exact",
        "1 token 2 handsets 2 transfers 1 challenge 1 item orders exact",
    })
    void everyPropertyHoldsFurtherOut(String bounds) {
        var found = search(Bounds.of(bounds), Wrong.NOTHING, Locks.BOTH, Set.of());
        assertThat(found.broken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_MEMORY_OF_FINISHED, 1 token 2 handsets 2 transfers exact, ONE_ACTIVE",
        "ACTIVATES_BEFORE_THE_LOCK, 1 token 2 handsets 2 transfers exact, ONE_ACTIVE",
        "TOKEN_UNLOCKS_BY_TIME, 1 token 2 handsets 2 transfers exact, ONE_ACTIVE",
        "TOKEN_FREE_BEFORE_RELEASE, 1 token 2 handsets 2 transfers exact, ONE_ACTIVE",
        "HANDSET_DROPS_STAGED, 1 token 2 handsets 2 transfers exact, RECOVERS",
        "HANDSET_FORGETS_RECEIPT, 1 token 2 handsets 2 transfers exact, RECOVERS",
        "RECLAIMS_OLD_KEYS, 1 token 2 handsets 2 transfers exact, ONE_ACTIVE",
        "KEEPS_PREPARATION_WHEN_USED, 1 token 1 handset 1 transfer 1 challenge exact,"
                + " FRESH_CHALLENGES",
        "UNNUMBERED_ATTEMPTS, 1 token 1 handset 1 transfer 2 attempts 1 item exact, RECOVERS",
        "RELEASES_WITHOUT_BACKUP, 1 token 2 handsets 2 transfers exact, RECOVERS",
    })
    void findsEveryShortcut(Wrong wrong, String bounds, Property broken) {
        var found = search(Bounds.of(bounds), wrong, Locks.BOTH, Set.of(broken));
        assertThat(found.broken()).contains(broken);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void withoutALockExactlyThePropertiesThatItNamesAreLost(boolean token, boolean handset) {
        var locks = new Locks(token, handset);
        var bounds = Bounds.of("1 token 2 handsets 2 transfers 1 challenge exact");
        assertThat(search(bounds, Wrong.NOTHING, locks, Set.of()).broken()).isEqualTo(locks.lost());
    }
}
