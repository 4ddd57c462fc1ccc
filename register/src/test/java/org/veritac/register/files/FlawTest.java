// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.register.Entry;
import org.veritac.register.ListName;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Each flaw is found, in each kind of list that can have it.
class FlawTest {
    private static final String IMEI = "490154203237518";
    private static final String IMSI = "001010123456789";

    /// A row with one flaw.
    record Case(Flaw flaw, String field, ListName list, String header, String row) {
        static Case black(Flaw flaw, String imei) {
            return new Case(flaw, "imei", ListName.BLACK, "imei,note", imei + ",x");
        }

        static Case black(Flaw flaw, String column, String value) {
            return new Case(
                    flaw, column, ListName.BLACK, "imei," + column, "490154203237518," + value);
        }

        ListFormat format() {
            return header.contains("change") ? ListFormat.delta(list) : ListFormat.full(list);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(equipment(), columns(), otherLists(), rows()).flatMap(List::stream);
    }

    private static List<Case> equipment() {
        return List.of(
                Case.black(Flaw.IMEI_MISSING, ""),
                Case.black(Flaw.IMEI_MISSING, "  "),
                Case.black(Flaw.IMEI_MISSING, "imei-"),
                Case.black(Flaw.IMEI_LETTERS, "49015420323751X"),
                Case.black(Flaw.IMEI_LETTERS, "4.9015420323752E+14"),
                Case.black(Flaw.IMEI_LETTERS, "49015420323751\u0668"),
                Case.black(Flaw.IMEI_LETTERS, "49015420323751\u0000"),
                Case.black(Flaw.IMEI_TOO_SHORT, "4901542032375"),
                Case.black(Flaw.IMEI_TOO_SHORT, "1130000"),
                Case.black(Flaw.IMEI_TOO_SHORT, "imei-49015420"),
                Case.black(Flaw.IMEI_TOO_LONG, "49015420323751801"),
                Case.black(Flaw.CHECK_DIGIT, "490154203237519"),
                Case.black(Flaw.CHECK_DIGIT, "490154203237510"),
                Case.black(Flaw.CHECK_DIGIT, "imei-490154203237519"),
                Case.black(Flaw.CHECK_DIGIT, "490154203237518-490154203237520"),
                Case.black(Flaw.RANGE_END, "4901542032375-4901542032376"),
                Case.black(Flaw.RANGE_END, "49015420323751-"),
                Case.black(Flaw.RANGE_END, "49015420323751-4901542032376001"),
                Case.black(Flaw.RANGE_REVERSED, "49015420323752-49015420323751"),
                Case.black(Flaw.TAC, "4901542/01"),
                Case.black(Flaw.SVN, "49015420/1"),
                Case.black(Flaw.SVN, "49015420/123"),
                Case.black(Flaw.SVN, "49015420/1x"),
                Case.black(Flaw.ENCODING, "49015420323751\uFFFD"));
    }

    private static List<Case> columns() {
        return List.of(
                Case.black(Flaw.REASON_UNKNOWN, "reason", "stole"),
                Case.black(Flaw.REASON_UNKNOWN, "reason", "stolen?"),
                Case.black(Flaw.REASON_NOT_ALLOWED, "reason", "test-range"),
                Case.black(Flaw.DATE, "reported", "31.01.2026"),
                Case.black(Flaw.DATE, "reported", "2026-13-01"),
                Case.black(Flaw.DATE, "reported", "2026-02-29"),
                Case.black(Flaw.DATE, "reported", "2026-00-10"),
                Case.black(Flaw.DATE, "reported", "2026-01-00"),
                Case.black(Flaw.DATE, "reported", "2026-01-32"),
                Case.black(Flaw.DATE, "reported", "1969-12-31"),
                Case.black(Flaw.DATE, "reported", "2026-1-012"),
                Case.black(Flaw.DATE, "reported", "2026013x"),
                Case.black(Flaw.DATE, "from", "20260131"),
                Case.black(Flaw.DATE, "from", "2026-01-31T10:00:00"),
                Case.black(Flaw.DATE, "until", "+12026-01-31T10:00:00Z"),
                Case.black(Flaw.IMSI, "imsi", "00101"),
                Case.black(Flaw.IMSI, "imsi", "0010101234567890"),
                Case.black(Flaw.IMSI, "imsi", "00101x"),
                Case.black(Flaw.NOTE_TOO_LONG, "note", "x".repeat(Entry.NOTE_MAX + 1)),
                Case.black(Flaw.CONTROL_CHARACTER, "note", "a\u0000b"),
                Case.black(Flaw.CONTROL_CHARACTER, "note", "a\u001b[31m"),
                Case.black(Flaw.ENCODING, "note", "a\uFFFDb"),
                Case.black(Flaw.CHANGE_UNKNOWN, "change", ""),
                Case.black(Flaw.CHANGE_UNKNOWN, "change", "delete"),
                new Case(
                        Flaw.UNTIL_BEFORE_FROM,
                        "until",
                        ListName.BLACK,
                        "imei,from,until",
                        IMEI + ",2026-02-01,2026-01-31"));
    }

