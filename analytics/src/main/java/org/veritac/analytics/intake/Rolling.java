// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.store.Part;
import org.veritac.analytics.store.Relation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Keeps the files of a relation few: the newest are joined with the one before them while that one
/// is not much greater, so that each row is written again about as often as the whole doubles.
final class Rolling {
    /// With fewer rows all files are joined at once.
    static final long ROWS_AT_ONCE = 4_000_000;

    /// A file this many times as long as all newer ones stays alone.
    static final long GREATER = 3;

    private final Job job;
    private final Relation relation;
    private final String order;

    /// @param order by which columns a joined file is sorted
    Rolling(Job job, Relation relation, String order) {
        this.job = job;
        this.relation = relation;
        this.order = order;
    }

    /// Joins files of a period and an operator, both 0 for a relation that is not cut.
    void join(int period, int operator) throws IOException {
        List<Part> parts =
                job.change().parts(relation).stream()
                        .filter(part -> part.period() == period && part.operator() == operator)
                        .toList();
        List<Part> joined = newest(parts);
        if (joined.size() > 1) {
            job.change()
                    .write(
                            relation,
                            period,
                            operator,
                            "SELECT * FROM (%s) ORDER BY %s"
                                    .formatted(job.store().query(relation, joined), order));
            job.change().remove(joined);
        }
    }

    static List<Part> newest(List<Part> parts) {
        long all = parts.stream().mapToLong(Part::rows).sum();
        List<Part> joined = new ArrayList<>();
        long rows = 0;
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            if (all > ROWS_AT_ONCE && !joined.isEmpty() && part.rows() > GREATER * rows) {
                break;
            }
            joined.add(part);
            rows += part.rows();
        }
        return joined;
    }
}
