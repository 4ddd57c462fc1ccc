// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

/// What a finished layer is, for the journal.
///
/// @param rows how many rows it has, removals included
/// @param removals how many of them remove
/// @param duplicates how many rows were replaced by a later one of the same key and subscriber
/// @param digest SHA-256 of the public file, in hex
/// @param commitment SHA-256 of the private file, salt included, in hex; empty when there is none
public record LayerSummary(
        long rows, long removals, long duplicates, String digest, String commitment) {}
