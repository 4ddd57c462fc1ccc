// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.terminal;

import java.io.IOException;

/// Who sends the short messages that a card wants sent.
@FunctionalInterface
public interface ShortMessages {
    /// Sends one.
    ///
    /// @param unit an SMS-SUBMIT (TS 23.040, clause 9.2.2.2)
    /// @return whether the network has taken it
    /// @throws IOException when there is no network any more
    boolean submit(byte[] unit) throws IOException;
}
