// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import java.util.List;

/// The country.
///
/// @param importMsisdn whether operator files have MSISDNs
/// @param importRat whether operator files have radio access types
/// @param countryCodes with which MSISDNs of the country begin
/// @param exemptedDeviceTypes device types that need no registration
public record Region(
        String name,
        boolean importMsisdn,
        boolean importRat,
        List<String> countryCodes,
        List<String> exemptedDeviceTypes,
        List<Operator> operators) {
    public Region {
        countryCodes = List.copyOf(countryCodes);
        exemptedDeviceTypes = List.copyOf(exemptedDeviceTypes);
        operators = List.copyOf(operators);
    }
}
