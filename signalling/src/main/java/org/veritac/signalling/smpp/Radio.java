// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import java.io.IOException;

/// The way from an [Smsc] to subscribers: a network, or a link to one handset.
@FunctionalInterface
public interface Radio {
    /// Carries an SMS-DELIVER to a subscriber and waits for what the handset says.
    ///
    /// @param subscriber to whom
    /// @param tpdu the SMS-DELIVER, 10 to 165 octets (TS 23.040, clause 9.2.2.1)
    /// @throws IOException when the network is broken: it will be tried again
    Delivery deliver(Address subscriber, byte[] tpdu) throws IOException;

    /// What became of it.
    enum Delivery {
        /// The handset acknowledged it.
        DELIVERED,
        /// The subscriber cannot be reached now, or its memory is full: later.
        ABSENT,
        /// It will never have this.
        REFUSED
    }
}
