// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Relations;

import java.io.IOException;
import java.io.InputStream;

/// Takes in a file of events. Events that are there already, equal in everything, stay one.
final class EventImport {
    private final Job job;

    EventImport(Job job) {
        this.job = job;
    }

    /// Reads, checks and writes; the caller commits.
    Taken run() throws IOException, Refused {
        Database database = job.store().database();
        database.run(
                "CREATE OR REPLACE TABLE stage_events(%s)".formatted(Relations.EVENTS.columns()));
        try {
            EventReader reader = new EventReader(job);
            long rows;
            job.reading(0);
            try (InputStream in = job.source().open();
                    Cells cells = new Cells(database, "stage_events")) {
                rows = reader.read(new Lines(in), cells);
            }
            job.progress().at(Progress.Stage.WRITING, 0, 0);
            long taken = 0;
            for (int day : reader.days()) {
                taken += write(day);
            }
            Subscribers.save(job);
            return new Taken(rows, "%,d events on %d days".formatted(taken, reader.days().size()));
        } finally {
            database.run("DROP TABLE IF EXISTS stage_events");
        }
    }

    private long write(int day) throws IOException {
        long written =
                job.change()
                        .write(
                                Relations.EVENTS,
                                day,
                                0,
                                """
                                SELECT * FROM (SELECT * FROM stage_events WHERE day = %1$d
                                               EXCEPT SELECT * FROM events WHERE day = %1$d)
                                ORDER BY device, second\
                                """
                                        .formatted(day));
        new Rolling(job, Relations.EVENTS, "device, second").join(day, 0);
        return written;
    }
}
