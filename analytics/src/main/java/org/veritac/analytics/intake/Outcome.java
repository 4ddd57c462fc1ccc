// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.store.CatalogueEntry;

/// What became of a file.
public sealed interface Outcome {
    /// It is part of the picture now.
    record Imported(CatalogueEntry entry) implements Outcome {}

    /// The same bytes were imported before; nothing was changed.
    record Unchanged(CatalogueEntry earlier) implements Outcome {}

    /// It was not taken; the store is as it was.
    record Refused(Refusal refusal) implements Outcome {}
}
