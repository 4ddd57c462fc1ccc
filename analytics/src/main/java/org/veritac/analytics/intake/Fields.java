// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.nio.charset.StandardCharsets;

/// Cuts a line into fields. A field may stand in double quotes, which are taken off; inside them a
/// delimiter is text, and two quotes are one. A field goes from [#from] to [#to] of the line's
/// bytes.
final class Fields {
    /// How many columns a file has at most.
    static final int COLUMNS_MAX = 64;

    private static final byte QUOTE = '"';

    private final byte delimiter;
    private final int[] from = new int[COLUMNS_MAX];
    private final int[] to = new int[COLUMNS_MAX];
    private final boolean[] doubled = new boolean[COLUMNS_MAX];
    private byte[] bytes = {};
    private int count;

    Fields(char delimiter) {
        this.delimiter = (byte) delimiter;
    }

    /// Cuts a line.
    ///
    /// @return false when it has too many columns or its quotes are not in order
    boolean cut(Lines line) {
        bytes = line.bytes();
        count = 0;
        int at = line.from();
        int end = line.to();
        while (true) {
            if (count == COLUMNS_MAX) {
                return false;
            }
            doubled[count] = false;
            int after = at < end && bytes[at] == QUOTE ? quoted(at + 1, end) : plain(at, end);
            if (after < 0) {
                return false;
            }
            count++;
            if (after == end) {
                return true;
            }
            at = after + 1;
        }
    }

    private int plain(int start, int end) {
        int i = start;
        while (i < end && bytes[i] != delimiter) {
            i++;
        }
        from[count] = start;
        to[count] = i;
        return i;
    }

    /// @return where the delimiter or the end is, or -1
    private int quoted(int start, int end) {
        int i = start;
        while (i < end) {
            if (bytes[i] != QUOTE) {
                i++;
            } else if (i + 1 < end && bytes[i + 1] == QUOTE) {
                doubled[count] = true;
                i += 2;
            } else {
                from[count] = start;
                to[count] = i;
                return i + 1 == end || bytes[i + 1] == delimiter ? i + 1 : -1;
            }
        }
        return -1;
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return bytes;
    }

    int from(int column) {
        return from[column];
    }

    int to(int column) {
        return to[column];
    }

    int length(int column) {
        return to[column] - from[column];
    }

    /// A field as text.
    String text(int column) {
        String text =
                new String(bytes, from[column], to[column] - from[column], StandardCharsets.UTF_8);
        return doubled[column] ? text.replace("\"\"", "\"") : text;
    }
}
