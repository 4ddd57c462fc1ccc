// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

/// How much one register takes.
///
/// @param classSets different combinations of lists, sources and reasons on single devices
/// @param databasePages pages of the database, of 4,096 bytes each
record Bounds(int classSets, long databasePages) {
    static final Bounds STANDARD = new Bounds(ClassSets.SETS_MAX, 4_294_967_294L);
}
