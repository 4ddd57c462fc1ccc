// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.io.IOException;
import java.util.Optional;

/// What makes a memory protected: keys that stay where they are, and a head that never goes back.
///
/// Each step is done or not done when the power goes. For one memory, and one thread.
public interface Anchor extends AutoCloseable {
    /// Bytes of a head, and of what moves it: SHA-256.
    int HEAD_BYTES = 32;

    /// What is real about it.
    Protection protection();

    /// The head, all zeros in the beginning.
    byte[] head() throws IOException;

    /// Moves the head on: it becomes SHA-256(head || digest).
    void extend(byte[] digest) throws IOException;

    /// Enciphers under a key that lasts as long as the anchor.
    ///
    /// @param context what has to be shown again to have it back
    byte[] protect(byte[] plain, byte[] context) throws IOException;

    /// Deciphers; empty when these bytes were not protected here, or in another context.
    Optional<byte[]> reveal(byte[] enciphered, byte[] context) throws IOException;

    /// Seals a credential, to be opened until the next [#kill].
    ///
    /// @return what has to be kept to open it
    byte[] bind(CredentialSecret secret, byte[] context) throws IOException;

    /// Opens what was bound; empty when its life is over, or it was bound elsewhere or in another
    /// context.
    Optional<LiveKey> open(byte[] bound, byte[] context) throws IOException;

    /// Ends the life of everything bound before, for ever. Doing it twice does no harm.
    void kill() throws IOException;

    @Override
    void close() throws IOException;
}
