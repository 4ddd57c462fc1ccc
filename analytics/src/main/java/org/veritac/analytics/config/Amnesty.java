// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/// The time in which devices in use are pardoned: found until `evaluationEnd`, blocked at
/// `amnestyEnd`.
///
/// @param evaluationEnd the last day of the evaluation
/// @param amnestyEnd the last day of the amnesty, and the block date of those pardoned
public record Amnesty(boolean enabled, LocalDate evaluationEnd, LocalDate amnestyEnd) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /// Whether `day` is within the evaluation.
    public boolean evaluates(LocalDate day) {
        return enabled && !day.isAfter(evaluationEnd);
    }

    /// Whether `day` is after the evaluation and within the amnesty.
    public boolean pardons(LocalDate day) {
        return enabled && day.isAfter(evaluationEnd) && !day.isAfter(amnestyEnd);
    }

    static Amnesty read(Section block) {
        boolean enabled = block.flag("amnesty_enabled", false);
        LocalDate evaluation = date(block, "evaluation_period_end_date", enabled);
        LocalDate end = date(block, "amnesty_period_end_date", enabled);
        if (enabled && !end.isAfter(evaluation)) {
            block.flaw("amnesty_period_end_date", "must be after evaluation_period_end_date");
        }
        block.close();
        return new Amnesty(enabled, evaluation, end);
    }

    private static LocalDate date(Section block, String key, boolean needed) {
        String text = block.text(key, needed ? null : "19700101");
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeException notADate) {
            block.flaw(key, "must be a date, YYYYMMDD");
            return LocalDate.EPOCH;
        }
    }
}
