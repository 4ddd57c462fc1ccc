// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/// One report, in no format yet.
///
/// @param name as it is asked for
/// @param month what it is about
/// @param until the last day that data of the month is there for
/// @param figures single numbers
/// @param sections tables, with their charts
public record Report(
        String name,
        String title,
        YearMonth month,
        LocalDate until,
        List<Figure> figures,
        List<Section> sections) {
    public Report {
        figures = List.copyOf(figures);
        sections = List.copyOf(sections);
    }
}
