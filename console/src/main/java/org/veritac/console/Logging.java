// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

/// How much is logged. The lines are JSON on standard error; log4j2.xml says how they look.
final class Logging {
    private static final String LEVEL = "veritac.log";

    private Logging() {}

    /// Logs nothing: a short command says itself what goes wrong, and starts faster. To be called
    /// first of all.
    static void off() {
        System.setProperty("slf4j.internal.verbosity", "WARN"); // nor that it logs nothing
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
    }

    /// To be called before the first line could be logged, because the backend looks once.
    static void level(String level) {
        System.setProperty(LEVEL, level);
    }
}
