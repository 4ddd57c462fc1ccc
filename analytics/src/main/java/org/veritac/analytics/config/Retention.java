// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

/// How long data are kept.
///
/// @param months of subscriber data
/// @param blacklistDays of blacklist rows; 0 for ever
public record Retention(int months, int blacklistDays) {
    static Retention read(Section block) {
        var retention =
                new Retention(
                        block.whole("months_retention", 3, 0),
                        block.whole("blacklist_retention", 0, 0));
        block.close();
        return retention;
    }
}
