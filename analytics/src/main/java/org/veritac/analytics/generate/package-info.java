// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// A nation that was made up, with the truth about it: operators' files, events and lists as the
/// intake reads them, and `truth.csv`, which says who clones whom. The same seed gives the same
/// bytes.
///
/// A nation is a row of units ([Role]): a plain subscriber, a family with one phone, a clone with
/// its copies, a SIM box. Each unit is a few lives ([Life]): this SIM in that device, from a day to
/// a day. Units are made one after the other and written at once, so that a nation of any size
/// takes the same memory.
@NullMarked
package org.veritac.analytics.generate;

import org.jspecify.annotations.NullMarked;
