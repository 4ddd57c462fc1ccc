// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.util.Optional;
import java.util.Set;

/// What the caller says about a file.
///
/// @param operator the operator it is of; empty takes the first word of the file's name
/// @param delta whether a list holds changes (column `change_type`) and not all of itself
/// @param preHashed whether a golden list holds MD5 digests and not IMEIs
/// @param skipped checks that are left out
public record ImportOptions(String operator, boolean delta, boolean preHashed, Set<Check> skipped) {
    public ImportOptions {
        skipped = Set.copyOf(skipped);
        for (Check check : skipped) {
            if (!check.isSkippable()) {
                throw new IllegalArgumentException(check.text() + " cannot be left out");
            }
        }
    }

    /// A whole file with all checks.
    public static ImportOptions none() {
        return new ImportOptions("", false, false, Set.of());
    }

    /// A file of an operator with all checks.
    public static ImportOptions of(String operator) {
        return new ImportOptions(operator, false, false, Set.of());
    }

    /// Changes of a list with all checks.
    public static ImportOptions changes() {
        return new ImportOptions("", true, false, Set.of());
    }

    /// The same without some checks.
    public ImportOptions without(Set<Check> checks) {
        return new ImportOptions(operator, delta, preHashed, checks);
    }

    /// How the file is read, for the catalogue.
    String mode() {
        return (delta ? "delta" : "full") + (preHashed ? " hashed" : "");
    }

    Optional<String> operatorGiven() {
        return operator.isEmpty() ? Optional.empty() : Optional.of(operator);
    }
}
