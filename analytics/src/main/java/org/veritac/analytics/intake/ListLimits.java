// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

/// How much a list may shrink in one import, blocks `gsma_threshold`, `stolen_list_threshold` and
/// so on. Both have to hold.
///
/// @param absolute `import_size_variation_absolute`: by how many rows at most; -1 asks nothing
/// @param percent `import_size_variation_percent`: which share of the rows has to remain; 0 asks
///   nothing
public record ListLimits(long absolute, double percent) {
    static final long OFF = -1;

    /// What DIRBS asks of a kind when nothing is configured.
    public static ListLimits defaults(FileKind kind) {
        return switch (kind) {
            case TAC -> new ListLimits(100, 0);
            case PAIRING, SUBSCRIBERS, ASSOCIATION -> new ListLimits(1000, 0.95);
            case STOLEN, REGISTRATION, GOLDEN, BARRED, BARRED_TAC, MONITORING ->
                    new ListLimits(OFF, 0.75);
            case OPERATOR, EVENTS -> new ListLimits(OFF, 0);
        };
    }
}
