// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

/// What is wrong with a conditions file, and where.
///
/// @param key the path of the key, such as `conditions[2].grace_period_days`
/// @param line of the file, from 1
/// @param message what was expected, in words
public record Flaw(String key, int line, String message) {
    @Override
    public String toString() {
        return "line " + line + ": " + key + ": " + message;
    }
}
