// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The card application toolkit: how a UICC asks its terminal to do something, and how the terminal
/// answers and tells what happened (ETSI TS 102 223; 3GPP TS 31.111, USAT).
///
/// ```
/// item        tag(1, or 7F and 2; the first bit: comprehension required) length(1..3) value
/// command     D0 length {81 03 number type qualifier, 82 02 source destination, ..}   of FETCH
/// response    81 03 number type qualifier, 82 02 82 81, 83 result additional.., ..    of TERMINAL RESPONSE
/// envelope    D1 | D4 | D6 | D7 length {..}                                           of ENVELOPE
/// ```
///
/// Both sides use these types: the terminal reads commands and writes the rest. Start reading at
/// [ProactiveCommand]. Items that are not known are read over unless their comprehension is
/// required.
@NullMarked
package org.veritac.card.usat;

import org.jspecify.annotations.NullMarked;
