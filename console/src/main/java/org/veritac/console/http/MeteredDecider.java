// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import org.veritac.register.Decider;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Counts and times what another decider answers to one interface. What it adds to a check is two
/// looks at the clock and three additions; nobody is waited for.
public final class MeteredDecider implements Decider {
    private static final int REASONS = Reason.values().length;

    private final String name;
    private final Decider decider;
    private final LongSupplier nanos;
    private final LongAdder[] answers =
            Stream.generate(LongAdder::new)
                    .limit((long) Verdict.values().length * REASONS)
                    .toArray(LongAdder[]::new);
    private final LongAdder lifted = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Durations durations = new Durations();

    /// @param name the interface in figures and lines, such as `s13`
    /// @param nanos a clock that only goes forward, such as `System::nanoTime`
    MeteredDecider(String name, Decider decider, LongSupplier nanos) {
        this.name = name;
        this.decider = decider;
        this.nanos = nanos;
    }

    @Override
    public Decision decide(EquipmentCheck check) throws IOException {
        long start = nanos.getAsLong();
        boolean answered = false;
        try {
            Decision decision = decider.decide(check);
            answered = true;
            count(decision, nanos.getAsLong() - start);
            return decision;
        } finally {
            if (!answered) {
                failures.increment();
            }
        }
    }

    private void count(Decision decision, long took) {
        answers[place(decision.verdict(), decision.reason())].increment();
        if (decision.lifted() > 0) {
            lifted.add(decision.lifted());
        }
        durations.add(took);
    }

    @SuppressWarnings("EnumOrdinal") // a place in a table that nobody keeps or sees
    private static int place(Verdict verdict, Reason reason) {
        return verdict.ordinal() * REASONS + reason.ordinal();
    }

    /// The interface.
    public String name() {
        return name;
    }

    /// How often a verdict was answered for a reason.
    public long answers(Verdict verdict, Reason reason) {
        return answers[place(verdict, reason)].sum();
    }

    /// How often a verdict was answered.
    public long answers(Verdict verdict) {
        long sum = 0;
        for (Reason reason : Reason.values()) {
            sum += answers(verdict, reason);
        }
        return sum;
    }

    /// How many findings were lifted.
    public long lifted() {
        return lifted.sum();
    }

    /// How many checks got no answer.
    public long failures() {
        return failures.sum();
    }

    Durations durations() {
        return durations;
    }
}
