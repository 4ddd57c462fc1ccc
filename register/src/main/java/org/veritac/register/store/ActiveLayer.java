// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.layer.Layer;

import java.util.PrimitiveIterator;

/// A layer in force.
///
/// @param activation on whose list, since which import
/// @param layer its rows
record ActiveLayer(Activation activation, Layer layer) {

    /// The rows that begin or have just ended after one second, up to another. What did so before
    /// the import was read is no news.
    PrimitiveIterator.OfLong dueBetween(long after, long second) {
        return layer.dueBetween(Math.max(after, activation.atSecond()), second);
    }

    /// How many these are, counted up to a maximum.
    long countDue(long after, long second, long max) {
        var rows = dueBetween(after, second);
        long count = 0;
        while (rows.hasNext() && count <= max) {
            rows.nextLong();
            count++;
        }
        return count;
    }

    /// The next second after one at which a row begins or has just ended.
    long nextDue(long after) {
        return layer.nextDue(Math.max(after, activation.atSecond()));
    }
}
