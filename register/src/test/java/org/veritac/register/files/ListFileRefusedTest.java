// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.register.Entry;
import org.veritac.register.ListName;
import org.veritac.register.files.ListFileRefused.Why;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Which files are refused as a whole, and how far the limits go.
class ListFileRefusedTest {
    private static final ListFormat BLACK = ListFormat.full(ListName.BLACK);
    private static final String ROW = "490154203237518,";

    private static ListFileRefused refused(String text, ListFormat format) {
        return refused(text.getBytes(StandardCharsets.UTF_8), format);
    }

    private static ListFileRefused refused(byte[] bytes, ListFormat format) {
        return catchThrowableOfType(
                ListFileRefused.class, () -> Reading.lines(bytes, format).clear());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\r\n", "\uFEFF"})
    void aFileWithoutText(String text) {
        assertThat(refused(text, BLACK).why()).isEqualTo(Why.EMPTY);
    }

    @Test
    void aFileThatIsNoText() {
        byte[] archive = {'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0, '\n', 0, 0};
        byte[] wide = "imei,reason\n".getBytes(StandardCharsets.UTF_16LE);

        assertThat(refused(archive, BLACK).why()).isEqualTo(Why.NOT_TEXT);
        assertThat(refused(wide, BLACK).why()).isEqualTo(Why.NOT_TEXT);
    }

    @ParameterizedTest
    @EnumSource(ListName.class)
    void aFileWithoutHeader(ListName list) {
        assertThat(refused("490154203237518,stolen\n", ListFormat.full(list)).why())
                .isEqualTo(Why.NO_HEADER);
    }

    @Test
    void aFileWithoutAMandatoryColumn() {
        assertThat(refused("imei,msisdn\n", ListFormat.full(ListName.PAIRS)))
                .hasMessage(
                        "none of the first 5 lines is a header for list pairs; put one with imei"
                                + " and imsi above the rows");
    }

    @Test
    void aDeltaWithoutChange() {
        ListFileRefused refused = refused("imei\n", ListFormat.delta(ListName.BLACK));

        assertThat(refused.why()).isEqualTo(Why.NOT_A_DELTA);
        assertThat(refused.line()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imei,change", "imei,change_type"})
    void aWholeListWithChange(String header) {
        assertThat(refused(header + "\n", BLACK).why()).isEqualTo(Why.NOT_A_FULL_LIST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imei,imei", "imei,Reason,reason", "imei,reported,reporting date"})
    void aHeaderThatNamesAColumnTwice(String header) {
        assertThat(refused("\n" + header + "\n", BLACK).why()).isEqualTo(Why.DOUBLE_COLUMN);
        assertThat(refused("\n" + header + "\n", BLACK).line()).isEqualTo(2);
    }

    @Test
    void aHeaderWithMoreColumnsThanTheLimit() throws IOException {
        String most = "imei" + ",x".repeat(ListFile.COLUMNS_MAX - 1);

        assertThat(Reading.lines(most + "\n", BLACK)).isEmpty();
        assertThat(refused(most + ",x\n", BLACK).why()).isEqualTo(Why.TOO_MANY_COLUMNS);
    }

    @Test
    void aHeaderBelowTheLinesInWhichItIsSought() throws IOException {
        String above = "x\n".repeat(ListFile.HEADER_LINES_MAX - 1);

        assertThat(Reading.lines(above + "imei\n49015420\n", BLACK)).hasSize(1);
        assertThat(refused(above + "x\nimei\n49015420\n", BLACK).why()).isEqualTo(Why.NO_HEADER);
    }

    @Test
    void aHeaderBehindTheBytesInWhichItMustEnd() throws IOException {
        String most = "imei," + "x".repeat(ListFile.HEAD_MAX - "imei,\n".length());

        assertThat(Reading.lines(most + "\n49015420,\n", BLACK)).hasSize(1);
        assertThat(refused(most + "x\n49015420,\n", BLACK).why()).isEqualTo(Why.NO_HEADER);
        assertThat(refused(most + "x\n49015420,\n", BLACK).line()).isEqualTo(1);
    }

    @Test
    void aQuoteThatNeverCloses() {
        ListFileRefused refused =
                refused("imei,note\n" + ROW + "a\n" + ROW + "\"b\n" + ROW + "c\n", BLACK);

        assertThat(refused.why()).isEqualTo(Why.ENDLESS_ROW);
        assertThat(refused.line()).isEqualTo(3);
        assertThat(refused).hasMessageStartingWith("line 3: the row that starts here does not end");
    }

    @Test
    void aFieldOverTheLimit() throws IOException {
        String most = "x".repeat(ListFile.FIELD_MAX);
        String more = "x".repeat(ListFile.READ_AHEAD + 1);
        String end = "\n" + ROW + "\n";

        assertThat(Reading.lines("imei,x\n," + most + end, BLACK)).hasSize(2);
        assertThat(Reading.lines("imei,x\n,\"" + most + "\"" + end, BLACK)).hasSize(2);
        assertThat(refused("imei,x\n," + most + more + end, BLACK).why())
                .isEqualTo(Why.ENDLESS_ROW);
    }

    @Test
    void aLineWithoutEndInBoundedMemory() throws IOException {
        byte[] head = ("imei,x\n" + ROW).getBytes(StandardCharsets.US_ASCII);
        long gigabyte = 1L << 30;
        try (ListFile file = ListFile.open(new Endless(head, 'x'), 0, BLACK)) {
            assertThatThrownBy(file::next).isInstanceOf(ListFileRefused.class);
            assertThat(file.bytesRead()).isLessThan(4L * ListFile.FIELD_MAX);
            assertThat(file.bytesRead()).isLessThan(gigabyte);
        }
    }

    @Test
    void nothingFurtherOnceItIsRefused() throws IOException {
        try (ListFile file = Reading.open("imei,note\n" + ROW + "\"a\n", BLACK)) {
            assertThatThrownBy(file::next).isInstanceOf(ListFileRefused.class);
            assertThatThrownBy(file::next).isInstanceOf(ListFileRefused.class);
        }
    }

    @Test
    void noRowOfTheGreatestLength() throws IOException {
        String most = ROW + "x".repeat(ListFile.RECORD_MAX - ROW.length());

        assertThat(Reading.lines("imei,x\n" + most + "\n", BLACK))
                .hasOnlyElementsOfType(Line.Good.class);
        assertThat(Reading.bad("imei,x\n" + most + "x\n", BLACK).flaw()).isEqualTo(Flaw.TOO_LONG);
        assertThat(Reading.lines("imei,x\n" + most + "x\n" + ROW + "\n", BLACK)).hasSize(2);
    }

    @Test
    void noNoteOfTheGreatestLength() throws IOException {
        String most = "x".repeat(Entry.NOTE_MAX);

        assertThat(Reading.entry("imei,note\n" + ROW + most + "\n", BLACK).note()).isEqualTo(most);
    }

    @Test
    void noRowWithMillionsOfFields() throws IOException {
        Line.Bad bad = Reading.bad("imei,x\n" + ",".repeat(3_000_000) + "\n", BLACK);

        assertThat(bad.flaw()).isEqualTo(Flaw.COLUMNS);
        assertThat(bad.text()).hasSizeLessThanOrEqualTo(Line.Bad.TEXT_MAX);
    }

    @Test
    void butNotForADiskThatFails() {
        var broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the disk is gone");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        throw new IOException("the disk is gone");
                    }
                };

        assertThatThrownBy(() -> ListFile.open(broken, 0, BLACK).close())
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ListFileRefused.class)
                .hasMessage("the disk is gone");
    }

    /// A head, and then one byte for ever.
    private static final class Endless extends InputStream {
        private final byte[] head;
        private final byte rest;
        private int place;

        Endless(byte[] head, char rest) {
            this.head = head;
            this.rest = (byte) rest;
        }

        @Override
        public int read() {
            return place < head.length ? head[place++] : rest;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int fromHead = Math.min(length, head.length - place);
            System.arraycopy(head, place, bytes, offset, fromHead);
            place += fromHead;
            Arrays.fill(bytes, offset + fromHead, offset + length, rest);
            return length;
        }
    }
}
