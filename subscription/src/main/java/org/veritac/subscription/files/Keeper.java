// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import java.io.IOException;

/// Who remembers what a card must not forget.
@FunctionalInterface
public interface Keeper {
    /// Stores a change so that it survives a power cut, whole or not at all. The card answers
    /// afterwards.
    ///
    /// @throws IOException when that failed; the card then stands as before
    void keep(Change change) throws IOException;
}
