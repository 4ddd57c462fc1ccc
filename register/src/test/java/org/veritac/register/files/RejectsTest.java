// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.veritac.register.ListName;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

class RejectsTest {
    @Test
    void tellLineReasonFieldAndRow() throws IOException {
        var out = new StringWriter();
        String text = "imei,note\n490154203237519,\"a, b\"\n4901542,\n";
        try (var rejects = new Rejects(out)) {
            for (Line line : Reading.lines(text, ListFormat.full(ListName.BLACK))) {
                rejects.add((Line.Bad) line);
            }
            assertThat(rejects.count()).isEqualTo(2);
        }

        assertThat(out)
                .hasToString(
                        """
                        line,reason,field,text
                        2,check-digit,imei,"490154203237519,""a, b\"""
                        3,imei-too-short,imei,"4901542,"
                        """);
    }

    @Test
    void failAsTheDiskDoes() {
        assertThatThrownBy(() -> new Rejects(new Full()).close())
                .isInstanceOf(IOException.class)
                .hasMessage("no space");
    }

    /// A disk without space.
    static final class Full extends Writer {
        @Override
        public void write(char[] chars, int offset, int length) throws IOException {
            throw new IOException("no space");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
