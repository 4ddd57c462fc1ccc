// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Verdict;
import org.veritac.register.sightings.Sightings;
import org.veritac.register.store.Register;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// What a server did since it was last asked, in one line for the log.
public final class Summary {
    private static final double NEARLY_ALL = 0.99;

    private final Metrics metrics;
    private final RegisterStatus register;
    private final @Nullable Sightings sightings;
    private Map<String, Tally> before = new HashMap<>();
    private long writtenBefore;
    private long droppedBefore;

    /// @param sightings null when none are kept
    public Summary(Metrics metrics, RegisterStatus register, @Nullable Sightings sightings) {
        this.metrics = metrics;
        this.register = register;
        this.sightings = sightings;
    }

    /// What one interface has counted, or several together.
    private static final class Tally {
        private final long[] verdicts;
        private final long failures;
        private final long[] durations;

        private Tally(long[] verdicts, long failures, long[] durations) {
            this.verdicts = verdicts;
            this.failures = failures;
            this.durations = durations;
        }

        static Tally nothing() {
            return new Tally(
                    new long[Verdict.values().length],
                    0,
                    new long[Durations.boundsSeconds().length]);
        }

        static Tally of(MeteredDecider decider) {
            long[] verdicts = Arrays.stream(Verdict.values()).mapToLong(decider::answers).toArray();
            return new Tally(verdicts, decider.failures(), decider.durations().counts());
        }

        long checks() {
            return Arrays.stream(verdicts).sum() + failures;
        }

        /// This and another, so many times.
        Tally plus(Tally other, int times) {
            return new Tally(
                    sum(verdicts, other.verdicts, times),
                    failures + times * other.failures,
                    sum(durations, other.durations, times));
        }

        private static long[] sum(long[] one, long[] other, int times) {
            long[] sum = new long[one.length];
            Arrays.setAll(sum, i -> one[i] + times * other[i]);
            return sum;
        }
    }

    /// The line. Counts are those since the line before; `99 % within` is the upper bound of the
    /// class of the histogram in which they end.
    public synchronized String minuteLine() {
        var now = new HashMap<String, Tally>();
        var all = Tally.nothing();
        var interfaces = new StringJoiner(", ", " (", ")").setEmptyValue("");
        for (MeteredDecider decider : metrics.deciders()) {
            Tally tally = Tally.of(decider);
            now.put(decider.name(), tally);
            Tally last = before.getOrDefault(decider.name(), Tally.nothing());
            Tally since = tally.plus(last, -1);
            interfaces.add("%s %,d".formatted(decider.name(), since.checks()));
            all = all.plus(since, 1);
        }
        before = now;
        return "%,d checks%s: %s%s%s"
                .formatted(all.checks(), interfaces, verdicts(all), position(), seen());
    }

    private static String verdicts(Tally all) {
        var text = new StringJoiner(", ");
        Verdict[] words = Verdict.values();
        for (int i = 0; i < words.length; i++) {
            text.add("%s %,d".formatted(words[i].name().toLowerCase(Locale.ROOT), all.verdicts[i]));
        }
        text.add("failed %,d".formatted(all.failures));
        double micros = Durations.withinMicros(all.durations, NEARLY_ALL);
        if (micros > 0) {
            text.add("99 %% within %,.1f us".formatted(micros));
        } else if (micros < 0) {
            text.add("99 % take more than 10 s");
        }
        return text.toString();
    }

    private String position() {
        try {
            Register.Status status = register.now();
            return "; position %,d, %,d devices, overlay %,d"
                    .formatted(status.head().position(), status.devices(), status.overlay());
        } catch (IOException e) {
            return "; the register does not answer: " + e.getMessage();
        }
    }

    private String seen() {
        if (sightings == null) {
            return "";
        }
        long written = sightings.written();
        long dropped = sightings.dropped();
        String text =
                "; sightings %,d written, %,d dropped"
                        .formatted(written - writtenBefore, dropped - droppedBefore);
        writtenBefore = written;
        droppedBefore = dropped;
        return text;
    }
}
