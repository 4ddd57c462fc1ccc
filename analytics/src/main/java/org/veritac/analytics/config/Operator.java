// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import java.util.List;

/// An operator of the country.
///
/// @param id lower case letters, digits and underscores, at most 16; part of file names
/// @param networks at least one
public record Operator(String id, String name, List<Network> networks) {
    public Operator {
        networks = List.copyOf(networks);
    }

    /// A network's code (TS 23.003, clause 2.2).
    ///
    /// @param mcc three digits
    /// @param mnc two or three digits, as written
    public record Network(String mcc, String mnc) {}
}
