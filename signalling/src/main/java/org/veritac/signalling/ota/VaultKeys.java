// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.card.report.Instruction;
import org.veritac.card.vault.VaultId;

/// Key management of the static mode: which keys let a UICC open a vault, and the instruction that
/// brings them. This is what that mode costs an operator: every new pair of phone and card needs
/// such an instruction first.
public final class VaultKeys {
    private final MasterKey master;
    private final int version;
    private final int bytes;

    /// @param version of the operator's key set in the vaults, KVN 1 to 15
    /// @param bytes length of the keys, 16 or 32
    public VaultKeys(MasterKey master, int version, int bytes) {
        this.master = master;
        this.version = version;
        this.bytes = bytes;
    }

    /// Lets the card of a subscriber open a vault.
    public Instruction.Keys bring(VaultId vault, Subscriber subscriber) {
        return new Instruction.Keys(
                vault, master.vaultAs(vault, version, bytes, subscriber.iccid()));
    }

    /// Takes that away again.
    public Instruction.ForgetKeys forget(VaultId vault) {
        return new Instruction.ForgetKeys(vault, version);
    }
}
