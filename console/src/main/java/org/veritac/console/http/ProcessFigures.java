// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import com.sun.management.UnixOperatingSystemMXBean;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// What any process has, under the names that dashboards know. Nothing is looked up before somebody
/// asks, because the beans of the machine take time to load and starting is to be fast.
final class ProcessFigures {
    private static final double MILLIS_A_SECOND = 1e3;
    private static final double NANOS_A_SECOND = 1e9;
    private static final Path MEMORY = Path.of("/proc/self/statm");
    private static final long PAGE_BYTES = 4096;

    private ProcessFigures() {}

    static void register(PrometheusRegistry registry) {
        counter(
                registry,
                "process_cpu_seconds",
                "Time of processors used",
                () -> unix().map(b -> b.getProcessCpuTime() / NANOS_A_SECOND).orElse(0.0));
        gauge(
                registry,
                "process_start_time_seconds",
                "When the process started, seconds since 1970",
                () -> ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_A_SECOND);
        gauge(
                registry,
                "process_open_fds",
                "Open files and sockets",
                () -> unix().map(b -> (double) b.getOpenFileDescriptorCount()).orElse(0.0));
        gauge(
                registry,
                "process_max_fds",
                "How many files and sockets may be open",
                () -> unix().map(b -> (double) b.getMaxFileDescriptorCount()).orElse(0.0));
        gauge(
                registry,
                "process_resident_memory_bytes",
                "Memory in use, mapped files included; 0 where the system does not say",
                ProcessFigures::residentBytes);
        jvm(registry);
    }

    private static void jvm(PrometheusRegistry registry) {
        gauge(
                registry,
                "jvm_heap_used_bytes",
                "Heap in use",
                () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        gauge(
                registry,
                "jvm_threads",
                "Platform threads",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        counter(
                registry,
                "jvm_gc_seconds",
                "Time spent collecting garbage",
                () ->
                        ManagementFactory.getGarbageCollectorMXBeans().stream()
                                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                                        .sum()
                                / MILLIS_A_SECOND);
    }

    private static Optional<UnixOperatingSystemMXBean> unix() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean bean
                ? Optional.of(bean)
                : Optional.empty();
    }

    private static double residentBytes() {
        try {
            return Long.parseLong(Files.readString(MEMORY).split(" ")[1]) * (double) PAGE_BYTES;
        } catch (IOException e) {
            return 0; // not a Linux
        }
    }

    private static void gauge(
            PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(figure -> figure.call(value.getAsDouble()))
                .register(registry);
    }

    private static void counter(
            PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(figure -> figure.call(value.getAsDouble()))
                .register(registry);
    }
}
