// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Layers: what one import says, sorted and immutable. [LayerWriter] takes rows in any order,
/// [Layer] maps the result. A layer is up to two files:
///
/// * the public file, whose SHA-256 the journal chains;
/// * beside it, with the suffix `.private`, what must be deletable: subscribers, notes, and the
///   keys of a list of subscribers. Its SHA-256, over a random salt and the content, is the
///   commitment in the public file: the chain verifies with and without it, and without it nobody
///   can guess what it held.
///
/// Rows ascend by key (kind, first, second number) and subscriber. A row is a number from 0; its
/// values stand in columns, and a column whose values are all the usual ones is left out. Numbers
/// are little-endian, parts begin at multiples of 8 bytes and an offset of 0 means a part is not
/// there. Both files begin as [org.veritac.register.mapped.Format] says.
///
/// The public file:
///
/// ```
///  24  8  rows, at most 2,147,483,647
///  32  8  rows that remove
///  40 48  rows of each kind of key, in the order of the kinds, 8 bytes each
///  88  8  bit 0: the keys are private
///  96  8  length of the private file, 0 for none
/// 104 32  commitment, zeros for none
/// 136  8  times due
/// 144  8  the statement of all rows, when that column is left out
/// 152  8  offset of the first numbers of the keys: 8 bytes a row; usually 0
/// 160  8  offset of the second numbers: 8 bytes for a row but those of devices; usually 0
/// 168  8  offset of the statements: 1 byte a row; bits 0-5 the word of its reason, bit 6: for one
///         subscriber only, bit 7: it removes
/// 176  8  offset of the days reported: 4 bytes a row, signed, from 1970-01-01; usually -2^31
/// 184  8  offset of the beginnings: 8 bytes a row, seconds from 1970-01-01 UTC; usually -2^63
/// 192  8  offset of the ends, included: likewise; usually 2^63 - 1
/// 200  8  offset of the due seconds: the beginnings, and the ends plus one, ascending, 8 bytes each
/// 208  8  offset of the rows due: 4 bytes for each of the due seconds, ascending within one
/// 216  8  offset of the words of reasons: ASCII, each ended by a line feed
/// 224  8  bytes of the words
/// 232 24  zeros
/// ```
///
/// The private file, counted from its salt of 32 bytes on, offsets from the beginning of the file:
///
/// ```
///  24  8  rows, as in the public file
///  32  8  offset of the first numbers of the keys, when they are private; as above
///  40  8  offset of the second numbers, likewise
///  48  8  offset of the subscribers: 8 bytes a row, an IMSI key; usually 0 for everyone
///  56  8  notes
///  64  8  offset of the rows with a note: 4 bytes each, ascending
///  72  8  offset of the ends of the notes: 8 bytes each, counted from the first note
///  80  8  offset of the notes: UTF-8
///  88  8  bytes of the notes
///  96 32  zeros
/// ```
@NullMarked
package org.veritac.register.layer;

import org.jspecify.annotations.NullMarked;
