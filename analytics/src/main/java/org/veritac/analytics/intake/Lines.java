// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Cuts bytes into lines and sees to it that they are text: UTF-8, no control characters but tabs,
/// one kind of line end. The line it stands on lies in [#bytes] from [#from] to [#to].
final class Lines {
    /// Longest line, without its end.
    static final int LINE_BYTES_MAX = 1 << 16;

    private static final int BUFFER_BYTES = 1 << 20;
    private static final int BLANK = 0x20;
    private static final int ASCII_END = 0x7f;
    private static final String ENDS = "one kind of line end, LF or CR LF";

    private final InputStream in;
    private byte[] bytes = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private int next;
    private int filled;
    private long number;
    private long consumed;

    /// How many bytes a line end has: 1 or 2, and 0 before the first.
    private int endBytes;

    private boolean ended;

    /// The line holds something that is not a plain sign.
    private boolean suspect;

    Lines(InputStream in) {
        this.in = in;
    }

    /// Goes to the next line.
    ///
    /// @return false when there is none
    /// @throws Refused when what comes is no line of text
    boolean next() throws IOException, Refused {
        int end = findEnd();
        if (end < 0) {
            if (next == filled) {
                return false;
            }
            line(filled, filled);
            return true;
        }
        boolean pair = end > next && bytes[end - 1] == '\r';
        checkEnd(pair ? 2 : 1);
        line(pair ? end - 1 : end, end + 1);
        return true;
    }

    private void checkEnd(int found) throws Refused {
        if (endBytes == 0) {
            endBytes = found;
        } else if (endBytes != found) {
            throw Refused.at(
                    Check.LINE_ENDS, ENDS, new Offence(number + 1, "ends unlike those before"));
        }
    }

    private void line(int lineEnd, int after) throws Refused {
        number++;
        from = next;
        to = lineEnd;
        next = after;
        if (suspect || to - from > LINE_BYTES_MAX) {
            suspect = false;
            checkText();
        }
    }

    private int findEnd() throws IOException, Refused {
        int at = next;
        while (true) {
            for (; at < filled; at++) {
                byte b = bytes[at];
                if (b < BLANK || b == ASCII_END) {
                    if (b == '\n') {
                        return at;
                    }
                    suspect = true;
                }
            }
            if (filled - next > LINE_BYTES_MAX + 1) {
                throw Refused.at(
                        Check.LINE_LENGTH,
                        "at most %,d bytes".formatted(LINE_BYTES_MAX),
                        new Offence(number + 1, "is longer"));
            }
            if (ended) {
                return -1;
            }
            int before = next;
            fill();
            at -= before - next;
        }
    }

    private void fill() throws IOException {
        consumed += next;
        System.arraycopy(bytes, next, bytes, 0, filled - next);
        filled -= next;
        next = 0;
        int read = in.read(bytes, filled, bytes.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
    }

    private void checkText() throws Refused {
        if (to - from > LINE_BYTES_MAX) {
            throw Refused.at(
                    Check.LINE_LENGTH,
                    "at most %,d bytes".formatted(LINE_BYTES_MAX),
                    new Offence(number, "is longer"));
        }
        boolean ascii = true;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b < 0) {
                ascii = false;
            } else if ((b < BLANK && b != '\t') || b == ASCII_END) {
                throw b == '\r'
                        ? Refused.at(Check.LINE_ENDS, ENDS, new Offence(number, "holds a lone CR"))
                        : encoding("holds a control character");
            }
        }
        if (!ascii) {
            checkUtf8();
        }
    }

    private void checkUtf8() throws Refused {
        if (number == 1 && to - from >= 3 && (bytes[from] & 0xff) == 0xef) {
            throw encoding("begins with a byte order mark or another sign that is not ASCII");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
        } catch (CharacterCodingException e) {
            throw encoding("is not UTF-8");
        }
    }

    private Refused encoding(String what) {
        return Refused.at(
                Check.ENCODING,
                "UTF-8 without byte order mark and control characters",
                new Offence(number, what));
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /// The number of the line, from 1.
    long number() {
        return number;
    }

    /// How many bytes were read up to here.
    long consumed() {
        return consumed + next;
    }

    /// The line as text.
    String text() {
        return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.UTF_8);
    }
}
