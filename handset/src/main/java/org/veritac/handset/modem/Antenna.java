// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import org.veritac.handset.air.RadioLink;

import java.io.IOException;

/// Finds a network.
@FunctionalInterface
public interface Antenna {
    /// Opens a connection.
    ///
    /// @throws IOException when no network is in reach
    RadioLink open() throws IOException;
}
