// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

/// How much is logged. The lines are JSON on standard error; log4j2.xml says how they look.
final class Logging {
    private static final String LEVEL = "veritac.log";

    private Logging() {}

    /// To be called before the first line could be logged, because the backend looks once.
    static void level(String level) {
        System.setProperty(LEVEL, level);
    }
}
