// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.io.IOException;

/// A TPM at the end of a wire: a command in, its response out (TPM 2.0 Part 1, clause 18).
public interface TpmLink extends AutoCloseable {
    /// The longest response: that of a TPM's buffer, 4096 bytes.
    int RESPONSE_BYTES_MAX = 4096;

    /// Sends a command and waits for the response.
    ///
    /// @param command whole, with its header
    /// @return the response, whole, at most [#RESPONSE_BYTES_MAX]
    /// @throws IOException when the wire is broken
    byte[] transmit(byte[] command) throws IOException;

    @Override
    void close() throws IOException;
}
