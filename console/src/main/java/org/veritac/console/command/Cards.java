// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.card.report.Instruction;
import org.veritac.identity.Imsi;
import org.veritac.signalling.ota.Outcome;
import org.veritac.signalling.ota.Subscriber;
import org.veritac.signalling.ota.VaultKeys;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The subscribers' cards, as the process that has the gateway reaches them.
public interface Cards {
    /// Says whose cards there are.
    ///
    /// @return false, and nothing was changed, when an IMSI belongs to another card already
    /// @throws IOException when the store of cards is broken
    boolean put(Collection<Subscriber> subscribers) throws IOException;

    /// The subscriber of an IMSI.
    Optional<Subscriber> find(Imsi imsi) throws IOException;

    /// The keys with which cards open vaults.
    VaultKeys vaultKeys();

    /// Sends instructions over the air; what became of them comes later.
    CompletableFuture<Outcome> send(Imsi imsi, List<Instruction> instructions);
}
