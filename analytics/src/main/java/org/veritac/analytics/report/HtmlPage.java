// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import org.veritac.analytics.report.Section.Drawing;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Reports of a month as one HTML page that needs nothing beside it: the library that draws its
/// charts (Chart.js) is in it.
public final class HtmlPage {
    private static final String LIBRARY =
            "META-INF/resources/webjars/chart.js/4.4.9/dist/chart.umd.js";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /// Rows of a table that are in a page.
    static final int ROWS_MAX = 1_000;

    private final StringBuilder page = new StringBuilder();
    private final List<Map<String, Object>> charts = new ArrayList<>();

    private HtmlPage() {}

    /// The whole page.
    ///
    /// @param reports at least one, all of one month
    /// @throws IOException when the library of charts cannot be read
    public static String of(List<Report> reports) throws IOException {
        return new HtmlPage().write(reports);
    }

    private String write(List<Report> reports) throws IOException {
        Report first = reports.getFirst();
        YearMonth month = first.month();
        String title =
                (reports.size() == 1 ? first.title() : "Mobile devices")
                        + ", "
                        + month.format(MONTH);
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>")
                .append(escaped(title))
                .append("</title><style>\n")
                .append(PageStyle.STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n<p class=\"note\">From the operators' data until ")
                .append(first.until().format(DAY))
                .append(". Counts are exact.</p>\n");
        if (reports.size() > 1) {
            contents(reports);
        }
        for (Report report : reports) {
            report(report, reports.size() > 1);
        }
        words(reports);
        if (!charts.isEmpty()) {
            page.append("<script>\n").append(library()).append("\n</script>\n<script>\n");
            page.append("const charts = ").append(embedded(charts)).append(";\n");
            page.append(PageStyle.SCRIPT).append("</script>\n");
        }
        return page.append("</body></html>\n").toString();
    }

    private void contents(List<Report> reports) {
        page.append("<nav>");
        for (Report report : reports) {
            page.append("<a href=\"#")
                    .append(report.name())
                    .append("\">")
                    .append(escaped(report.title()))
                    .append("</a>\n");
        }
        page.append("</nav>\n");
    }

    private void report(Report report, boolean headed) {
        if (headed) {
            page.append("<h2 id=\"")
                    .append(report.name())
                    .append("\">")
                    .append(escaped(report.title()))
                    .append("</h2>\n");
        }
        figures(report.figures());
        report.sections().forEach(section -> section(section, report.name()));
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

    private void section(Section section, String report) {
        Table table = section.table();
        page.append("<h3>").append(escaped(table.title())).append("</h3>\n");
        if (!section.note().isEmpty()) {
            page.append("<p class=\"note\">").append(escaped(section.note())).append("</p>\n");
        }
        if (table.rows().isEmpty()) {
            page.append("<p>Nothing in this month.</p>\n");
            return;
        }
        if (section.drawing() == Drawing.NONE) {
            rows(table);
            return;
        }
        String id = "chart-" + report + "-" + table.name();
        page.append("<div class=\"both\"><div class=\"chart\"><canvas id=\"")
                .append(id)
                .append("\" role=\"img\" aria-label=\"")
                .append(escaped(table.title()))
                .append("\"></canvas></div>\n");
        charts.add(chart(section, id));
        rows(table);
        page.append("</div>\n");
    }

    private void rows(Table table) {
        page.append("<div class=\"scroll\"><table><thead><tr>");
        for (int i = 0; i < table.columns().size(); i++) {
            boolean number = table.rows().getFirst().get(i) instanceof Number;
            page.append(number ? "<th class=\"n\">" : "<th>")
                    .append(escaped(Words.heading(table.columns().get(i))))
                    .append("</th>");
        }
        page.append("</tr></thead>\n<tbody>");
        for (List<Object> row : table.rows().stream().limit(ROWS_MAX).toList()) {
            page.append("<tr>");
            row.forEach(this::cell);
            page.append("</tr>\n");
        }
        page.append("</tbody></table>");
        if (table.rows().size() > ROWS_MAX) {
            page.append("<p class=\"note\">The first ")
                    .append(grouped(ROWS_MAX))
                    .append(" of ")
                    .append(grouped(table.rows().size()))
                    .append(" rows; all are in the CSV file.</p>");
        }
        page.append("</div>\n");
    }

    private void cell(Object cell) {
        boolean number = cell instanceof Number;
        String text = cell instanceof Long whole ? grouped(whole) : escaped(cell.toString());
        page.append(number ? "<td class=\"n\">" : "<td>").append(text).append("</td>");
    }

    private void words(List<Report> reports) {
        var texts = new ArrayList<String>();
        for (Report report : reports) {
            report.figures().forEach(figure -> texts.add(figure.label()));
            for (Section section : report.sections()) {
                texts.add(section.table().title());
                section.table().columns().forEach(column -> texts.add(Words.heading(column)));
            }
        }
        var explained = Words.explained(texts);
        if (explained.isEmpty()) {
            return;
        }
        page.append("<h2 id=\"words\">Words</h2>\n<dl>");
        explained.forEach(word ->
                page.append("<dt>")
                        .append(escaped(word.getKey()))
                        .append("</dt><dd>")
                        .append(escaped(word.getValue()))
                        .append("</dd>\n"));
        page.append("</dl>\n");
    }

    private static Map<String, Object> chart(Section section, String id) {
        Table table = section.table();
        var series = new ArrayList<Map<String, Object>>();
        for (String name : section.series()) {
            int place = table.columns().indexOf(name);
            series.add(
                    Map.of(
                            "label",
                            Words.heading(name),
                            "data",
                            table.rows().stream().map(row -> row.get(place)).toList()));
        }
        var chart = new LinkedHashMap<String, Object>();
        chart.put("id", id);
        chart.put("type", section.drawing() == Drawing.BARS ? "bar" : "line");
        chart.put("over", Words.heading(table.columns().getFirst()));
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