    private static List<Case> otherLists() {
        return List.of(
                new Case(
                        Flaw.NOT_A_DEVICE, "imei", ListName.PAIRS, "imei,imsi", "49015420," + IMSI),
                new Case(
                        Flaw.NOT_A_DEVICE,
                        "imei",
                        ListName.PAIRS,
                        "imei,imsi",
                        "49015420/01," + IMSI),
                new Case(
                        Flaw.NOT_A_DEVICE,
                        "imei",
                        ListName.PAIRS,
                        "imei,imsi",
                        "49015420323751-49015420323752," + IMSI),
                new Case(Flaw.IMEI_MISSING, "imei", ListName.PAIRS, "imei,imsi", "," + IMSI),
                new Case(Flaw.CHECK_DIGIT, "imei", ListName.PAIRS, "imei,imsi", "490154203237519,"),
                new Case(Flaw.IMSI_MISSING, "imsi", ListName.PAIRS, "imei,imsi", IMEI + ","),
                new Case(Flaw.IMSI, "imsi", ListName.PAIRS, "imei,imsi", IMEI + ",0010x"),
                new Case(Flaw.IMSI_MISSING, "imsi", ListName.IMSI, "imsi,note", ",x"),
                new Case(Flaw.IMSI_RANGE, "imsi", ListName.IMSI, "imsi,note", "00101x,x"),
                new Case(Flaw.IMSI_RANGE, "imsi", ListName.IMSI, "imsi,note", "1234567890123456,"),
                new Case(Flaw.IMSI_RANGE, "imsi", ListName.IMSI, "imsi,note", "00102-00101,"),
                new Case(Flaw.IMSI_RANGE, "imsi", ListName.IMSI, "imsi,note", "00101-001011,"),
                new Case(Flaw.SAME_IMEI, "imei2", ListName.LINKS, "imei,imei2", IMEI + "," + IMEI),
                new Case(
                        Flaw.SAME_IMEI,
                        "imei2",
                        ListName.LINKS,
                        "imei,imei2",
                        IMEI + ",49015420323751"),
                new Case(Flaw.IMEI_MISSING, "imei2", ListName.LINKS, "imei,imei2", IMEI + ","),
                new Case(Flaw.TAC, "tac", ListName.TAC, "tac,brand", "1130000,Invented"),
                new Case(Flaw.TAC, "tac", ListName.TAC, "tac,brand", ",Invented"),
                new Case(
                        Flaw.ENCODING,
                        "brand",
                        ListName.TAC,
                        "tac,brand",
                        "01130000,In\uFFFDented"),
                new Case(
                        Flaw.CONTROL_CHARACTER,
                        "brand",
                        ListName.TAC,
                        "tac,brand",
                        "01130000,a\u001fb"));
    }

    private static List<Case> rows() {
        return List.of(
                new Case(Flaw.COLUMNS, "", ListName.BLACK, "imei,note", IMEI),
                new Case(Flaw.COLUMNS, "", ListName.BLACK, "imei,note", IMEI + ",x,y"),
                new Case(Flaw.COLUMNS, "", ListName.BLACK, "imei,note", IMEI + ",".repeat(999)),
                new Case(Flaw.LINE_BREAK, "", ListName.BLACK, "imei,note", IMEI + ",\"a\nb\""),
                new Case(Flaw.LINE_BREAK, "", ListName.BLACK, "imei,x", IMEI + ",\"a\rb\""),
                new Case(
                        Flaw.TOO_LONG,
                        "",
                        ListName.BLACK,
                        "imei,x",
                        IMEI + "," + "x".repeat(ListFile.RECORD_MAX)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFound(Case given) throws IOException {
        Line.Bad bad = Reading.bad(given.header() + "\n" + given.row() + "\n", given.format());

        assertThat(bad.flaw()).isEqualTo(given.flaw());
        assertThat(bad.field()).isEqualTo(given.field());
        assertThat(bad.number()).isEqualTo(2);
    }

    @Test
    void isNeverMissingFromTheseCases() {
        Set<Flaw> found = EnumSet.noneOf(Flaw.class);
        cases().forEach(one -> found.add(one.flaw()));

        assertThat(found).containsExactlyInAnyOrder(Flaw.values());
    }

    @Test
    void saysItsWordInKebabCase() {
        assertThat(Flaw.UNTIL_BEFORE_FROM.text()).isEqualTo("until-before-from");
        assertThat(Flaw.TAC.text()).isEqualTo("tac");
    }

    @Test
    void comesWithTheRowAndKeepsItOutOfLogs() throws IOException {
        Line.Bad bad =
                Reading.bad(
                        "imei,note,x\n490154203237519,\"say \"\"no\"\"\",1\n",
                        ListFormat.full(ListName.BLACK));

        assertThat(bad.text()).isEqualTo("490154203237519,\"say \"\"no\"\"\",1");
        assertThat(bad).hasToString("line 2: check-digit in imei");
    }

    @Test
    void comesWithNoMoreOfTheRowThanTheLimit() throws IOException {
        String shown = "x".repeat(Line.Bad.TEXT_MAX - ",1".length());
        ListFormat format = ListFormat.full(ListName.BLACK);

        assertThat(Reading.bad("imei,x\n" + shown + ",1\n", format).text()).isEqualTo(shown + ",1");
        assertThat(Reading.bad("imei,x\n" + shown + ",12\n", format).text())
                .isEqualTo(shown + ",1");
    }
}
