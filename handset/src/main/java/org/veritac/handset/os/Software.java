// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.os;

import java.io.IOException;
import java.util.Optional;

/// What an operating system decides. The faithful one is [FaithfulSoftware]; the lab has others,
/// and nothing that an operator's module believes rests on which one runs.
public interface Software {
    /// The vault's reader as a system sees it: a command in, a response out.
    @FunctionalInterface
    interface Vault {
        byte[] transmit(byte[] command) throws IOException;
    }

    /// The IMEI it claims to network, operator's module and user, 15 digits; empty for none.
    Optional<String> imei(int slot);

    /// Whether it carries out what the operator's module wants of it.
    default boolean fetches() {
        return true;
    }

    /// Whether it offers a reader with a vault in it.
    default boolean hasVault() {
        return true;
    }

    /// Brings a command of the operator's module to the vault and the response back.
    ///
    /// @throws IOException when the vault is gone
    default byte[] relay(byte[] command, Vault vault) throws IOException {
        return vault.transmit(command);
    }

    /// What is sent for a short message that the operator's module wants sent; empty for nothing,
    /// while the module is told that it was.
    default Optional<byte[]> submit(byte[] unit) {
        return Optional.of(unit);
    }

    /// What the operator's module gets of a short message that is for it; empty for nothing.
    default Optional<byte[]> deliver(byte[] unit) {
        return Optional.of(unit);
    }
}
