// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// Shortcuts that look harmless, each of which breaks a property. The search has to find every one.
enum Wrong {
    /// Nothing: the machines as they are.
    NOTHING,
    /// The handset forgets which transfers it has finished.
    NO_MEMORY_OF_FINISHED,
    /// The handset activates before the token has locked: the order of the patent.
    ACTIVATES_BEFORE_THE_LOCK,
    /// A token that has handed over is free again after some time.
    TOKEN_UNLOCKS_BY_TIME,
    /// At a return the token is free as soon as it has the backup.
    TOKEN_FREE_BEFORE_RELEASE,
    /// The handset drops what it staged by itself.
    HANDSET_DROPS_STAGED,
    /// The handset forgets that it released before the token knows.
    HANDSET_FORGETS_RECEIPT,
    /// A token that has handed over prepares another transfer: a reclaim without new keys.
    RECLAIMS_OLD_KEYS,
    /// A token that answered the network hands over the sequence numbers from before.
    KEEPS_PREPARATION_WHEN_USED,
    /// Attempts to return are not numbered.
    UNNUMBERED_ATTEMPTS,
    /// The handset lets go before the token says that it has the backup.
    RELEASES_WITHOUT_BACKUP
}
