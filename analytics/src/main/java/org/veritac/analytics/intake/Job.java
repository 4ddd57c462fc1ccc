// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.store.Change;
import org.veritac.analytics.store.Store;
import org.veritac.analytics.vault.OpenVault;

import java.util.Set;

/// One import on its way: what is to be imported, and what it is done with.
///
/// @param store the store as it is
/// @param change what this import makes of it
/// @param vault opened for this import
/// @param identities what was met so far
/// @param order what the caller asked for
/// @param source the file
/// @param limits what it is held to
/// @param today the day on which it is imported
/// @param progress who wants to know
record Job(
        Store store,
        Change change,
        OpenVault vault,
        Identities identities,
        ImportOrder order,
        FileSource source,
        Limits limits,
        int today,
        Progress progress) {

    /// Tells how far reading is.
    void reading(long consumed) {
        progress.at(Progress.Stage.READING, consumed, source.unpackedBytes());
    }

    boolean asks(Check check) {
        return !skipped().contains(check);
    }

    Set<Check> skipped() {
        return order.options().skipped();
    }
}
