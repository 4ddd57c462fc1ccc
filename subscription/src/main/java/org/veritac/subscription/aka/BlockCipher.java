// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

/// AES-128 with one subscriber's key in it: all that Milenage ever does with Ki, so that Ki may
/// stay in a security module that enciphers blocks and gives out no key.
@FunctionalInterface
public interface BlockCipher {
    /// Enciphers one block.
    ///
    /// @param block 16 bytes, unchanged
    /// @return 16 bytes
    /// @throws java.io.UncheckedIOException when the module that holds the key does not answer
    byte[] encipher(byte[] block);
}
