// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import org.veritac.analytics.report.Section.Drawing;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A report as one HTML page that needs nothing beside it: the library that draws its charts
/// (Chart.js) is in it.
public final class HtmlPage {
    private static final String LIBRARY =
            "META-INF/resources/webjars/chart.js/4.4.9/dist/chart.umd.js";
    private static final JsonMapper MAPPER = new JsonMapper();

    /// Rows shown before somebody asks for more.
    private static final int ROWS_SHOWN = 25;

    private static final String STYLE =
            """
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem;
                   padding: 0 1rem; color: #1c2430; }
            .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
                       gap: 1rem; }
            .figure { border: 1px solid #d5dbe3; border-radius: .5rem; padding: .75rem 1rem; }
            .figure b { display: block; font-size: 1.6rem; font-variant-numeric: tabular-nums; }
            .chart { position: relative; height: 20rem; margin: 1rem 0; }
            table { border-collapse: collapse; width: 100%; font-size: .9rem; }
            th, td { border-bottom: 1px solid #e4e8ee; padding: .25rem .5rem; text-align: left; }
            td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
            """;

    private static final String SCRIPT =
            """
            const colours = ['#2f6f9f', '#c8553d', '#588157', '#8a6fb0'];
            for (const c of charts) {
              new Chart(document.getElementById(c.id), {
                type: c.type,
                data: { labels: c.labels, datasets: c.series.map((s, i) => ({
                  label: s.label, data: s.data, borderColor: colours[i % 4],
                  backgroundColor: colours[i % 4], tension: 0.2 })) },
                options: { responsive: true, maintainAspectRatio: false, animation: false,
                           scales: { y: { beginAtZero: true } } }
              });
            }
            """;

    private final StringBuilder page = new StringBuilder();
    private final List<Map<String, Object>> charts = new ArrayList<>();

    private HtmlPage() {}

    /// The whole page.
    ///
    /// @throws IOException when the library of charts cannot be read
    public static String of(Report report) throws IOException {
        return new HtmlPage().write(report);
    }

    private String write(Report report) throws IOException {
        String title = report.title() + ", " + report.month();
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>")
                .append(escaped(title))
                .append("</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n<p>Data until ")
                .append(report.until())
                .append(".</p>\n");
        figures(report.figures());
        report.sections().forEach(this::section);
        if (!charts.isEmpty()) {
            page.append("<script>\n").append(library()).append("\n</script>\n<script>\n");
            page.append("const charts = ").append(embedded(charts)).append(";\n");
            page.append(SCRIPT).append("</script>\n");
        }
        return page.append("</body></html>\n").toString();
    }

    private void figures(List<Figure> figures) {
        if (figures.isEmpty()) {
            return;
        }
        page.append("<div class=\"figures\">\n");
        for (Figure figure : figures) {
            page.append("<div class=\"figure\"><b>")
                    .append(shown(figure))
                    .append("</b>")
                    .append(escaped(figure.label()))
                    .append("</div>\n");
        }
        page.append("</div>\n");
    }

    private static String shown(Figure figure) {
        return switch (figure.kind()) {
            case COUNT -> grouped((long) figure.value());
            case PERCENT -> figure.text() + " %";
        };
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private void section(Section section) {
        Table table = section.table();
        page.append("<h2>").append(escaped(table.title())).append("</h2>\n");
        if (table.rows().isEmpty()) {
            page.append("<p>Nothing.</p>\n");
            return;
        }
        if (section.drawing() != Drawing.NONE) {
            String id = "chart-" + table.name();
            page.append("<div class=\"chart\"><canvas id=\"")
                    .append(id)
                    .append("\"></canvas></div>\n");
            charts.add(chart(section, id));
        }
        rows(table);
    }

    private void rows(Table table) {
        boolean folded = table.rows().size() > ROWS_SHOWN;
        if (folded) {
            page.append("<details><summary>")
                    .append(table.rows().size())
                    .append(" rows</summary>\n");
        }
        page.append("<table><tr>");
        for (int i = 0; i < table.columns().size(); i++) {
            boolean number = table.rows().getFirst().get(i) instanceof Number;
            page.append(number ? "<th class=\"n\">" : "<th>")
                    .append(escaped(table.columns().get(i).replace('_', ' ')))
                    .append("</th>");
        }
        page.append("</tr>\n");
        for (List<Object> row : table.rows()) {
            page.append("<tr>");
            row.forEach(this::cell);
            page.append("</tr>\n");
        }
        page.append(folded ? "</table></details>\n" : "</table>\n");
    }

    private void cell(Object cell) {
        boolean number = cell instanceof Number;
        String text = cell instanceof Long whole ? grouped(whole) : escaped(cell.toString());
        page.append(number ? "<td class=\"n\">" : "<td>").append(text).append("</td>");
    }

    private static Map<String, Object> chart(Section section, String id) {
        Table table = section.table();
        var series = new ArrayList<Map<String, Object>>();
        for (String name : section.series()) {
            int place = table.columns().indexOf(name);
            series.add(
                    Map.of(
                            "label",
                            name.replace('_', ' '),
                            "data",
                            table.rows().stream().map(row -> row.get(place)).toList()));
        }
        var chart = new LinkedHashMap<String, Object>();
        chart.put("id", id);
        chart.put("type", section.drawing() == Drawing.BARS ? "bar" : "line");
        chart.put("labels", table.rows().stream().map(List::getFirst).toList());
        chart.put("series", series);
        return chart;
    }

    private static String library() throws IOException {
        try (InputStream in = HtmlPage.class.getClassLoader().getResourceAsStream(LIBRARY)) {
            if (in == null) {
                throw new IOException("the library of charts is not on the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // The map is not in the page.
            return text.lines()
                    .filter(line -> !line.startsWith("//# sourceMappingURL"))
                    .collect(Collectors.joining("\n"));
        }
    }

    /// JSON that can stand in a script: no foreign text ends it.
    private static String embedded(Object value) {
        return MAPPER.writeValueAsString(value)
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
