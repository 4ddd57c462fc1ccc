// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.register.Decider;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.sightings.Keeping;
import org.veritac.register.sightings.Sightings;
import org.veritac.register.store.Register;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class MetricsTest {
    private static final EquipmentCheck CHECK = EquipmentCheck.of(Imei.of("35209900176148"));
    private static final Decision STOLEN = new Decision(Verdict.BLACK, Reason.STOLEN, null, 2, 3);
    private static final Decision WHITE = new Decision(Verdict.WHITE, Reason.NONE, null, 0, 3);
    private static final Decider CLOSED =
            check -> {
                throw new IOException("closed");
            };

    @TempDir Path folder;
    private final AtomicLong nanos = new AtomicLong();
    private Register register;
    private Metrics metrics;

    @BeforeEach
    void open() throws IOException {
        register = Opened.in(folder);
        // Each look at this clock is a microsecond after the one before.
        metrics = new Metrics(register::status, () -> nanos.getAndAdd(1_000));
    }

    @AfterEach
    void close() throws IOException {
        register.close();
    }

    /// Reads the text format by its grammar, strictly: every sample belongs to the type line above
    /// it, and none comes twice.
    private static Map<String, Double> samples(String text) {
        Pattern sample =
                Pattern.compile(
                        "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[a-z_]+=\"[^\"\\\\]*\"(,[a-z_]+=\"[^\"\\\\]*\")*\\})?"
                            + " (\\S+)");
        var samples = new HashMap<String, Double>();
        var families = new HashSet<String>();
        String family = "";
        assertThat(text).endsWith("\n");
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                family = line.split(" ")[2];
                assertThat(families.add(family)).as(line).isTrue();
                assertThat(line).matches("# TYPE \\S+ (counter|gauge|histogram)");
            } else if (!line.startsWith("# HELP ")) {
                Matcher matcher = sample.matcher(line);
                assertThat(matcher.matches()).as(line).isTrue();
                assertThat(matcher.group(1)).startsWith(family);
                String value = matcher.group(4).replace("+Inf", "Infinity");
                String name = line.substring(0, line.lastIndexOf(' '));
                assertThat(samples.put(name, Double.valueOf(value))).as(line).isNull();
            }
        }
        return samples;
    }

    private Map<String, Double> samples() throws IOException {
        return samples(new String(metrics.text(), StandardCharsets.UTF_8));
    }

    @Test
    void countsChecksByInterfaceVerdictAndReason() throws IOException {
        Decider s13 = metrics.meter("s13", check -> STOLEN);
        Decider n5g = metrics.meter("n5g", check -> WHITE);
        assertThat(s13.decide(CHECK)).isSameAs(STOLEN);
        s13.decide(CHECK);
        n5g.decide(CHECK);
        assertThat(samples())
                .containsEntry(
                        "veritac_checks_total{interface=\"s13\",reason=\"stolen\",verdict=\"black\"}",
                        2.0)
                .containsEntry(
                        "veritac_checks_total{interface=\"s13\",reason=\"none\",verdict=\"white\"}",
                        0.0)
                .containsEntry(
                        "veritac_checks_total{interface=\"n5g\",reason=\"none\",verdict=\"white\"}",
                        1.0)
                .containsEntry("veritac_check_findings_lifted_total{interface=\"s13\"}", 4.0)
                .containsEntry("veritac_check_findings_lifted_total{interface=\"n5g\"}", 0.0)
                .containsEntry("veritac_check_failures_total{interface=\"n5g\"}", 0.0);
    }

    @Test
    void countsWhatGotNoAnswerApart() throws IOException {
        Decider gsup = metrics.meter("gsup", CLOSED);
        assertThatThrownBy(() -> gsup.decide(CHECK)).isInstanceOf(IOException.class);
        Decider broken =
                metrics.meter(
                        "s13",
                        check -> {
                            throw new IllegalStateException("a bug");
                        });
        assertThatThrownBy(() -> broken.decide(CHECK)).isInstanceOf(IllegalStateException.class);
        assertThat(samples())
                .containsEntry("veritac_check_failures_total{interface=\"gsup\"}", 1.0)
                .containsEntry("veritac_check_failures_total{interface=\"s13\"}", 1.0)
                .containsEntry("veritac_check_duration_seconds_count{interface=\"gsup\"}", 0.0);
    }

    @Test
    void hasOneDeciderForEachInterface() {
        metrics.meter("s13", CLOSED);
        assertThatThrownBy(() -> metrics.meter("s13", CLOSED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timesChecksInACumulativeHistogram() throws IOException {
        Decider s13 = metrics.meter("s13", check -> WHITE);
        s13.decide(CHECK);
        s13.decide(CHECK);
        Decider slow =
                metrics.meter(
                        "n5g",
                        check -> {
                            nanos.addAndGet(3_000_000);
                            return WHITE;
                        });
        slow.decide(CHECK);
        String bucket = "veritac_check_duration_seconds_bucket{interface=\"%s\",le=\"%s\"}";
        assertThat(samples())
                .containsEntry(bucket.formatted("s13", "5.0E-7"), 0.0)
                .containsEntry(bucket.formatted("s13", "1.0E-6"), 2.0)
                .containsEntry(bucket.formatted("s13", "+Inf"), 2.0)
                .containsEntry(bucket.formatted("n5g", "0.001"), 0.0)
                .containsEntry(bucket.formatted("n5g", "0.005"), 1.0)
                .containsEntry("veritac_check_duration_seconds_count{interface=\"s13\"}", 2.0)
                .containsEntry("veritac_check_duration_seconds_sum{interface=\"s13\"}", 2e-6);
    }

    @Test
    void tellsWhereTheRegisterStands() throws IOException {
        assertThat(samples())
                .containsEntry("veritac_register_up", 1.0)
                .containsEntry("veritac_journal_position", 1.0)
                .containsEntry("veritac_overlay_changes", 0.0)
                .containsEntry("veritac_imports_in_force", 0.0)
                .containsKeys(
                        "veritac_index_devices", "veritac_index_pairs", "veritac_index_bytes");
    }

    @Test
    void saysOnlyThatARegisterThatIsClosedDoesNotAnswer() throws IOException {
        register.close();
        assertThat(samples())
                .containsEntry("veritac_register_up", 0.0)
                .doesNotContainKey("veritac_journal_position");
    }

    @Test
    void showsSightingsPeersAndWhatElseIsAdded() throws IOException {
        try (var sightings =
                new Sightings(
                        new Keeping(folder.resolve("sightings"), 1, 0),
                        Clock.systemUTC(),
                        Thread.ofPlatform().daemon().factory())) {
            metrics.watch(sightings);
            metrics.watchPeers(() -> Map.of("R-Open", 2L, "Closed", 1L));
            metrics.counter("veritac_diameter_overloads", "Requests answered 3004", () -> 7);
            metrics.counters(
                    new Metrics.Family("veritac_n5g_answers", "Answers by status", "status"),
                    () -> Map.of("200", 5L));
            assertThat(samples())
                    .containsEntry("veritac_sightings_queued", 0.0)
                    .containsEntry("veritac_sightings_written_total", 0.0)
                    .containsEntry("veritac_sightings_dropped_total", 0.0)
                    .containsEntry("veritac_sightings_failing", 0.0)
                    .containsEntry("veritac_diameter_peers{state=\"R-Open\"}", 2.0)
                    .containsEntry("veritac_diameter_peers{state=\"Closed\"}", 1.0)
                    .containsEntry("veritac_diameter_overloads_total", 7.0)
                    .containsEntry("veritac_n5g_answers_total{status=\"200\"}", 5.0);
        }
    }

    @Test
    void showsTheProcess() throws IOException {
        Map<String, Double> samples = samples();
        assertThat(samples)
                .containsKeys(
                        "process_cpu_seconds_total",
                        "process_start_time_seconds",
                        "process_open_fds",
                        "process_max_fds",
                        "process_resident_memory_bytes",
                        "jvm_heap_used_bytes",
                        "jvm_threads",
                        "jvm_gc_seconds_total");
        assertThat(samples.get("jvm_heap_used_bytes")).isPositive();
    }

    @Test
    void saysInALineWhatHappenedSinceTheLineBefore() throws IOException {
        Decider s13 = metrics.meter("s13", check -> STOLEN);
        Decider gsup = metrics.meter("gsup", CLOSED);
        var summary = new Summary(metrics, register::status, null);
        assertThat(summary.minuteLine())
                .isEqualTo(
                        "0 checks (s13 0, gsup 0): white 0, grey 0, unknown 0, black 0, failed 0;"
                                + " position 1, 0 devices, overlay 0");
        for (int i = 0; i < 1_200; i++) {
            s13.decide(CHECK);
        }
        assertThatThrownBy(() -> gsup.decide(CHECK)).isInstanceOf(IOException.class);
        assertThat(summary.minuteLine())
                .startsWith(
                        "1,201 checks (s13 1,200, gsup 1): white 0, grey 0, unknown 0, black 1,200,"
                                + " failed 1, 99 % within 1.0 us; position 1,");
        s13.decide(CHECK);
        assertThat(summary.minuteLine()).startsWith("1 checks (s13 1, gsup 0): white 0,");
    }

    @Test
    void saysInTheLineWhatBecameOfSightings() throws IOException {
        try (var sightings =
                new Sightings(
                        new Keeping(folder.resolve("sightings"), 1, 0),
                        Clock.systemUTC(),
                        Thread.ofPlatform().daemon().factory())) {
            var summary = new Summary(metrics, register::status, sightings);
            assertThat(summary.minuteLine())
                    .startsWith("0 checks: white 0")
                    .endsWith("; sightings 0 written, 0 dropped");
        }
        register.close();
        assertThat(new Summary(metrics, register::status, null).minuteLine())
                .endsWith("; the register does not answer: the register is closed");
    }
}
