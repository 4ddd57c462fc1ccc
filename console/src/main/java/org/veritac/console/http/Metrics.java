// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

import org.veritac.register.Decider;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.sightings.Sightings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The figures of one server, in a registry of their own. Everything is counted where it happens
/// and read when somebody asks.
public final class Metrics {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String INTERFACE = "interface";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final List<MeteredDecider> deciders = new CopyOnWriteArrayList<>();
    private final LongSupplier nanos;

    /// Figures of the process and of the register.
    ///
    /// @param nanos a clock that only goes forward, such as `System::nanoTime`
    public Metrics(RegisterStatus register, LongSupplier nanos) {
        this.nanos = nanos;
        ProcessFigures.register(registry);
        registry.register(new RegisterFigures(register));
        checks();
    }

    private void checks() {
        CounterWithCallback.builder()
                .name("veritac_checks")
                .help("Checks answered")
                .labelNames(INTERFACE, "verdict", "reason")
                .callback(figures -> deciders.forEach(decider -> answers(figures, decider)))
                .register(registry);
        CounterWithCallback.builder()
                .name("veritac_check_findings_lifted")
                .help("Findings of checks that a pair, proof, white list or visitor lifted")
                .labelNames(INTERFACE)
                .callback(figures ->
                        deciders.forEach(d -> figures.call((double) d.lifted(), d.name())))
                .register(registry);
        CounterWithCallback.builder()
                .name("veritac_check_failures")
                .help("Checks the register could not answer")
                .labelNames(INTERFACE)
                .callback(figures ->
                        deciders.forEach(d -> figures.call((double) d.failures(), d.name())))
                .register(registry);
        registry.register(this::durations);
    }

    /// Pairs of verdict and reason that never were are left out; so many would only be noise.
    private static void answers(CounterWithCallback.Callback figures, MeteredDecider decider) {
        for (Verdict verdict : Verdict.values()) {
            for (Reason reason : Reason.values()) {
                long count = decider.answers(verdict, reason);
                if (count > 0 || (verdict == Verdict.WHITE && reason == Reason.NONE)) {
                    String word = verdict.name().toLowerCase(Locale.ROOT);
                    figures.call((double) count, decider.name(), word, reason.text());
                }
            }
        }
    }

    private HistogramSnapshot durations() {
        var all =
                HistogramSnapshot.builder()
                        .name("veritac_check_duration_seconds")
                        .help("How long the register took to answer a check, the network excluded");
        for (MeteredDecider decider : deciders) {
            Durations durations = decider.durations();
            all.dataPoint(
                    new HistogramDataPointSnapshot(
                            ClassicHistogramBuckets.of(
                                    Durations.boundsSeconds(), durations.counts()),
                            durations.sumSeconds(),
                            Labels.of(INTERFACE, decider.name()),
                            Exemplars.EMPTY,
                            0));
        }
        return all.build();
    }

    /// A decider for one interface, that counts and times what another answers.
    ///
    /// @param name the interface, such as `s13`; each has one
    public MeteredDecider meter(String name, Decider decider) {
        if (deciders.stream().anyMatch(other -> other.name().equals(name))) {
            throw new IllegalArgumentException(name + " is metered already");
        }
        var metered = new MeteredDecider(name, decider, nanos);
        deciders.add(metered);
        return metered;
    }

    /// Adds the figures of sightings. To be called once at most.
    public void watch(Sightings sightings) {
        gauge("veritac_sightings_queued", "Sightings that wait to be written", sightings::queued);
        gauge(
                "veritac_sightings_failing",
                "1 while the disk does not take sightings",
                () -> sightings.isFailing() ? 1 : 0);
        counter("veritac_sightings_written", "Sightings written", sightings::written);
        counter(
                "veritac_sightings_dropped",
                "Sightings lost because there was no room",
                sightings::dropped);
    }

    /// Adds how many Diameter peers are in which state. To be called once at most.
    public void watchPeers(Supplier<Map<String, Long>> byState) {
        gauges(new Family("veritac_diameter_peers", "Diameter peers by state", "state"), byState);
    }

    /// A figure for each value of a label.
    ///
    /// @param name the name of the figure; of a counter without `_total`
    /// @param help what it says
    /// @param label the name of the label
    public record Family(String name, String help, String label) {}

    /// Adds a figure that goes up and down.
    public void gauge(String name, String help, LongSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(figure -> figure.call((double) value.getAsLong()))
                .register(registry);
    }

    /// Adds figures that go up and down, by label.
    public void gauges(Family family, Supplier<Map<String, Long>> values) {
        GaugeWithCallback.builder()
                .name(family.name())
                .help(family.help())
                .labelNames(family.label())
                .callback(
                        figure -> values.get().forEach((label, value) -> figure.call(value, label)))
                .register(registry);
    }

    /// Adds a figure that only goes up.
    ///
    /// @param name without `_total`
    public void counter(String name, String help, LongSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(figure -> figure.call((double) value.getAsLong()))
                .register(registry);
    }

    /// Adds figures that only go up, by label.
    public void counters(Family family, Supplier<Map<String, Long>> values) {
        CounterWithCallback.builder()
                .name(family.name())
                .help(family.help())
                .labelNames(family.label())
                .callback(
                        figure -> values.get().forEach((label, value) -> figure.call(value, label)))
                .register(registry);
    }

    List<MeteredDecider> deciders() {
        return deciders;
    }

    /// All figures, as Prometheus reads them.
    byte[] text() throws IOException {
        var text = new ByteArrayOutputStream();
        writer.write(text, registry.scrape());
        return text.toByteArray();
    }
}
