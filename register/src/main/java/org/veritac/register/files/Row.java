// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;

import org.jspecify.annotations.Nullable;

/// The fields of one row, kept in one buffer that the next row uses again, and what was found wrong
/// with them. Fields are trimmed of spaces.
final class Row extends AbstractBaseCsvCallbackHandler<Row> {
    /// What a decoder puts in the place of bytes that are no text.
    static final char REPLACEMENT = '\uFFFD';

    private static final char NO_BREAK_SPACE = '\u00A0';

    private final Header header;
    private final char[] chars = new char[ListFile.RECORD_MAX];
    private final int[] starts = new int[ListFile.COLUMNS_MAX];
    private final int[] ends = new int[ListFile.COLUMNS_MAX];
    private final boolean[] quotes = new boolean[ListFile.COLUMNS_MAX];
    private int used;
    private @Nullable Flaw flaw;
    private @Nullable Column flawed;

    Row(Header header) {
        this.header = header;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        used = 0;
        flaw = null;
        flawed = null;
    }

    @Override
    protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
        if (field >= ListFile.COLUMNS_MAX) {
            return; // counted by the superclass, and more than any header has
        }
        int separator = field == 0 ? 0 : 1;
        int kept = Math.min(length, Math.max(0, ListFile.RECORD_MAX - used - separator));
        if (kept < length) {
            refuse(Flaw.TOO_LONG, null);
        }
        int start = Math.min(used + separator, ListFile.RECORD_MAX);
        System.arraycopy(buffer, offset, chars, start, kept);
        used = start + kept;
        quotes[field] = quoted;
        if (quoted && hasLineBreak(start, used)) {
            refuse(Flaw.LINE_BREAK, null);
        }
        trim(field, start, used);
    }

    /// This row; null for a blank line, which FastCSV then skips.
    @Override
    protected @Nullable Row buildRecord() {
        boolean blank = getFieldCount() == 0 || (getFieldCount() == 1 && starts[0] == ends[0]);
        if (blank && flaw == null && !(getFieldCount() == 1 && quotes[0])) {
            return null;
        }
        if (getFieldCount() != header.width()) {
            refuse(Flaw.COLUMNS, null);
        }
        return this;
    }

    /// The line of the file on which the row starts.
    long number() {
        return getStartingLineNumber();
    }

    /// Notes what is wrong, when nothing was yet.
    void refuse(Flaw found, @Nullable Column column) {
        if (flaw == null) {
            flaw = column != null && has(column, REPLACEMENT) ? Flaw.ENCODING : found;
            flawed = column;
        }
    }

    boolean isRefused() {
        return flaw != null;
    }

    /// The row with its flaw.
    ///
    /// @throws IllegalStateException when it has none
    Line.Bad bad() {
        if (flaw == null) {
            throw new IllegalStateException("nothing was found wrong with this row");
        }
        return new Line.Bad(number(), flaw, flawed == null ? "" : flawed.text(), text());
    }

    boolean isEmpty(Column column) {
        return length(column) == 0;
    }

    /// The length of a field; 0 when the file does not have the column.
    int length(Column column) {
        int field = header.position(column);
        return field < 0 ? 0 : ends[field] - starts[field];
    }

    /// A field's text; empty when the file does not have the column.
    String text(Column column) {
        int field = header.position(column);
        return field < 0 ? "" : new String(chars, starts[field], ends[field] - starts[field]);
    }

    /// Whether a field holds a word, in upper or lower case.
    boolean is(Column column, String word) {
        if (length(column) != word.length()) {
            return false;
        }
        int start = starts[header.position(column)];
        for (int i = 0; i < word.length(); i++) {
            char c = chars[start + i];
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
            if (lower != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The number that the characters `from` to `to` of a field are; negative when one is not a
    /// digit or lies behind the field's end. At most 18 of them.
    long number(Column column, int from, int to) {
        if (to > length(column)) {
            return -1;
        }
        int start = starts[header.position(column)];
        long value = 0;
        for (int i = start + from; i < start + to; i++) {
            int digit = chars[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /// Whether a character stands at a place of a field.
    boolean is(Column column, int place, char c) {
        return place < length(column) && chars[starts[header.position(column)] + place] == c;
    }

    /// The text of a field that people read, at most `max` characters; null, and the row refused,
    /// when it holds what no text does.
    @Nullable String prose(Column column, int max) {
        int length = length(column);
        if (length == 0) {
            return "";
        }
        int start = starts[header.position(column)];
        for (int i = start; i < start + length; i++) {
            if (chars[i] == REPLACEMENT || (chars[i] != '\t' && Character.isISOControl(chars[i]))) {
                refuse(Flaw.CONTROL_CHARACTER, column);
                return null;
            }
        }
        boolean halved = length > max && Character.isHighSurrogate(chars[start + max - 1]);
        return new String(chars, start, halved ? max - 1 : Math.min(length, max));
    }

    private boolean has(Column column, char wanted) {
        return length(column) > 0 && text(column).indexOf(wanted) >= 0;
    }

    private boolean hasLineBreak(int from, int to) {
        for (int i = from; i < to; i++) {
            if (chars[i] == '\n' || chars[i] == '\r') {
                return true;
            }
        }
        return false;
    }

    private void trim(int field, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(chars[start])) {
            start++;
        }
        while (end > start && isSpace(chars[end - 1])) {
            end--;
        }
        starts[field] = start;
        ends[field] = end;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == NO_BREAK_SPACE;
    }

    /// The row as CSV again, cut, control characters as spaces.
    private String text() {
        var text = new StringBuilder();
        int fields = Math.min(getFieldCount(), ListFile.COLUMNS_MAX);
        for (int field = 0; field < fields && text.length() <= Line.Bad.TEXT_MAX; field++) {
            if (field > 0) {
                text.append(header.separator());
            }
            append(text, field);
        }
        text.setLength(Math.min(text.length(), Line.Bad.TEXT_MAX));
        return text.toString();
    }

    private void append(StringBuilder text, int field) {
        String quote = quotes[field] ? "\"" : "";
        int end = Math.min(ends[field], starts[field] + Line.Bad.TEXT_MAX);
        text.append(quote);
        for (int i = starts[field]; i < end; i++) {
            char c = chars[i];
            text.append(c == '"' && quotes[field] ? "\"" : "");
            text.append(Character.isISOControl(c) ? ' ' : c);
        }
        text.append(quote);
    }
}
