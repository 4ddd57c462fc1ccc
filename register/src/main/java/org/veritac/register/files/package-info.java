// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// List files: how the lists of a source are written in CSV and read back, row by row, in bounded
/// memory. Start reading at [ListFile].
///
/// A file is text in UTF-8 (or UTF-16 with a byte order mark). The first of its first lines that
/// names the mandatory columns is the header; what stands above it is not used. Columns may stand
/// in any order, in upper or lower case; those that a list does not use are ignored and named in a
/// warning. The separator is a comma, semicolon, bar or tab, whichever makes the header whole.
///
/// ```
/// black, grey, white  imei [reason] [reported] [from] [until] [imsi] [note] [change]
/// pairs               imei imsi [from] [until] [note] [change]
/// imsi                imsi [reason] [reported] [from] [until] [note] [change]
/// links               imei imei2 (or imei_a imei_b, or imei1 imei2) [note] [change]
/// tac                 tac [brand] [model] [manufacturer] [type] [radio] [change],
///                     the layouts of GSMA, or that of the Osmocom TAC database
/// ```
///
/// The Osmocom table has lost the leading zero of TACs that begin with 01; a TAC of seven digits
/// gets it back there, and only there.
///
/// A device is written with 14, 15 or 16 digits, a model as TAC or TAC/SVN, a range as FROM-TO with
/// both ends included. The subscribers of list imsi are a prefix or FROM-TO. `reported` is a day:
/// `2026-01-31`, `20260131` or an instant, whose day in UTC counts; `from` and `until` are days in
/// UTC, both included, or instants with an offset, counted in whole seconds. `change`, or
/// `change_type`, is `add` (also `update`) or `remove`; a delta must have that column and a full
/// list must not, so that the one is never taken for the other.
@NullMarked
package org.veritac.register.files;

import org.jspecify.annotations.NullMarked;
