// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import org.veritac.card.Secret;

import java.io.IOException;
import java.util.function.Function;

/// A subscriber's key while its subscription lives here. For one thread, and for one
/// authentication: close it afterwards.
public interface LiveKey extends AutoCloseable {
    /// What may be done with it.
    KeyUse use();

    /// A copy of what was sealed beside the key; the caller closes it.
    Secret companion() throws IOException;

    /// AES-128 of a block of 16 bytes under the key.
    ///
    /// @throws IllegalStateException unless it is for [KeyUse#BLOCKS]
    /// @throws IOException when the chip does not do it, or the key has died
    byte[] encipher(byte[] block) throws IOException;

    /// Computes with the key's bytes, which are wiped afterwards; what comes back must not hold
    /// them.
    ///
    /// @throws IllegalStateException unless it is for [KeyUse#BYTES]
    /// @throws IOException when the chip does not unseal it, or the key has died
    <T> T withBytes(Function<Secret, T> computation) throws IOException;

    @Override
    void close() throws IOException;
}
