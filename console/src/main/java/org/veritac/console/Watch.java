// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;
import org.veritac.console.http.Health;
import org.veritac.console.http.Metrics;
import org.veritac.console.http.Server;
import org.veritac.console.http.Summary;
import org.veritac.register.Decider;
import org.veritac.register.sightings.Keeping;
import org.veritac.register.sightings.Sightings;
import org.veritac.register.store.Register;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;

/// What is known of a running server: counts and times of each interface, health, sightings.
final class Watch implements Closeable {
    private final Metrics metrics;
    private final Health health;
    private final Summary summary;
    private final @Nullable Sightings sightings;
    private @Nullable Server server;

    /// Watches a register.
    ///
    /// @param directory where sightings are kept, when the settings say so
    Watch(Register register, Path directory, Settings.Sightings kept) {
        metrics = new Metrics(register::status, System::nanoTime);
        health = new Health(register);
        sightings = kept.kept() ? keep(directory, kept.days()) : null;
        if (sightings != null) {
            metrics.watch(sightings);
        }
        summary = new Summary(metrics, register::status, sightings);
    }

    private static Sightings keep(Path directory, int days) {
        return new Sightings(
                Keeping.of(directory.resolve("sightings"), days),
                Clock.systemUTC(),
                Thread.ofPlatform().daemon().name("sightings").factory());
    }

    /// The decider that an interface is to ask.
    ///
    /// @param face the interface: s13, n5g or gsup
    Decider counted(String face, Decider decider) {
        return metrics.meter(face, sightings == null ? decider : sightings.over(decider));
    }

    /// The figures, for those who have some to add.
    Metrics metrics() {
        return metrics;
    }

    /// Shows health and figures at an address.
    ///
    /// @return the address, with the port taken
    InetSocketAddress listen(InetSocketAddress address) throws IOException {
        Server started = Server.start(address, health, metrics);
        server = started;
        return new InetSocketAddress(address.getAddress(), started.port());
    }

    /// What was decided since it was last asked, in one line.
    String lately() {
        return summary.minuteLine();
    }

    /// From here on health says that this server goes away.
    void drain() {
        health.drain();
    }

    @Override
    public void close() throws IOException {
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            if (sightings != null) {
                sightings.close();
            }
        }
    }
}
