// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// What survives a power cut at any write. There are no transactions here: the shape of the data
/// makes every single write leave something whole.
///
/// * [Record] is changed all at once: two copies and a byte that says which is meant.
/// * [Once] is written one time: content first, then the byte that says it is there.
/// * A number that may not go back by losing power is one byte, or in a [Record].
///
/// This rests on one promise of every Java Card: the write of a single element is whole or not at
/// all.
package org.veritac.applets.store;
