// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

import java.io.IOException;

/// Where short messages of phones go.
@FunctionalInterface
public interface SmsCentre {
    /// Takes one.
    ///
    /// @param msisdn whose phone sent it, digits
    /// @param unit an SMS-SUBMIT (TS 23.040, clause 9.2.2.2)
    /// @return whether it was taken
    boolean submit(String msisdn, byte[] unit) throws IOException;
}
