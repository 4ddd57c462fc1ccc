// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.util.concurrent.atomic.LongAdder;

/// The counters behind [Totals].
final class Tally {
    final LongAdder accepted = new LongAdder();
    final LongAdder turnedAway = new LongAdder();
    final LongAdder cutOff = new LongAdder();
    final LongAdder overloads = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder bugs = new LongAdder();

    Totals totals() {
        return new Totals(
                accepted.sum(),
                turnedAway.sum(),
                cutOff.sum(),
                overloads.sum(),
                failures.sum(),
                bugs.sum());
    }
}
