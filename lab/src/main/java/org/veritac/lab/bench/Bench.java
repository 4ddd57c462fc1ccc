// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import picocli.CommandLine.Command;

/// The benchmarks.
@Command(
        name = "bench",
        header = "Measure Veritac on this machine.",
        description = {
            "Run nothing else meanwhile: generator and server share its cores. Figures of one run"
                    + " vary;",
            "compare medians and ratios. docs/benchmarks.md has figures and what they were measured"
                    + " on."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac bench s13 --rounds 3",
            "  ./veritac bench decide --devices 10000000 --tacs 500"
        },
        subcommands = {
            DecideBench.class,
            ImportBench.class,
            S13Bench.class,
            N5gBench.class,
            VisibleBench.class,
            OtaBench.class,
            TokenBench.class,
            AnalyticsBench.class
        })
public final class Bench {
    private Bench() {}
}
