// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.identity.Imei;
import org.veritac.identity.ImsiRange;
import org.veritac.identity.Tac;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;

class ListFileWriterTest {
    private static final Key DEVICE = Key.device(Imei.of("490154203237518"));

    @Test
    void writesDaysWhereTheyAreWhole() throws IOException {
        var out = new StringWriter();
        try (var writer = new ListFileWriter(out, ListName.BLACK, true)) {
            writer.write(
                    new Entry(
                            DEVICE,
                            null,
                            Reason.STOLEN,
                            LocalDate.of(2026, 1, 31),
                            Instant.parse("2026-02-01T00:00:00Z"),
                            Instant.parse("2026-12-31T23:59:59Z"),
                            "a, \"b\""));
            writer.write(
                    new Entry(
                            Key.tacSvn(Tac.of("49015420"), 1),
                            null,
                            Reason.TAC_BARRED,
                            null,
                            Instant.parse("2026-02-01T10:00:00Z"),
                            Instant.parse("2026-12-31T00:00:00Z"),
                            ""),
                    true);
        }

        assertThat(out)
                .hasToString(
                        """
                        imei,reason,reported,from,until,imsi,note,change
                        49015420323751,stolen,2026-01-31,2026-02-01,2026-12-31,,"a, ""b\""",add
                        49015420/01,tac-barred,,2026-02-01T10:00:00Z,2026-12-31T00:00:00Z,,,remove
                        """);
    }

    @Test
    void writesControlCharactersAsSpaces() throws IOException {
        var out = new StringWriter();
        try (var writer = new ListFileWriter(out, ListName.WHITE, false)) {
            writer.write(
                    new Entry(DEVICE, null, Reason.UNSPECIFIED, null, null, null, "a\r\nb\u0000c"));
        }

        assertThat(Reading.entry(out.toString(), ListFormat.full(ListName.WHITE)).note())
                .isEqualTo("a  b c");
    }

    @ParameterizedTest
    @EnumSource(ListName.class)
    void writesAHeaderThatIsReadBack(ListName list) throws IOException {
        var full = new StringWriter();
        var delta = new StringWriter();
        new ListFileWriter(full, list, false).close();
        new ListFileWriter(delta, list, true).close();

        assertThat(Reading.lines(full.toString(), ListFormat.full(list))).isEmpty();
        assertThat(Reading.lines(delta.toString(), ListFormat.delta(list))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ListName.class)
    void refusesAKeyOfAnotherList(ListName list) throws IOException {
        Key foreign = list == ListName.IMSI ? DEVICE : Key.subscribers(ImsiRange.of("00101"));
        try (var writer = new ListFileWriter(new StringWriter(), list, false)) {
            assertThatThrownBy(() -> writer.write(Entry.of(foreign, Reason.UNSPECIFIED)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesToTakeBackInAWholeList() throws IOException {
        try (var writer = new ListFileWriter(new StringWriter(), ListName.BLACK, false)) {
            assertThatThrownBy(() -> writer.write(Entry.of(DEVICE, Reason.LOST), true))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void failsAsTheDiskDoes() {
        assertThatThrownBy(() ->
                        new ListFileWriter(new RejectsTest.Full(), ListName.BLACK, false).close())
                .isInstanceOf(IOException.class)
                .hasMessage("no space");
    }
}
