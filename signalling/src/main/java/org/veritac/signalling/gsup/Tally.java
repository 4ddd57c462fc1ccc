// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import java.util.concurrent.atomic.LongAdder;

/// Counts answers, from any thread.
final class Tally {
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder errors = new LongAdder();

    void count(boolean mayBeUsed) {
        (mayBeUsed ? acknowledged : refused).increment();
    }

    void countError() {
        errors.increment();
    }

    long acknowledged() {
        return acknowledged.sum();
    }

    long refused() {
        return refused.sum();
    }

    long errors() {
        return errors.sum();
    }
}
