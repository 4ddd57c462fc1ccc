// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import org.veritac.register.Key;
import org.veritac.register.Reason;

/// Goes through rows of a [Layer] without making objects. It stands before the first row until
/// [#next] is called; the values are those of the row at which it stands. Not for several threads.
public final class Cursor {
    private final Layer layer;
    private final long end;
    private long row;

    Cursor(Layer layer, long start, long end) {
        this.layer = layer;
        this.row = start - 1;
        this.end = end;
    }

    /// Goes to the next row, if there is one.
    public boolean next() {
        if (row + 1 >= end) {
            return false;
        }
        row++;
        return true;
    }

    /// The number of the row.
    public long row() {
        return row;
    }

    public Key.Kind kind() {
        return layer.kind(row);
    }

    /// The first number of the key.
    public long a() {
        return layer.first(row);
    }

    /// The second number of the key, 0 where the kind has none.
    public long b() {
        return layer.second(row);
    }

    /// The key as an object.
    public Key key() {
        return new Key(kind(), a(), b());
    }

    /// The subscriber, as in [Row#imsi].
    public long imsi() {
        return layer.imsi(row);
    }

    /// Whether what the row is about, its subscriber or its key, is deleted: it says nothing then
    /// and must be passed over.
    public boolean erased() {
        return layer.erased(row);
    }

    /// Whether the row takes an entry back.
    public boolean removed() {
        return layer.removed(row);
    }

    public Reason reason() {
        return layer.reason(row);
    }

    /// The day reported, as in [Row#reported].
    public int reported() {
        return layer.reported(row);
    }

    /// The first second at which it holds, as in [Row#from].
    public long from() {
        return layer.from(row);
    }

    /// The last second at which it holds, as in [Row#until].
    public long until() {
        return layer.until(row);
    }
}
