// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import org.jspecify.annotations.Nullable;

/// One check as a network asks it.
///
/// @param digits the device: 14 digits, 15 with a check or spare digit, or 16 with a software
///   version
/// @param softwareVersion two digits to be sent beside the device where the interface has a place
///   for them, as S13 has; null for none
/// @param imsi the subscriber's digits; null for none
public record Question(String digits, @Nullable String softwareVersion, @Nullable String imsi) {

    /// Shows the model only.
    @Override
    public String toString() {
        return digits.substring(0, Math.min(8, digits.length())) + "... in " + digits.length();
    }
}
