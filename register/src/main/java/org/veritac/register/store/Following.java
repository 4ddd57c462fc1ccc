// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.register.journal.Head;
import org.veritac.register.journal.Journal;

import java.io.IOException;

/// How tables that are behind the journal follow it again.
final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private Following() {}

    /// Brings the tables to where the journal stands, from its beginning if they are behind.
    static void catchUp(Database database, Indexes indexes) throws IOException {
        Head end = database.read(Journal::head);
        if (database.read(Ledger::position) == end.position()) {
            return;
        }
        LOG.info("rebuilding tables from the journal, {} records", end.position());
        indexes.clear(); // they may hold subscribers that the journal no longer names
        try {
            database.write(db -> {
                Ledger.clear(db);
                Journal.read(db, 1, end.position(), r -> Ledger.follow(db, r, Records.read(r)));
                return end;
            });
        } catch (IllegalArgumentException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }
}
