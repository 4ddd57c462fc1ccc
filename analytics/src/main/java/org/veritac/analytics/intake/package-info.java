// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// What comes into the country's picture: operators' files, lists and events, each checked as a
/// whole and then taken in at one instant, or refused and forgotten.
///
/// Start at [Intake]. A file goes through these hands: [FileSource] (zip or plain, bounds, digest)
/// -> [Lines] (encoding, line ends, length) -> [Fields] (columns of a line) -> the reader of its
/// kind, which packs identities, gives subscribers their numbers and appends rows of numbers to a
/// table of the engine -> checks -> Parquet files -> one commit. No digit of a subscriber gets into
/// the engine, and so none into what it spills.
@NullMarked
package org.veritac.analytics.intake;

import org.jspecify.annotations.NullMarked;
