// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

/// One thing that changes in a card and survives a power cut. What one command changes is one of
/// these, or several in an order that is safe after each.
public sealed interface Change {
    /// A file has other content, in all its bytes.
    record OfFile(FilePath path, Content content) implements Change {}

    /// A PIN or PUK stands otherwise.
    record OfCode(CodeKey key, Code code) implements Change {}

    /// A file was deactivated, or activated again.
    record OfLife(FilePath path, boolean active) implements Change {}
}
