// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// The least protection an application accepts, MSL (TS 102 226, clause 8.2.1.3.2.4).
///
/// @param checksum whether there has to be a cryptographic checksum
/// @param ciphered whether the packet has to be enciphered
/// @param counter the weakest rule for the counter
public record SecurityLevel(boolean checksum, boolean ciphered, CounterRule counter) {
    /// Checksum, enciphering and a counter that rises: what Veritac asks of every packet.
    public static final SecurityLevel FULL = new SecurityLevel(true, true, CounterRule.HIGHER);

    public boolean isMetBy(Spi spi) {
        return (!checksum || spi.hasChecksum())
                && (!ciphered || spi.ciphered())
                && spi.counter().compareTo(counter) >= 0;
    }
}
