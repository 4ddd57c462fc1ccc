// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.connector;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The additional card reader in which the vault sits, shared by all slots. From POWER ON CARD to
/// POWER OFF CARD it belongs to one slot; another waits its turn. Who holds it longer than others
/// have patience loses it: the vault is reset, his next command fails, and his module checks again.
public final class VaultReader {
    private final CardLink vault;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private @Nullable Integer owner;

    /// @param patience how long a slot waits for another's session to end
    public VaultReader(CardLink vault, Duration patience) {
        this.vault = vault;
        this.patience = patience;
    }

    /// Resets the vault for a slot, which owns it from then on.
    ///
    /// @return the answer to reset
    /// @throws IOException when the vault is gone
    public byte[] powerOn(int slot) throws IOException {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (owner != null && owner != slot && nanos > 0) {
                nanos = free.awaitNanos(nanos);
            }
            owner = slot;
            return vault.reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the vault is in use", e);
        } finally {
            lock.unlock();
        }
    }

    /// Sends a command for a slot.
    ///
    /// @return the response; empty when the vault does not belong to this slot (any more)
    /// @throws IOException when the vault is gone
    public Optional<byte[]> transmit(int slot, byte[] command) throws IOException {
        lock.lock();
        try {
            if (owner == null || owner != slot) {
                return Optional.empty();
            }
            return Optional.of(vault.transmit(command));
        } finally {
            lock.unlock();
        }
    }

    /// Ends a slot's turn, if it is one.
    public void powerOff(int slot) {
        lock.lock();
        try {
            if (owner != null && owner == slot) {
                owner = null;
                free.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether a slot's session is open.
    public boolean isOwnedBy(int slot) {
        lock.lock();
        try {
            return owner != null && owner == slot;
        } finally {
            lock.unlock();
        }
    }
}
