// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/// Whatever the kind of a file, what is broken in it is refused by the check that is for it, with
/// the line where there is one, and nothing is left behind.
class BrokenFilesTest extends WithCountry {
    private static String header(FileKind kind) {
        return switch (kind) {
            case OPERATOR -> "date,imei,imsi,msisdn";
            case TAC -> "TAC|Manufacturer|Bands";
            case STOLEN -> "imei,reporting_date,status";
            case REGISTRATION ->
                    "approved_imei,make,model,status,model_number,brand_name,device_type,"
                            + "radio_interface,device_id";
            case GOLDEN -> "golden_imei";
            case PAIRING -> "imei,imsi,msisdn";
            case BARRED, MONITORING -> "imei";
            case BARRED_TAC -> "tac";
            case SUBSCRIBERS -> "uid,imsi";
            case ASSOCIATION -> "uid,imei";
            case EVENTS -> "time,imei,svn,imsi,msisdn";
        };
    }

    private static String row(FileKind kind) {
        return switch (kind) {
            case OPERATOR -> "20260503,35693803564380,410015100000001,923001000001";
            case TAC -> "35693803|Maker|GSM 900";
            case STOLEN -> "35693803564380,20260110,blacklist";
            case REGISTRATION -> "35693803564380,,,whitelist,,,,,";
            case GOLDEN, BARRED, MONITORING -> "35693803564380";
            case PAIRING -> "35693803564380,410015100000001,923001000001";
            case BARRED_TAC -> "35693803";
            case SUBSCRIBERS -> "U1,410015100000001";
            case ASSOCIATION -> "U1,35693803564380";
            case EVENTS -> "2026-05-03T08:00:00Z,35693803564380,01,410015100000001,923001000001";
        };
    }

    private static String name(FileKind kind) {
        return switch (kind) {
            case OPERATOR -> "one_20260501_20260531.csv";
            case TAC -> "gsma.txt";
            case STOLEN,
                    REGISTRATION,
                    GOLDEN,
                    PAIRING,
                    BARRED,
                    MONITORING,
                    BARRED_TAC,
                    SUBSCRIBERS,
                    ASSOCIATION,
                    EVENTS ->
                    "list.csv";
        };
    }

    private Refusal refused(FileKind kind, byte[] bytes) throws IOException {
        return refused(kind, country.file(name(kind), bytes));
    }

    private Refusal refused(FileKind kind, String text) throws IOException {
        return refused(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    private Refusal refused(FileKind kind, Path file) throws IOException {
        Set<String> before = files();
        Refusal refusal = country.refusal(country.take(kind, file, ImportOptions.none()));
        assertThat(files()).as("left behind").isEqualTo(before);
        assertThat(country.store().version()).isZero();
        assertThat(country.rows("SELECT table_name FROM duckdb_tables() WHERE NOT temporary"))
                .as("tables left in the engine")
                .noneMatch(table -> table.startsWith("incoming"));
        return refusal;
    }

    /// All of the store's files but the record that the vault was opened.
    private Set<String> files() throws IOException {
        Set<String> names = new TreeSet<>();
        try (var all = Files.walk(country.store().directory())) {
            all.filter(Files::isRegularFile)
                    .map(file -> country.store().directory().relativize(file).toString())
                    .filter(file -> !file.equals("audit.log"))
                    .forEach(names::add);
        }
        return names;
    }

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void refusesAnotherHeaderOrderAndDelimiter(FileKind kind) throws IOException {
        String header = header(kind);
        String rest = "\n" + row(kind) + "\n";
        assertThat(refused(kind, "x" + header + rest).check()).isEqualTo(Check.HEADER);
        assertThat(refused(kind, header.replaceAll("[,|]", ";") + "; " + rest).check())
                .isEqualTo(Check.HEADER);
        if (header.contains(",")) {
            int first = header.indexOf(',');
            String turned = header.substring(first + 1) + "," + header.substring(0, first);
            assertThat(refused(kind, turned + rest).check()).isEqualTo(Check.HEADER);
            Refusal refusal = refused(kind, header + "\n" + row(kind).replace(',', ';') + "\n");
            assertThat(refusal.check()).isEqualTo(Check.SCHEMA);
            assertThat(refusal.offences().getFirst().line()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void refusesARowOfAnotherLengthWithItsLine(FileKind kind) throws IOException {
        String good = header(kind) + "\n" + row(kind) + "\n";
        String separator = kind == FileKind.TAC ? "|" : ",";
        Refusal refusal = refused(kind, good + row(kind) + separator + "9\n");
        assertThat(refusal.check()).isEqualTo(Check.SCHEMA);
        assertThat(refusal.offences().getFirst().line()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void refusesOtherEncodingsAndMixedLineEnds(FileKind kind) throws IOException {
        String good = header(kind) + "\n" + row(kind) + "\n";
        assertThat(refused(kind, "\ufeff" + good).check()).isEqualTo(Check.ENCODING);
        assertThat(refused(kind, good.getBytes(StandardCharsets.UTF_16LE)).check())
                .isEqualTo(Check.ENCODING);
        byte[] latin = (good + "\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
        Refusal refusal = refused(kind, latin);
        assertThat(refusal.check()).isEqualTo(Check.ENCODING);
        assertThat(refusal.offences().getFirst().line()).isEqualTo(3);
        refusal = refused(kind, good + row(kind) + "\r\n");
        assertThat(refusal.check()).isEqualTo(Check.LINE_ENDS);
        assertThat(refusal.offences().getFirst().line()).isEqualTo(3);
        assertThat(refused(kind, "").check()).isEqualTo(Check.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void refusesZipsThatAreCutDamagedOrOfAnotherFile(FileKind kind) throws IOException {
        byte[] bytes =
                (header(kind) + "\n" + (row(kind) + "\n").repeat(1_000))
                        .getBytes(StandardCharsets.UTF_8);
        String inner = name(kind);
        String name = inner.substring(0, inner.length() - 3) + "zip";
        Path zip = country.zip(name, inner, bytes);
        byte[] whole = Files.readAllBytes(zip);
        for (int length : new int[] {0, whole.length / 2, whole.length - 1}) {
            Files.write(zip, Arrays.copyOf(whole, length));
            assertThat(refused(kind, zip).check()).as("%d bytes", length).isEqualTo(Check.ARCHIVE);
        }
        byte[] damaged = whole.clone();
        damaged[60 + inner.length()] ^= 0x55;
        Files.write(zip, damaged);
        assertThat(refused(kind, zip).check())
                .as("what no longer unpacks to its checksum may be refused for its rows before")
                .isIn(Check.ARCHIVE, Check.SCHEMA);
        country.zip(name, "other" + inner.substring(inner.length() - 4), bytes);
        assertThat(refused(kind, zip).check()).isEqualTo(Check.ARCHIVE);
    }

    @ParameterizedTest
    @EnumSource(
            value = FileKind.class,
            names = {"TAC"})
    void refusesABomb(FileKind kind) throws IOException {
        String line = row(kind) + "\n";
        int lines = (int) (FileSource.RATIO_FREE_BYTES / line.length()) + 2;
        byte[] bytes =
                (header(kind) + "\n" + line.repeat(lines)).getBytes(StandardCharsets.US_ASCII);
        String inner = name(kind);
        Path zip = country.zip(inner.substring(0, inner.length() - 3) + "zip", inner, bytes);
        assertThat(refused(kind, zip).check()).isEqualTo(Check.UNPACKED_SIZE);
    }
}
