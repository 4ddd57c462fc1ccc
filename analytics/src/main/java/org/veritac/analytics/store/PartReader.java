// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import java.io.IOException;
import java.util.List;

/// How an engine reads files of the store.
@FunctionalInterface
public interface PartReader {
    /// A query of all rows of some files, which lie below [Store#directory].
    String rows(List<Part> parts) throws IOException;
}
