// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

/// What is remembered of one import.
///
/// @param number its number, from 1
/// @param kind the kind of file
/// @param mode how it was read: `full`, `delta`, and `hashed` behind it where that was said
/// @param name the name of the file, without its folder
/// @param operator the operator's id; empty when the file is of none
/// @param sha256 the digest of the file's bytes, hexadecimal
/// @param bytes the length of the file
/// @param rows how many rows were read
/// @param when when the import began, ISO 8601 in UTC
/// @param detail what it changed, a few words
public record CatalogueEntry(
        int number,
        String kind,
        String mode,
        String name,
        String operator,
        String sha256,
        long bytes,
        long rows,
        String when,
        String detail) {}
