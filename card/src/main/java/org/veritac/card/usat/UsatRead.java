// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

/// What bytes from a stranger are.
///
/// @param <T> what was looked for
public sealed interface UsatRead<T> {
    /// As the standard has it.
    record Whole<T>(T value) implements UsatRead<T> {}

    /// Not so.
    record Malformed<T>(UsatFlaw flaw) implements UsatRead<T> {}
}
