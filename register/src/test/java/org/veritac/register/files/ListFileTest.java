// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.ImsiRange;
import org.veritac.identity.Tac;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What rows of each list mean.
class ListFileTest {
    private static final ListFormat BLACK = ListFormat.full(ListName.BLACK);
    private static final Key DEVICE = Key.device(Imei.of("490154203237518"));

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "49015420323751",
                "490154203237518",
                "4901542032375101",
                "imei-490154203237518",
                "imei-49015420323751",
                "imeisv-4901542032375101",
                " 490154203237518 ",
                "\"490154203237518\"",
                "\t490154203237518\u00A0"
            })
    void readsADeviceInEverySpelling(String imei) throws IOException {
        assertThat(Reading.entry("imei,note\n" + imei + ",\n", BLACK))
                .isEqualTo(Entry.of(DEVICE, Reason.UNSPECIFIED));
    }

    @ParameterizedTest
    @CsvSource({
        "49015420,                              TAC,     49015420",
        "49015420/01,                           TAC_SVN, 49015420/01",
        "49015420 / 99,                         TAC_SVN, 49015420/99",
        "49015420323751-49015420323760,         RANGE,   49015420323751-49015420323760",
        "490154203237518-49015420323760,        RANGE,   49015420323751-49015420323760",
        "49015420323751 - 49015420323751,       RANGE,   49015420323751-49015420323751",
        "imei-49015420323751-imei-49015420323752, RANGE, 49015420323751-49015420323752",
        "00000000000000,                        DEVICE,  00000000000000",
        "001010010000000,                       DEVICE,  00101001000000"
    })
    void readsEveryKindOfKey(String imei, Key.Kind kind, String digits) throws IOException {
        var format =
                new ListFormat(
                        ListName.GREY,
                        false,
                        CheckDigit.IGNORE,
                        Reason.UNSPECIFIED,
                        ListFormat.ALL_REASONS);
        Key key = Reading.entry("imei\n" + imei + "\n", format).key();

        assertThat(key.kind()).isEqualTo(kind);
        assertThat(key.digits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource({
        "STRICT, 8, true", "STRICT, 0, false", "STRICT, 7, false",
        "SPARE,  8, true", "SPARE,  0, true", "SPARE,  7, false",
        "IGNORE, 8, true", "IGNORE, 0, true", "IGNORE, 7, true"
    })
    void takesTheFifteenthDigitsOfItsRule(CheckDigit rule, int digit, boolean taken)
            throws IOException {
        var format =
                new ListFormat(
                        ListName.WHITE, false, rule, Reason.UNSPECIFIED, ListFormat.ALL_REASONS);
        for (String prefix : List.of("", "imei-", "49015420323751-")) {
            String row = prefix + "49015420323751" + digit;

            assertThat(Reading.lines("imei\n" + row + "\n", format).getFirst() instanceof Line.Good)
                    .isEqualTo(taken);
        }
    }

    @Test
    void readsAllColumnsInAnyOrderAndCase() throws IOException {
        String text =
                """
                Note;UNTIL;Imei;reported;Reason; From ;IMSI
                "bus; line 4";2026-12-31;490154203237518;2026-01-31;Stolen;2026-02-01;001010123456789
                """;

        assertThat(Reading.entries(text, BLACK))
                .containsExactly(
                        new Entry(
                                DEVICE,
                                Imsi.of("001010123456789"),
                                Reason.STOLEN,
                                LocalDate.of(2026, 1, 31),
                                Instant.parse("2026-02-01T00:00:00Z"),
                                Instant.parse("2026-12-31T23:59:59Z"),
                                "bus; line 4"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31,                2026-01-31",
        "20260131,                  2026-01-31",
        "2024-02-29,                2024-02-29",
        "1970-01-01,                1970-01-01",
        "9999-12-31,                9999-12-31",
        "2026-01-31T23:30:00Z,      2026-01-31",
        "2026-01-31T23:30:00-05:00, 2026-02-01",
        "2026-01-31T23:30+00:00,    2026-01-31"
    })
    void countsTheReportedDayInUtc(String text, LocalDate day) throws IOException {
        assertThat(Reading.entry("imei,reported\n49015420323751," + text + "\n", BLACK).reported())
                .isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31,                  2026-01-31T00:00:00Z, 2026-01-31T23:59:59Z",
        "2026-01-31T10:00:00Z,        2026-01-31T10:00:00Z, 2026-01-31T10:00:00Z",
        "2026-01-31T10:00:00+02:00,   2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
        "2026-01-31T10:00:00.999Z,    2026-01-31T10:00:00Z, 2026-01-31T10:00:00Z",
        "9999-12-31,                  9999-12-31T00:00:00Z, 9999-12-31T23:59:59Z"
    })
    void includesBothEndsOfValidity(String text, Instant from, Instant until) throws IOException {
        String rows = "49015420323751," + text + ",\n49015420323751,," + text + "\n";
        List<Entry> entries = Reading.entries("imei,from,until\n" + rows, BLACK);

        assertThat(entries.getFirst().from()).isEqualTo(from);
        assertThat(entries.getLast().until()).isEqualTo(until);
    }

    @Test
    void lastsOneDayWhenFromAndUntilAreTheSame() throws IOException {
        Entry entry = Reading.entry("imei,from,until\n49015420,2026-01-31,2026-01-31\n", BLACK);

        assertThat(entry.holdsAt(Instant.parse("2026-01-31T23:59:59Z"))).isTrue();
        assertThat(entry.holdsAt(Instant.parse("2026-02-01T00:00:00Z"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "BLACK, UNSPECIFIED, 49015420,       TAC_BARRED",
        "GREY,  UNSPECIFIED, 49015420/01,    TAC_BARRED",
        "WHITE, UNSPECIFIED, 49015420,       UNSPECIFIED",
        "BLACK, UNSPECIFIED, 49015420323751, UNSPECIFIED",
        "BLACK, STOLEN,      49015420323751, STOLEN",
        "BLACK, REGULATORY,  49015420,       REGULATORY"
    })
    void findsAReasonForRowsWithout(ListName list, Reason given, String imei, Reason expected)
            throws IOException {
        var format = new ListFormat(list, false, CheckDigit.STRICT, given, ListFormat.ALL_REASONS);

        assertThat(Reading.entry("imei\n" + imei + "\n", format).reason()).isEqualTo(expected);
        assertThat(Reading.entry("imei,reason\n" + imei + ",\n", format).reason())
                .isEqualTo(expected);
    }

    @Test
    void takesOnlyTheReasonsOfTheSource() throws IOException {
        var format =
                new ListFormat(
                        ListName.BLACK,
                        true,
                        CheckDigit.STRICT,
                        Reason.UNSPECIFIED,
                        Set.of(Reason.STOLEN));
        String text =
                """
                imei,reason,change
                490154203237518,stolen,add
                490154203237518,lost,add
                490154203237518,,add
                49015420,,add
                490154203237518,lost,remove
                490154203237518,,remove
                """;
        List<Line> lines = Reading.lines(text, format);

        assertThat(lines.get(0)).isInstanceOf(Line.Good.class);
        assertThat(lines.subList(1, 4))
                .allSatisfy(line ->
                        assertThat(line)
                                .isInstanceOfSatisfying(
                                        Line.Bad.class,
                                        bad ->
                                                assertThat(bad.flaw())
                                                        .isEqualTo(Flaw.REASON_NOT_ALLOWED)));
        assertThat(lines.subList(4, 6)).hasOnlyElementsOfType(Line.Good.class);
    }

    @Test
    void listsEveryReasonThatAnEntryMayCarry() throws IOException {
        var listable = EnumSet.allOf(Reason.class);
        listable.removeIf(reason -> !reason.isListable());
        var text = new StringBuilder("imei,reason\n");
        listable.forEach(
                reason -> text.append("49015420323751,").append(reason.text()).append('\n'));

        assertThat(Reading.entries(text.toString(), BLACK))
                .extracting(Entry::reason)
                .containsExactlyElementsOf(listable);
    }

    @Test
    void tellsAddFromRemoveInADelta() throws IOException {
        String text = "imei,change\n49015420,add\n49015420,REMOVE\n49015420,update\n";
        List<Line> lines = Reading.lines(text, ListFormat.delta(ListName.BLACK));

        assertThat(lines)
                .extracting(line -> ((Line.Good) line).removed())
                .containsExactly(false, true, false);
    }

    @Test
    void readsPairs() throws IOException {
        String text =
                """
                imei,imsi,msisdn,from,until,note
                490154203237518,001010123456789,15551234567,2026-01-01,,mine
                """;

        assertThat(Reading.entries(text, ListFormat.full(ListName.PAIRS)))
                .containsExactly(
                        new Entry(
                                DEVICE,
                                Imsi.of("001010123456789"),
                                Reason.UNSPECIFIED,
                                null,
                                Instant.parse("2026-01-01T00:00:00Z"),
                                null,
                                "mine"));
    }

    @ParameterizedTest
    @CsvSource({
        "0,                               0",
        "00101,                           00101",
        "001010123456789,                 001010123456789",
        "001010123456780-001010123456789, 00101012345678",
        "00101 - 00102,                   00101-00102"
    })
    void readsSubscribers(String text, String range) throws IOException {
        assertThat(Reading.entry("imsi\n" + text + "\n", ListFormat.full(ListName.IMSI)))
                .isEqualTo(Entry.of(Key.subscribers(ImsiRange.of(range)), Reason.SCREENED_IMSI));
    }

    @ParameterizedTest
    @ValueSource(strings = {"imei,imei2", "imei_a,imei_b", "IMEI1,IMEI2", "imei2,imei"})
    void readsLinks(String header) throws IOException {
        String row = "490154203237518,490154203237526";

        assertThat(Reading.entries(header + "\n" + row + "\n", ListFormat.full(ListName.LINKS)))
                .containsExactly(
                        Entry.of(
                                Key.link(Imei.of("49015420323751"), Imei.of("49015420323752")),
                                Reason.UNSPECIFIED));
    }

    @Test
    void countsLinesFromTheFirstOfTheFile() throws IOException {
        String text = "made by a system\r\n\r\nimei,note\r\n\r\n49015420,\r\n  \r\nx,\r\n";
        List<Line> lines = Reading.lines(text, BLACK);

        assertThat(lines).extracting(Line::number).containsExactly(5L, 7L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void endsLinesInEveryWay(String end) throws IOException {
        String text = String.join(end, "imei,note", "49015420,a", "49015421,b");

        assertThat(Reading.entries(text, BLACK))
                .extracting(Entry::key)
                .containsExactly(Key.tac(Tac.of("49015420")), Key.tac(Tac.of("49015421")));
    }

    @Test
    void readsTextWithAByteOrderMark() throws IOException {
        String text = "\uFEFFimei,note\n49015420,Zo\u00EB\n";

        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
            assertThat(Reading.lines(text.getBytes(charset), BLACK))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Line.Good.class,
                            good -> assertThat(good.entry().note()).isEqualTo("Zo\u00EB"));
        }
    }

    @Test
    void findsBytesThatAreNoTextInTheirRow() throws IOException {
        byte[] latin = "imei,note\n49015420,Zo\u00EB\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Reading.lines(latin, BLACK))
                .singleElement()
                .isInstanceOfSatisfying(
                        Line.Bad.class, bad -> assertThat(bad.flaw()).isEqualTo(Flaw.ENCODING));
    }

    @Test
    void goesOnBehindTextAfterAClosingQuote() throws IOException {
        String text = "imei,note\n\"490154203237518\"x,a\n490154203237518,\"b\" c\n";

        assertThat(Reading.lines(text, BLACK))
                .extracting(line -> line instanceof Line.Good)
                .containsExactly(false, true);
    }

    @Test
    void namesWhatItDoesNotUse() throws IOException {
        try (ListFile file = Reading.open("a title\nimei,Make,,model\n", BLACK)) {
            assertThat(file.warnings())
                    .containsExactly(
                            "the lines above the header, line 2, are not used",
                            "columns not used: make, model");
        }
        var many = new StringBuilder("imei");
        for (int i = 1; i <= 12; i++) {
            many.append(",c").append(i);
        }
        try (ListFile file = Reading.open(many + "\n", BLACK)) {
            assertThat(file.warnings())
                    .containsExactly(
                            "columns not used: c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 and 2 more");
        }
    }

    @Test
    void hasNoRowsWhenThereIsOnlyAHeader() throws IOException {
        assertThat(Reading.lines("imei", BLACK)).isEmpty();
        assertThat(Reading.lines("imei,reason\r\n", BLACK)).isEmpty();
    }

    @Test
    void countsTheBytesItReads() throws IOException {
        Path path = folder.resolve("list.csv");
        Files.writeString(path, "imei\n490154203237518\n");
        try (ListFile file = ListFile.open(path, BLACK)) {
            assertThat(file.next()).isInstanceOf(Line.Good.class);
            assertThat(file.next()).isNull();
            assertThat(file.next()).isNull();
            assertThat(file.bytesTotal()).isEqualTo(21);
            assertThat(file.bytesRead()).isEqualTo(21);
        }
    }

    @Test
    void failsAsTheDiskDoes() {
        assertThatThrownBy(() -> ListFile.open(folder.resolve("none.csv"), BLACK))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ListFileRefused.class);
        assertThatThrownBy(() -> ListFile.open(folder, BLACK)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource(ListName.class)
    void knowsTheHeaderOfEveryList(ListName list) throws IOException {
        String header = "imei,imei2,imsi,tac\n";
        if (list != ListName.TAC) {
            assertThat(Reading.lines(header, ListFormat.full(list))).isEmpty();
        }
        assertThat(Reading.lines("tac\n", ListFormat.full(ListName.TAC))).isEmpty();
    }
}
