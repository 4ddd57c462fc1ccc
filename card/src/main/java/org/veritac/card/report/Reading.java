// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

/// What the data of an authentic packet are.
///
/// @param <T> what was looked for
public sealed interface Reading<T> {
    /// As agreed.
    record Whole<T>(T value) implements Reading<T> {}

    /// Not as agreed.
    record Malformed<T>(ReportFlaw flaw) implements Reading<T> {}
}
