// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import org.veritac.register.store.Register;

import java.io.IOException;

/// The figures of the register, all of one instant. When it does not answer there is only the
/// figure that says so.
final class RegisterFigures implements MultiCollector {
    private final RegisterStatus register;

    RegisterFigures(RegisterStatus register) {
        this.register = register;
    }

    @Override
    public MetricSnapshots collect() {
        try {
            return figures(register.now());
        } catch (IOException e) {
            return MetricSnapshots.of(up(0));
        }
    }

    private static MetricSnapshots figures(Register.Status now) {
        return MetricSnapshots.of(
                up(1),
                gauge("journal_position", "Changes in the journal", now.head().position()),
                gauge("index_devices", "Devices listed one by one, in the index", now.devices()),
                gauge("index_pairs", "Pairs in the index", now.pairs()),
                gauge("index_bytes", "Size of the index of devices", now.indexBytes()),
                gauge("overlay_changes", "Changes since the index was built", now.overlay()),
                gauge("imports_in_force", "Imports in force", now.layers()));
    }

    private static GaugeSnapshot up(int up) {
        return gauge("register_up", "1 while the register answers", up);
    }

    private static GaugeSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name("veritac_" + name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value((double) value).build())
                .build();
    }
}
