// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import picocli.CommandLine.Command;

/// The benchmarks.
@Command(
        name = "bench",
        description = {
            "Measures Veritac on this machine.",
            "Run nothing else meanwhile. Figures of one run vary; compare medians and ratios."
        },
        subcommands = {
            DecideBench.class,
            ImportBench.class,
            S13Bench.class,
            N5gBench.class,
            VisibleBench.class
        })
public final class Bench {
    private Bench() {}
}
