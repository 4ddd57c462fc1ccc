// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;

import org.veritac.register.ListName;
import org.veritac.register.files.ListFileRefused.Why;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where the columns of a list stand in one file.
final class Header {
    private static final List<Character> SEPARATORS = List.of(',', ';', '|', '\t');
    private static final int ABSENT = -1;
    private static final int UNUSED_NAMED_MAX = 10;
    private static final int UNUSED_NAME_LENGTH_MAX = 40;

    /// The Osmocom table names brand and model alike.
    private static final String OSMOCOM_NAME = "name";

    private final char separator;
    private final int line;
    private final int width;
    private final Map<Column, Integer> positions = new EnumMap<>(Column.class);
    private final List<String> unused = new ArrayList<>();
    private boolean osmocom;

    private Header(char separator, int line, List<String> names, ListName list)
            throws ListFileRefused {
        this.separator = separator;
        this.line = line;
        this.width = names.size();
        if (width > ListFile.COLUMNS_MAX) {
            throw refused(
                    Why.TOO_MANY_COLUMNS,
                    "the header has %,d columns; remove some, at most %,d are read"
                            .formatted(width, ListFile.COLUMNS_MAX));
        }
        for (int i = 0; i < width; i++) {
            place(names.get(i), i, list);
        }
        if (list == ListName.TAC && !has(Column.BRAND) && !has(Column.MODEL)) {
            placeOsmocomNames(names);
        }
    }

    /// Finds the header among the first lines of a file.
    static Header find(List<String> lines, ListFormat format) throws ListFileRefused {
        for (int i = 0; i < lines.size(); i++) {
            for (char separator : SEPARATORS) {
                List<String> names = names(lines.get(i), separator);
                if (isHeader(names, format.list())) {
                    var header = new Header(separator, i + 1, names, format.list());
                    header.checkChange(format.delta());
                    return header;
                }
            }
        }
        throw unknown(lines, format.list());
    }

    char separator() {
        return separator;
    }

    /// The line the header stands on.
    int line() {
        return line;
    }

    /// How many fields each row has.
    int width() {
        return width;
    }

    boolean has(Column column) {
        return positions.containsKey(column);
    }

    /// The field of a column; negative when the file does not have it.
    int position(Column column) {
        Integer position = positions.get(column);
        return position == null ? ABSENT : position;
    }

    /// Sentences about what of the file is not used.
    List<String> warnings(ListName list) {
        var warnings = new ArrayList<String>();
        if (line > 1) {
            warnings.add("the lines above the header, line " + line + ", are not used");
        }
        if (!unused.isEmpty() && list != ListName.TAC) {
            String named =
                    unused.stream().limit(UNUSED_NAMED_MAX).collect(Collectors.joining(", "));
            int more = unused.size() - UNUSED_NAMED_MAX;
            warnings.add("columns not used: " + named + (more > 0 ? " and " + more + " more" : ""));
        }
        return List.copyOf(warnings);
    }

    private static List<String> names(String line, char separator) {
        if (line.isBlank()) {
            return List.of();
        }
        try {
            var csv = CsvReader.builder().fieldSeparator(separator);
            return csv.ofSingleCsvRecord(line).getFields().stream().map(Column::plain).toList();
        } catch (CsvParseException e) {
            return List.of(); // a line that is no row of CSV is no header
        }
    }

    private static boolean isHeader(List<String> names, ListName list) {
        return Column.mandatory(list).stream().allMatch(c -> names.stream().anyMatch(c::isNamed));
    }

    private void place(String name, int position, ListName list) throws ListFileRefused {
        for (Column column : Column.of(list)) {
            if (column.isNamed(name)) {
                if (has(column)) {
                    throw refused(
                            Why.DOUBLE_COLUMN,
                            "the header names column " + column.text() + " twice; rename one");
                }
                positions.put(column, position);
                return;
            }
        }
        if (!name.isEmpty()) {
            unused.add(shown(name));
        }
    }

    private void placeOsmocomNames(List<String> names) {
        int first = names.indexOf(OSMOCOM_NAME);
        int last = names.lastIndexOf(OSMOCOM_NAME);
        if (first < last) {
            positions.put(Column.BRAND, first);
            positions.put(Column.MODEL, last);
            osmocom = true;
        }
    }

    /// Whether this is the table of Osmocom, which was kept by programs that take a TAC for a
    /// number.
    boolean isOsmocom() {
        return osmocom;
    }

    private void checkChange(boolean delta) throws ListFileRefused {
        if (delta && !has(Column.CHANGE)) {
            throw refused(
                    Why.NOT_A_DELTA,
                    "a delta has a column change (add, remove) and this file has none; add it, or"
                            + " import the file as the whole list");
        }
        if (!delta && has(Column.CHANGE)) {
            throw refused(
                    Why.NOT_A_FULL_LIST,
                    "this file has a change column and would replace the whole list; import it as"
                            + " a delta, or remove the column");
        }
    }

    private ListFileRefused refused(Why why, String message) {
        return new ListFileRefused(why, line, message);
    }

    private static ListFileRefused unknown(List<String> lines, ListName list) {
        if (lines.stream().allMatch(String::isBlank)) {
            return new ListFileRefused(
                    Why.EMPTY, 0, "the file is empty; a list without rows has a header line");
        }
        if (lines.stream().anyMatch(Header::isNoText)) {
            return new ListFileRefused(
                    Why.NOT_TEXT, 0, "the file is no text in UTF-8; save it as CSV in UTF-8");
        }
        String needed =
                Column.mandatory(list).stream()
                        .map(Column::text)
                        .collect(Collectors.joining(" and "));
        return new ListFileRefused(
                Why.NO_HEADER,
                0,
                "none of the first %d lines is a header for list %s; put one with %s above the rows"
                        .formatted(ListFile.HEADER_LINES_MAX, list.text(), needed));
    }

    private static boolean isNoText(String line) {
        return line.chars().anyMatch(c -> c == Row.REPLACEMENT || (c != '\t' && c < ' '));
    }

    private static String shown(String name) {
        var text = new StringBuilder();
        name.codePoints()
                .limit(UNUSED_NAME_LENGTH_MAX)
                .forEach(c -> text.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return text.toString();
    }
}
