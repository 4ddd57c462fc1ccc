// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// Signs with a device's own key, wherever that is kept.
@FunctionalInterface
public interface Signer {
    /// ECDSA on P-256 with SHA-256, `r | s`, 64 bytes.
    Octets sign(Octets message);
}
