// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

/// How much one register takes.
///
/// @param classSets different combinations of lists, sources and reasons on single devices
/// @param layers imports in force at once: each costs a look-up for every change and explanation
/// @param proposals that wait for a second person
/// @param databasePages pages of the database, of 4,096 bytes each
record Bounds(int classSets, int layers, int proposals, long databasePages) {
    static final Bounds STANDARD = new Bounds(ClassSets.SETS_MAX, 10_000, 10_000, 4_294_967_294L);
}
