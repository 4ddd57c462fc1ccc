// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.util.ArrayList;
import java.util.List;

/// The lines of a file that are not as they should be; the file is refused when they are
/// [Refusal#OFFENCES_MAX], or at its end.
final class Offences {
    private final String limit;
    private final List<Offence> found = new ArrayList<>();

    /// @param limit how lines should be
    Offences(String limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void add(long line, String what) throws Refused {
        found.add(new Offence(line, what));
        if (found.size() >= Refusal.OFFENCES_MAX) {
            refuse();
        }
    }

    /// Refuses the file when there was one.
    void refuse() throws Refused {
        if (!found.isEmpty()) {
            String figure = "at least %d lines that are not".formatted(found.size());
            throw new Refused(new Refusal(Check.SCHEMA, figure, limit, found));
        }
    }
}
