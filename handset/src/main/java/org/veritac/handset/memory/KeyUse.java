// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

/// What an algorithm does with a subscriber's key.
public enum KeyUse {
    /// It enciphers blocks with AES-128 under it and does nothing else (Milenage, TS 35.206): the
    /// key can stay in a chip.
    BLOCKS,
    /// It computes with its bytes (TUAK, COMP128, the XOR test algorithm): they are unsealed for
    /// the moment of use.
    BYTES
}
