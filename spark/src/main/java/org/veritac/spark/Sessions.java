// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.spark;

import org.apache.spark.sql.SparkSession;
import org.veritac.analytics.Cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Starts Spark as its driver in this process.
final class Sessions {
    private static final String LOCAL = "local[";
    private static final String STANDALONE = "spark://";
    private static final int PORT_MAX = 65_535;
    private static final Duration MASTER_PATIENCE = Duration.ofSeconds(5);

    /// How long a worker may take to start its process.
    private static final Duration WORKER_PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /// Pieces that a grouping is divided into in one process, for each thread; Spark's 200 are for
    /// many machines.
    private static final int PIECES_PER_THREAD = 4;

    private Sessions() {}

    static SparkSession start(Cluster.Job job, Path store) throws IOException {
        boolean local = job.master().startsWith(LOCAL);
        boolean loopback = local || reached(job.master());
        var settings = new HashMap<>(defaults(store));
        if (loopback) {
            settings.put("spark.driver.host", "127.0.0.1");
            settings.put("spark.driver.bindAddress", "127.0.0.1");
        }
        if (local) {
            settings.put("spark.sql.shuffle.partitions", Integer.toString(pieces(job.master())));
        }
        settings.putAll(job.properties());
        var builder = SparkSession.builder().appName("veritac").master(job.master());
        settings.forEach(builder::config);
        var session = new Failures(store).said(builder::getOrCreate);
        if (!local) {
            awaitWorker(session, job.master());
        }
        return session;
    }

    private static Map<String, String> defaults(Path store) {
        String work = store.resolve("work").toString();
        return Map.of(
                "spark.ui.enabled", "false",
                "spark.ui.showConsoleProgress", "false",
                "spark.local.dir", work,
                "spark.sql.warehouse.dir", work,
                "spark.sql.parquet.filterPushdown", "true",
                // A sum that does not fit is an error, as it is in DuckDB.
                "spark.sql.ansi.enabled", "true");
    }

    private static int pieces(String master) {
        String threads = master.substring(LOCAL.length(), master.length() - 1);
        int number =
                threads.equals("*")
                        ? Runtime.getRuntime().availableProcessors()
                        : Integer.parseInt(threads);
        return number * PIECES_PER_THREAD;
    }

    /// Spark itself would ask for a minute and then end without a reason.
    ///
    /// @return whether the master that answered is on this machine's loopback
    private static boolean reached(String master) throws IOException {
        IOException last = new IOException("no address");
        for (String address : master.substring(STANDALONE.length()).split(",")) {
            int colon = address.lastIndexOf(':');
            int port = Integer.parseInt(address.substring(colon + 1));
            if (port > PORT_MAX) {
                throw new IOException(port + " is no port");
            }
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                InetAddress.getByName(address.substring(0, colon)), port),
                        (int) MASTER_PATIENCE.toMillis());
                return socket.getInetAddress().isLoopbackAddress();
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(
                "no Spark master answers at "
                        + master
                        + " ("
                        + last.getMessage()
                        + "): is it running, and is this the address that it shows?",
                last);
    }

    private static void awaitWorker(SparkSession session, String master) throws IOException {
        long end = System.nanoTime() + WORKER_PATIENCE.toNanos();
        // This process stands in the list too.
        while (session.sparkContext().statusTracker().getExecutorInfos().length < 2) {
            if (System.nanoTime() - end > 0 || session.sparkContext().isStopped()) {
                session.stop();
                throw new IOException(
                        "no worker of "
                                + master
                                + " takes the work: does it have one with free cores and memory"
                                + " (spark.executor.memory, spark.cores.max), of the same version"
                                + " of Spark, which reaches this machine (spark.driver.host)?");
            }
            pause(session);
        }
    }

    private static void pause(SparkSession session) throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            session.stop();
            throw new IOException("interrupted while waiting for a worker", e);
        }
    }
}
