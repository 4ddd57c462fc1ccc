// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import java.util.List;

/// The country.
///
/// @param importMsisdn whether MSISDNs are taken; without, the column is read and forgotten
/// @param importRat whether radio access types are; with it the column `rat` has to be there
/// @param countryCodes with which MSISDNs of the country begin; empty asks nothing of them
/// @param exemptedDeviceTypes device types that need no registration
/// @param operators all there are; empty allows every operator and asks nothing of IMSIs
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

    /// No country in particular: nothing is out of region, every operator is known, the column
    /// `rat` may be there.
    public static Region anywhere() {
        return new Region("", true, false, List.of(), List.of(), List.of());
    }
}
