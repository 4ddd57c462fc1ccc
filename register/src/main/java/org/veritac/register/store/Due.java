// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import java.sql.Connection;
import java.sql.SQLException;

/// When time does something to the lists.
final class Due {
    private Due() {}

    /// The next second after that of a standing at which an entry begins or has just ended.
    static long next(Connection db, Standing standing) throws SQLException {
        long due = Ledger.nextDue(db, standing.second());
        for (ActiveLayer active : standing.layers()) {
            due = Math.min(due, active.nextDue(standing.second()));
        }
        return due;
    }

    /// How many entries begin or end up to a second; rows of layers are counted up to a bound.
    static long count(Connection db, Standing standing, long second) throws SQLException {
        long due =
                Ledger.countDue(db, standing.second(), second)
                        + Testimonies.countDue(db, standing.second(), second);
        for (ActiveLayer active : standing.layers()) {
            due += active.countDue(standing.second(), second, Overlay.SIZE_MAX);
        }
        return due;
    }
}
