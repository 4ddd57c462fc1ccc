// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// How token and handset reach each other.
public enum Medium {
    /// The slot of a SIM card.
    SLOT(1),
    /// A socket for a USB key.
    USB(2),
    /// The field of ISO/IEC 14443.
    CONTACTLESS(4);

    private final int bit;

    Medium(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }
}
