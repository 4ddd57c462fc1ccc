// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card;

import java.io.IOException;

/// A card at the end of a wire: what goes in and comes out is bytes (TS 102 221 clauses 6 and 7).
///
/// A link has one user at a time; where two share a card, the caller serialises them.
public interface CardLink extends AutoCloseable {
    /// Resets the card, which forgets every selection and every session.
    ///
    /// @return the answer to reset, 2 to 33 bytes (TS 102 221 clause 6.3)
    /// @throws IOException when there is no card, or the wire is broken
    byte[] reset() throws IOException;

    /// Sends one command APDU and waits for its response APDU.
    ///
    /// @param command 4 to 65,544 bytes (TS 102 221 clause 10.1)
    /// @return data, if any, and the two bytes of the status word: 2 to 65,538 bytes
    /// @throws IOException when the card was taken away, or the wire is broken
    byte[] transmit(byte[] command) throws IOException;

    /// Powers the card down. Doing it twice does nothing.
    @Override
    void close() throws IOException;
}
