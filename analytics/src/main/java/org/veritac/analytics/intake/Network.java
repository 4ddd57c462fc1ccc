// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

/// The number of a mobile network (MCC-MNC).
///
/// @param mcc three digits
/// @param mnc two or three digits
public record Network(String mcc, String mnc) {
    public Network {
        if (!mcc.matches("[0-9]{3}") || !mnc.matches("[0-9]{2,3}")) {
            throw new IllegalArgumentException(
                    "a network has three digits of country and two or three of its own");
        }
    }
}
