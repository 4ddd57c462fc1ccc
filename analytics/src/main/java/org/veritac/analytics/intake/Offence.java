// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

/// A line that offends.
///
/// @param line its number; the header is line 1
/// @param what what is wrong with it, without the whole of any identity
public record Offence(long line, String what) {}
