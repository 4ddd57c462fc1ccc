// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.identity.Imei;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.Reason;
import org.veritac.register.layer.Cursor;
import org.veritac.register.layer.Row;

/// The rows of one kind in a layer in force. Rows whose subscriber was deleted are passed over:
/// they are for nobody any more.
final class LayerRows implements RowCursor {
    private final ActiveLayer active;
    private final Cursor cursor;

    LayerRows(ActiveLayer active, Key.Kind kind) {
        this.active = active;
        this.cursor = active.layer().cursor(kind);
    }

    @Override
    public boolean next() {
        boolean more = cursor.next();
        while (more && cursor.erased()) {
            more = cursor.next();
        }
        return more;
    }

    @Override
    public long a() {
        return cursor.a();
    }

    @Override
    public long b() {
        return cursor.b();
    }

    @Override
    public long imsi() {
        return cursor.imsi();
    }

    @Override
    public boolean removed() {
        return cursor.removed();
    }

    @Override
    public Reason reason() {
        return cursor.reason();
    }

    @Override
    public long from() {
        return cursor.from();
    }

    @Override
    public long until() {
        return cursor.until();
    }

    @Override
    public long position() {
        return active.activation().position();
    }

    @Override
    public long atSecond() {
        return active.activation().atSecond();
    }

    /// Whether the row is about a device, its model, or a range or link it is in.
    boolean concerns(Imei imei) {
        long tac = imei.tac().value();
        return switch (cursor.kind()) {
            case DEVICE -> a() == imei.key();
            case RANGE -> a() <= imei.key() && imei.key() <= b();
            case TAC_SVN, TAC -> a() == tac;
            case LINK -> a() == imei.key() || b() == imei.key();
            case SUBSCRIBERS -> false;
        };
    }

    /// The row the cursor stands at.
    Row row() {
        return active.layer().row(cursor.row());
    }

    @Override
    public Entry entry() {
        return row().entry();
    }
}
