// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A report as JSON: `{report, title, month, until, figures: {name: number}, tables: {name:
/// [{column: cell}]}}`.
public final class JsonText {
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonText() {}

    /// The report on one line.
    public static String of(Report report) {
        return MAPPER.writeValueAsString(tree(report));
    }

    /// Several on one line: `{reports: [...]}`.
    public static String of(List<Report> reports) {
        return MAPPER.writeValueAsString(
                Map.of("reports", reports.stream().map(JsonText::tree).toList()));
    }

    private static Map<String, Object> tree(Report report) {
        var figures = new LinkedHashMap<String, Object>();
        for (Figure figure : report.figures()) {
            figures.put(figure.name(), number(figure));
        }
        var tables = new LinkedHashMap<String, Object>();
        for (Section section : report.sections()) {
            tables.put(section.table().name(), rows(section.table()));
        }
        var tree = new LinkedHashMap<String, Object>();
        tree.put("report", report.name());
        tree.put("title", report.title());
        tree.put("month", report.month().toString());
        tree.put("until", report.until().toString());
        tree.put("figures", figures);
        tree.put("tables", tables);
        return tree;
    }

    private static Number number(Figure figure) {
        return switch (figure.kind()) {
            case COUNT -> (long) figure.value();
            case PERCENT -> figure.value();
        };
    }

    static List<Map<String, Object>> rows(Table table) {
        var rows = new ArrayList<Map<String, Object>>();
        for (List<Object> row : table.rows()) {
            var named = new LinkedHashMap<String, Object>();
            for (int i = 0; i < row.size(); i++) {
                named.put(table.columns().get(i), row.get(i));
            }
            rows.add(named);
        }
        return rows;
    }
}
