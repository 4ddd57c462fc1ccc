// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.spark;

/// The command line of Veritac with Spark in its process.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        org.veritac.console.Main.run(SparkEngine::start, arguments);
    }
}
