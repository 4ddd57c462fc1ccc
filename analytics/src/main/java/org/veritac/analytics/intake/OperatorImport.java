// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.store.Relations;

import java.io.IOException;
import java.io.InputStream;

/// Takes in an operator's file.
final class OperatorImport {
    /// Models whose TAC begins with 01: those whose IMEI would begin with 1 had its 0 been lost.
    private static final String ZERO_MODELS =
            "SELECT DISTINCT tac FROM models WHERE tac BETWEEN 1000000 AND 1999999 AND to_day IS"
                    + " NULL";

    private final Job job;
    private final OperatorName name;
    private final int stagedMax;

    OperatorImport(Job job, OperatorName name) {
        this(job, name, Staging.ENTRIES_MAX);
    }

    OperatorImport(Job job, OperatorName name, int stagedMax) {
        this.job = job;
        this.name = name;
        this.stagedMax = stagedMax;
    }

    /// Reads, checks and writes; the caller commits.
    Taken run() throws IOException, Refused {
        int operator = job.change().operator(name.operator());
        OperatorTally tally;
        try (Staging staging = new Staging(job.store(), stagedMax, name.first(), name.last())) {
            OperatorReader reader = new OperatorReader(job, name, staging, zeroModels());
            tally = reader.tally();
            job.reading(0);
            try (InputStream in = job.source().open()) {
                reader.read(new Lines(in));
            }
            job.progress().at(Progress.Stage.CHECKING, 0, 0);
            tally.judge(job.limits().operator(), job.skipped());
            staging.finish();
            History history = new History(job, operator);
            history.check();
            job.progress().at(Progress.Stage.WRITING, 0, 0);
            write(operator, staging.months());
            history.save();
        }
        Subscribers.save(job);
        return new Taken(tally.rows(), "rows of " + name.operator());
    }

    private boolean[] zeroModels() throws IOException {
        boolean[] models = OperatorReader.noModels();
        job.store()
                .database()
                .rows(ZERO_MODELS, row -> models[OperatorReader.sevenDigits(row.getInt(1))] = true);
        return models;
    }

    private void write(int operator, int[] months) throws IOException {
        for (int month : months) {
            job.change()
                    .write(
                            Relations.USES,
                            month,
                            operator,
                            """
                            SELECT month, CAST(%d AS INTEGER) AS operator, device, imsi, msisdn,
                                   "days", rats
                            FROM fresh WHERE month = %d ORDER BY device, imsi\
                            """
                                    .formatted(operator, month));
            new Rolling(job, Relations.USES, "device, imsi").join(month, operator);
        }
        job.change()
                .write(
                        Relations.DEVICES,
                        0,
                        0,
                        "SELECT * FROM (%s) ORDER BY device"
                                .formatted(
                                        job.store()
                                                .whole("SELECT * FROM " + Staging.FRESH_DEVICES)));
        new Rolling(job, Relations.DEVICES, "device").join(0, 0);
    }
}
