// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

/// What an import has read.
///
/// @param rows how many rows
/// @param detail what they changed, a few words
record Taken(long rows, String detail) {}
