// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Reads the GSMA's table of models: columns by name, separated by bars, in any order; `TAC` has to
/// be there, unknown columns are kept together as JSON.
final class ModelReader implements RowReader {
    private static final String TAC = "tac";
    private static final String ALLOCATED = "allocation date";
    private static final String BANDS = "bands";
    private static final String RADIO = "radio interface";
    private static final String NOTHING = "not known";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter DAY =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("dd-MMM-uuuu")
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);

    private final Job job;
    private final Fields fields = new Fields('|');
    private final Offences offences = new Offences("a TAC of 8 digits and dates as dd-Mon-yyyy");
    private final Map<String, Integer> columns = new LinkedHashMap<>();

    ModelReader(Job job) {
        this.job = job;
    }

    @Override
    public long read(Lines lines, Cells cells) throws IOException, Refused {
        header(lines);
        long rows = 0;
        while (lines.next()) {
            rows++;
            if (fields.cut(lines) && fields.count() == columns.size()) {
                row(lines.number(), cells);
            } else {
                offences.add(lines.number(), "not %d columns".formatted(columns.size()));
            }
            if ((rows & 0xffff) == 0) {
                job.reading(lines.consumed());
            }
        }
        offences.refuse();
        return rows;
    }

    private void header(Lines lines) throws IOException, Refused {
        if (!lines.next()) {
            throw Refused.of(Check.EMPTY, "no line", "a header");
        }
        boolean cut = fields.cut(lines);
        for (int i = 0; i < fields.count(); i++) {
            cut &= columns.put(fields.text(i).strip().toLowerCase(Locale.ROOT), i) == null;
        }
        if (!cut || !columns.containsKey(TAC)) {
            throw Refused.at(
                    Check.HEADER,
                    "TAC and other columns, each once, separated by |",
                    new Offence(1, "other columns or another delimiter"));
        }
    }

    private void row(long line, Cells cells) throws IOException, Refused {
        String tac = take(TAC);
        if (!tac.matches("[0-9]{8}")) {
            offences.add(line, "TAC is not 8 digits");
            return;
        }
        int allocated = allocated(line);
        String bands = take(BANDS);
        String radio = take(RADIO);
        cells.begin();
        cells.number(Integer.parseInt(tac));
        cells.text(take("manufacturer"));
        cells.text(take("model name"));
        cells.text(take("brand name"));
        cells.text(take("marketing name"));
        cells.text(take("device type"));
        cells.text(bands);
        cells.text(radio);
        int rats = Rat.ofBands(bands + " " + radio);
        cells.number(rats == 0 ? -1 : rats);
        cells.day(allocated);
        cells.text(others());
        cells.longNumber(line);
        cells.number(ListChange.NONE.code());
        cells.end();
    }

    private String take(String column) {
        Integer at = columns.get(column);
        String text = at == null ? "" : fields.text(at).strip();
        return text.equalsIgnoreCase(NOTHING) ? "" : text;
    }

    private int allocated(long line) throws Refused {
        String text = take(ALLOCATED);
        if (text.isEmpty()) {
            return Dates.WRONG;
        }
        try {
            return (int) LocalDate.parse(text, DAY).toEpochDay();
        } catch (DateTimeParseException e) {
            offences.add(line, "Allocation Date is not dd-Mon-yyyy");
            return Dates.WRONG;
        }
    }

    private String others() {
        Map<String, String> others = new LinkedHashMap<>();
        for (String column : columns.keySet()) {
            switch (column) {
                case TAC,
                        ALLOCATED,
                        BANDS,
                        RADIO,
                        "manufacturer",
                        "model name",
                        "brand name",
                        "marketing name",
                        "device type" -> {}
                default -> {
                    String text = take(column);
                    if (!text.isEmpty()) {
                        others.put(column, text);
                    }
                }
            }
        }
        return others.isEmpty() ? "" : JSON.writeValueAsString(others);
    }
}
