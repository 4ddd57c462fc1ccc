// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.analytics.config.OperatorLimits;
import org.veritac.analytics.config.Region;
import org.veritac.analytics.store.Change;
import org.veritac.analytics.store.Relations;
import org.veritac.analytics.vault.Kind;
import org.veritac.analytics.vault.OpenVault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Operators' files, check by check (facts 1.3 and 1.4 of DIRBS).
class OperatorImportTest extends WithCountry {
    private static final String HEADER = "date,imei,imsi,msisdn\n";
    private static final String NAME = "one_20260501_20260531.csv";
    private static final String CLEAN = "20260503,35693803564380,410015100000001,923001000001\n";

    private Refusal refused(String name, String text) throws IOException {
        Refusal refusal = country.refusal(country.operator(name, text));
        assertThat(country.store().version()).isZero();
        try (var files = Files.walk(country.store().directory())) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .map(file -> file.getFileName().toString()))
                    .isSubsetOf("lock", "audit.log");
        }
        return refusal;
    }

    private void taken(String name, String text) throws IOException {
        assertThat(country.operator(name, text)).isInstanceOf(Outcome.Imported.class);
    }

    private void inRegion(Region region) {
        country.limits(new Limits(region, OperatorLimits.defaults(), Map.of()));
    }

    /// A file of hundred rows is refused where more than so many are others.
    private void refusedOver(int most, String other, Check check) throws IOException {
        assertThat(refused(NAME, hundred(most + 1, other)).check()).isEqualTo(check);
    }

    /// A file of hundred rows, of which some are others.
    private static String hundred(int others, String other) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 100; i++) {
            text.append(
                    i < others
                            ? other + "\n"
                            : "20260503,356938035643%02d,4100151000000%02d,9230010000%02d\n"
                                    .formatted(i, i, i));
        }
        return text.toString();
    }

    @Test
    void reducesRowsToMonths() throws IOException {
        taken(
                "one_20260430_20260502.csv",
                HEADER
                        + "20260430,356938035643809,410015100000001,923001000001\n"
                        + "20260501,35693803564380,410015100000001,923001000001\n"
                        + "20260502,3569380356438012,410015100000001,923001000001\n"
                        + "20260502,3569380356438012,410015100000001,923001000001\n");

        assertThat(country.rows("SELECT month, operator, device, \"days\" FROM uses ORDER BY 1"))
                .containsExactly(
                        "202604,1,35693803564380," + (1L << 29), "202605,1,35693803564380,3");
        assertThat(country.rows("SELECT device, last_day - first_day FROM devices"))
                .containsExactly("35693803564380,2");
        assertThat(country.rows("SELECT * FROM operators")).containsExactly("1,one");
    }

    /// Rules ask whether a device ever had two subscribers, and when it was first seen, without
    /// putting its rows together.
    @Test
    void theNewestRowOfADeviceSaysAllThatIsKnownOfIt() throws IOException {
        try (Change change = country.store().change()) {
            change.write(
                    Relations.DEVICES,
                    0,
                    0,
                    """
                    SELECT 35693803564380 - range AS device, 20000 AS first_day, 20001 AS last_day,
                           4 AS rats, 77 AS imsi, NULL::INTEGER AS other_imsi,
                           NULL::INTEGER AS msisdn, NULL::INTEGER AS other_msisdn
                    FROM range(%d)\
                    """
                            .formatted(Rolling.ROWS_AT_ONCE));
            change.commit();
        }

        taken(NAME, HEADER + CLEAN + CLEAN.replace("64380", "64381"));

        assertThat(
                        country.rows(
                                "SELECT first_day, last_day, rats, 77 IN (imsi, other_imsi),"
                                        + " other_imsi IS NOT NULL FROM device_rows WHERE device ="
                                        + " 35693803564380 ORDER BY last_day"))
                .containsExactly("20000,20001,4,true,false", "20000,20576,4,true,true");
        assertThat(
                        country.rows(
                                "SELECT other_imsi FROM device_rows WHERE device ="
                                        + " 35693803564381"))
                .containsExactly("null");
    }

    @Test
    void keepsOfSubscribersNumbersAndNetworks() throws IOException {
        taken(NAME, HEADER + CLEAN);

        assertThat(country.rows("SELECT digits, mcc, mnc2, mnc3 FROM imsis"))
                .containsExactly("15,410,1,15");
        assertThat(country.rows("SELECT digits, country FROM msisdns")).containsExactly("12,null");
        OpenVault vault = country.vault().open("test");
        int imsi = (int) country.store().database().number("SELECT imsi FROM uses");
        assertThat(vault.text(Kind.IMSI, imsi)).contains("410015100000001");
    }

    @Test
    void keepsTheRadioTechnologiesAlsoOf5g() throws IOException {
        taken(
                NAME,
                """
                Date,IMEI,IMSI,MSISDN,RAT
                20260503,35693803564380,410015100000001,923001000001,001|006
                20260504,35693803564380,410015100000001,923001000001,010
                """);

        int mask = Rat.UTRAN.mask() | Rat.EUTRAN.mask() | Rat.NR.mask();
        assertThat(country.rows("SELECT rats FROM uses")).containsExactly("" + mask);
    }

    @Test
    void refusesRadioTechnologiesThatNobodyKnows() throws IOException {
        for (String rat : List.of("011", "01", "001|", "|001", "001,", "0010", "001;006")) {
            Refusal refusal = refused(NAME, "date,imei,imsi,msisdn,rat\n20260503,,,," + rat + "\n");
            assertThat(refusal.check()).isEqualTo(Check.SCHEMA);
        }
    }

    @Test
    void asksForTheColumnRatWhenItIsConfigured() throws IOException {
        inRegion(new Region("", true, true, List.of(), List.of(), List.of()));

        assertThat(refused(NAME, HEADER + CLEAN).check()).isEqualTo(Check.HEADER);
    }

    @Test
    void malformedImeisHaveNegativeNumbersAndTheirText() throws IOException {
        country.limits(lenient());
        taken(NAME, HEADER + "20260503,abc#12,410015100000001,\n20260503,ABC#12,,\n");

        assertThat(country.rows("SELECT text FROM malformed")).containsExactly("ABC#12");
        assertThat(
                        country.rows(
                                "SELECT count(DISTINCT device), max(device) < 0 FROM uses"
                                        + " SEMI JOIN malformed USING (device)"))
                .containsExactly("1,true");
    }

    @Test
    void anotherFileOfTheSameDayIsUnited() throws IOException {
        taken("one_20260501_20260503.csv", HEADER + CLEAN);
        taken(
                "one_x_20260501_20260504.csv",
                HEADER + CLEAN + CLEAN.replace("20260503", "20260504"));

        assertThat(country.rows("SELECT \"days\" FROM uses")).containsExactly("12");
        assertThat(country.rows("SELECT day, imeis, imsis, msisdns FROM daily_counts ORDER BY 1"))
                .containsExactly("20576,1,1,1", "20577,1,1,1");
        assertThat(country.store().parts("uses")).hasSize(1);
    }

    @Test
    void identicalBytesChangeNothing() throws IOException {
        taken(NAME, HEADER + CLEAN);
        long version = country.store().version();

        assertThat(country.operator(NAME, HEADER + CLEAN)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(country.store().version()).isEqualTo(version);
        assertThat(country.store().catalogue()).hasSize(1);
    }

    @Test
    void readsAZipAndFieldsInQuotes() throws IOException {
        byte[] bytes =
                (HEADER + "\"20260503\",\"35693803564380\",410015100000001,\"\"\n" + CLEAN)
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        Path zip = country.zip("one_20260501_20260531.zip", NAME, bytes);

        ImportOptions options =
                ImportOptions.none().without(Set.of(Check.NULL_MSISDN, Check.NULL_ANY));
        assertThat(country.take(FileKind.OPERATOR, zip, options))
                .isInstanceOf(Outcome.Imported.class);
        assertThat(country.rows("SELECT count(*) FROM uses")).containsExactly("2");
    }

    @Test
    void refusesOtherNamesAndPeriods() throws IOException {
        assertThat(refused("one.csv", HEADER + CLEAN).check()).isEqualTo(Check.FILE_NAME);
        assertThat(refused("one_20260501_20260531.txt", HEADER).check()).isEqualTo(Check.FILE_NAME);
        assertThat(refused("one_20261301_20260531.csv", HEADER).check()).isEqualTo(Check.FILE_NAME);
        assertThat(refused("one_20260531_20260501.csv", HEADER).check()).isEqualTo(Check.PERIOD);
        assertThat(refused("one_20250501_20260502.csv", HEADER).check()).isEqualTo(Check.PERIOD);
        assertThat(refused("one_20260615_20260616.csv", HEADER).check()).isEqualTo(Check.FUTURE);
        assertThat(refused("o.e_20260501_20260531.csv", HEADER).check()).isEqualTo(Check.OPERATOR);
    }

    @Test
    void aPeriodIsAYearAtMost() throws IOException {
        taken("one_20250501_20260501.csv", HEADER + CLEAN.replace("20260503", "20260501"));
    }

    @Test
    void refusesAnOperatorThatIsNotConfigured() throws IOException {
        inRegion(Country.REGION);

        assertThat(refused("three_20260501_20260531.csv", HEADER + CLEAN).check())
                .isEqualTo(Check.OPERATOR);
        taken(NAME.replace("one", "ONE"), HEADER + CLEAN);
    }

    @Test
    void refusesAnotherHeader() throws IOException {
        for (String header :
                List.of(
                        "imei,date,imsi,msisdn",
                        "date;imei;imsi;msisdn",
                        "date,imei,imsi",
                        "date,imei,imsi,msisdn,rat,more",
                        "date,imei,imsi,number",
                        "20260503,35693803564380,410015100000001,923001000001")) {
            Refusal refusal = refused(NAME, header + "\n" + CLEAN);
            assertThat(refusal.check()).as(header).isEqualTo(Check.HEADER);
            assertThat(refusal.offences()).hasSize(1);
        }
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertThat(refused(NAME, "").check()).isEqualTo(Check.EMPTY);
        assertThat(refused(NAME, HEADER).check()).isEqualTo(Check.EMPTY);
    }

    @Test
    void refusesFieldsOfAnotherPatternWithTheirLines() throws IOException {
        Refusal refusal =
                refused(
                        NAME,
                        HEADER
                                + CLEAN
                                + "2026053,35693803564380,1,1\n"
                                + "20260503,35693803564380G,1,1\n"
                                + "20260503,35693803564380123,1,1\n"
                                + "20260503,35693803564380,4100151000000012,1\n"
                                + "20260503,35693803564380,1,+92\n"
                                + "20260503,35693803564380,1\n"
                                + "\n");

        assertThat(refusal.check()).isEqualTo(Check.SCHEMA);
        assertThat(refusal.offences().stream().map(Offence::line))
                .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(refusal.text()).doesNotContain("35693803564380").doesNotContain("4100151");
    }

    @Test
    void namesTheFirstTenLinesOnly() throws IOException {
        Refusal refusal = refused(NAME, HEADER + "x\n".repeat(11));

        assertThat(refusal.offences()).hasSize(Refusal.OFFENCES_MAX);
    }

    @Test
    void refusesDatesOutsideThePeriod() throws IOException {
        for (String day : List.of("20260430", "20260601")) {
            Refusal refusal = refused(NAME, HEADER + CLEAN + CLEAN.replace("20260503", day));
            assertThat(refusal.check()).isEqualTo(Check.DATE_RANGE);
            assertThat(refusal.offences().getFirst().line()).isEqualTo(3);
        }
    }

    @Test
    void refusesMixedLineEnds() throws IOException {
        assertThat(refused(NAME, HEADER + CLEAN.replace("\n", "\r\n")).check())
                .isEqualTo(Check.LINE_ENDS);
        assertThat(refused(NAME, HEADER.replace("\n", "\r")).check()).isEqualTo(Check.LINE_ENDS);
    }

    @Test
    void refusesOtherEncodings() throws IOException {
        assertThat(refused(NAME, "\ufeff" + HEADER + CLEAN).check()).isEqualTo(Check.ENCODING);
        byte[] utf16 = (HEADER + CLEAN).getBytes(StandardCharsets.UTF_16LE);
        Outcome outcome =
                country.take(FileKind.OPERATOR, country.file(NAME, utf16), ImportOptions.none());
        assertThat(country.refusal(outcome).check()).isEqualTo(Check.ENCODING);
        byte[] latin = (HEADER + "20260503,\u00e9,,\n").getBytes(StandardCharsets.ISO_8859_1);
        outcome = country.take(FileKind.OPERATOR, country.file(NAME, latin), ImportOptions.none());
        assertThat(country.refusal(outcome).check()).isEqualTo(Check.ENCODING);
    }

    @Test
    void refusesLinesOverTheBound() throws IOException {
        String fits = "\"" + "x".repeat(Lines.LINE_BYTES_MAX - 5) + "\",,,";
        assertThat(refused(NAME, HEADER + fits + "\n").check()).isEqualTo(Check.SCHEMA);
        assertThat(refused(NAME, HEADER + fits + ",\n").check()).isEqualTo(Check.LINE_LENGTH);
        assertThat(refused(NAME, HEADER + "x".repeat(3 << 20)).check())
                .isEqualTo(Check.LINE_LENGTH);
    }

    @Test
    void refusesZipsThatAreNotOneWholeFile() throws IOException {
        byte[] bytes = (HEADER + CLEAN.repeat(1000)).getBytes(StandardCharsets.US_ASCII);
        String name = "one_20260501_20260531.zip";
        Path zip = country.zip(name, NAME, bytes);
        byte[] whole = Files.readAllBytes(zip);
        for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
            country.file(name, Arrays.copyOf(whole, length));
            assertThat(refuse(zip)).as("%d bytes", length).isEqualTo(Check.ARCHIVE);
        }
        byte[] damaged = whole.clone();
        damaged[80] ^= 1;
        country.file(name, damaged);
        assertThat(refuse(zip)).isEqualTo(Check.ARCHIVE);
        country.zip(name, "two_20260501_20260531.csv", bytes);
        assertThat(refuse(zip)).isEqualTo(Check.ARCHIVE);
        assertThat(country.store().version()).isZero();
    }

    private Check refuse(Path file) throws IOException {
        return country.refusal(country.take(FileKind.OPERATOR, file, ImportOptions.none())).check();
    }

    @Test
    void refusesABomb() throws IOException {
        byte[] bytes = (HEADER + CLEAN.repeat(1_600_000)).getBytes(StandardCharsets.US_ASCII);
        assertThat(bytes.length).isGreaterThan((int) FileSource.RATIO_FREE_BYTES);
        Path zip = country.zip("one_20260501_20260531.zip", NAME, bytes);

        assertThat(refuse(zip)).isEqualTo(Check.UNPACKED_SIZE);
        assertThat(country.store().version()).isZero();
    }

    @Test
    void nullImeisAtTheLimitPass() throws IOException {
        taken(NAME, hundred(5, "20260503,,410015100000099,923001000099"));
    }

    @Test
    void nullImeisOverTheLimitAreRefused() throws IOException {
        Refusal refusal = refused(NAME, hundred(6, "20260503,,410015100000099,923001000099"));

        assertThat(refusal.check()).isEqualTo(Check.NULL_IMEI);
        assertThat(refusal.figure()).isEqualTo("0.0600 (6 of 100 rows)");
        assertThat(refusal.limit()).isEqualTo("at most 0.05");
        assertThat(refusal.offences().stream().map(Offence::line))
                .containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void nullImsisOverTheLimitAreRefused() throws IOException {
        refusedOver(5, "20260503,35693803564399,,923001000099", Check.NULL_IMSI);
    }

    @Test
    void nullMsisdnsOverTheLimitAreRefused() throws IOException {
        refusedOver(5, "20260503,35693803564399,410015100000099,", Check.NULL_MSISDN);
    }

    @Test
    void msisdnsThatAreNotImportedAreNotAskedFor() throws IOException {
        inRegion(new Region("", false, false, List.of(), List.of(), List.of()));
        taken(NAME, hundred(6, "20260503,35693803564399,410015100000099,"));

        assertThat(country.rows("SELECT count(msisdn) FROM uses")).containsExactly("0");
    }

    @Test
    void rowsWithoutTechnologyOverTheLimitAreRefusedWhenConfigured() throws IOException {
        inRegion(new Region("", true, true, List.of(), List.of(), List.of()));
        String text = hundred(0, "").replace("\n", ",006\n").replace("msisdn,006", "msisdn,rat");
        String less = text;
        for (int i = 0; i < 6; i++) {
            less = less.replaceFirst(",006\n", ",\n");
        }
        assertThat(refused(NAME, less).check()).isEqualTo(Check.NULL_RAT);
        taken(NAME, text);
    }

    @Test
    void rowsWithAnyNullOverTheLimitAreRefused() throws IOException {
        String text =
                hundred(4, "20260503,,410015100000099,923001000099")
                        + "20260503,35693803564399,,923001000099\n".repeat(4);
        assertThat(refused(NAME, text).check()).isEqualTo(Check.NULL_ANY);
    }

    @Test
    void uncleanImeisOverTheLimitAreRefused() throws IOException {
        refusedOver(5, "20260503,3569380356439,410015100000099,923001000099", Check.UNCLEAN_IMEI);
    }

    @Test
    void uncleanImsisOverTheLimitAreRefused() throws IOException {
        refusedOver(5, "20260503,35693803564399,4100151000000,923001000099", Check.UNCLEAN_IMSI);
    }

    @Test
    void imsisOfFourteenDigitsAreClean() throws IOException {
        taken(NAME, hundred(6, "20260503,35693803564399,41001510000009,923001000099"));
    }

    @Test
    void rowsWithAnythingUncleanOverTheLimitAreRefused() throws IOException {
        String text =
                hundred(4, "20260503,ABC,410015100000099,923001000099")
                        + "20260503,35693803564399,4100,923001000099\n".repeat(4);
        assertThat(refused(NAME, text).check()).isEqualTo(Check.UNCLEAN_ANY);
    }

    @Test
    void foreignImsisOverTheLimitAreRefused() throws IOException {
        inRegion(Country.REGION);
        String other = "20260503,35693803564399,262015100000099,923001000099";
        taken("one_a_20260501_20260531.csv", hundred(10, other));
        Outcome outcome = country.operator(NAME, hundred(11, other));
        assertThat(country.refusal(outcome).check()).isEqualTo(Check.OUT_OF_REGION_IMSI);
    }

    @Test
    void foreignMsisdnsOverTheLimitAreRefused() throws IOException {
        inRegion(Country.REGION);
        refusedOver(
                10,
                "20260503,35693803564399,410015100000099,493001000099",
                Check.OUT_OF_REGION_MSISDN);
    }

    @Test
    void rowsWithAnythingForeignOverTheLimitAreRefused() throws IOException {
        inRegion(Country.REGION);
        String text =
                hundred(7, "20260503,35693803564399,410015100000099,493001000099")
                        + "20260503,35693803564399,262015100000099,923001000099\n".repeat(7);
        assertThat(refused(NAME, text).check()).isEqualTo(Check.OUT_OF_REGION_ANY);
    }

    @Test
    void imsisOfOtherOperatorsOverTheLimitAreRefused() throws IOException {
        inRegion(Country.REGION);
        String other = "20260503,35693803564399,410002100000099,923001000099";
        refusedOver(20, other, Check.NON_HOME_NETWORK);
        taken(NAME, hundred(20, other));
        taken("two_20260501_20260531.csv", HEADER + other + "\n");
    }

    @Test
    void aCheckCanBeLeftOut() throws IOException {
        Path file = country.file(NAME, hundred(100, "20260503,,410015100000099,923001000099"));
        ImportOptions options =
                ImportOptions.none().without(Set.of(Check.NULL_IMEI, Check.NULL_ANY));

        assertThat(country.take(FileKind.OPERATOR, file, options))
                .isInstanceOf(Outcome.Imported.class);
    }

    @Test
    void moreImeisWithOneThanWithZeroAreRefused() throws IOException {
        String zero = "20260503,01693803564380,410015100000099,923001000099\n";
        String one = "20260503,16938035643809,410015100000099,923001000099\n";

        assertThat(refused(NAME, HEADER + zero + one + one).check()).isEqualTo(Check.LEADING_ZERO);
        taken(NAME, HEADER + zero + one);
    }

    @Test
    void imeisThatLackTheZeroOfAKnownModelAreRefused() throws IOException {
        country.take(
                FileKind.TAC,
                country.file("gsma.txt", "TAC|Manufacturer\n01693803|Maker\n"),
                ImportOptions.none());
        String zero = "20260503,01693803564380,410015100000099,923001000099\n".repeat(3);
        String lacks = "20260503,16938035643809,410015100000099,923001000099\n";
        String other = "20260503,17938035643809,410015100000099,923001000099\n";

        taken(NAME, HEADER + zero + lacks + other);
        Outcome outcome = country.operator(NAME, HEADER + zero + lacks + lacks + other);
        assertThat(country.refusal(outcome).check()).isEqualTo(Check.LEADING_ZERO);
        assertThat(country.refusal(outcome).figure()).startsWith("0.6667 (2 of 3");
    }

    @Test
    void fewerDevicesADayThanBeforeAreRefused() throws IOException {
        taken(NAME, hundred(0, ""));
        String devices = hundred(0, "").replaceAll(",3569380356430[0-9]{1},", ",35693803564399,");
        Outcome outcome =
                country.operator(NAME, devices.replace(",35693803564310,", ",35693803564399,"));
        assertThat(country.refusal(outcome).check()).isEqualTo(Check.HISTORIC_IMEI);
        assertThat(country.refusal(outcome).figure()).isEqualTo("89.0 a day, 100.0 before");
        taken(NAME, devices);
    }

    @Test
    void fewerImsisADayThanBeforeAreRefused() throws IOException {
        taken(NAME, hundred(0, ""));
        String text = hundred(0, "").replaceAll(",41001510000000[0-9]", ",410015100000099");
        text = text.replace(",410015100000010", ",410015100000099");
        Outcome outcome = country.operator(NAME, text);
        assertThat(country.refusal(outcome).check()).isEqualTo(Check.HISTORIC_IMSI);
    }

    @Test
    void fewerMsisdnsADayThanBeforeAreRefused() throws IOException {
        taken(NAME, hundred(0, ""));
        String text = hundred(0, "").replaceAll(",92300100000[0-9]", ",923001000099");
        text = text.replace(",923001000010", ",923001000099");
        Outcome outcome = country.operator(NAME, text);
        assertThat(country.refusal(outcome).check()).isEqualTo(Check.HISTORIC_MSISDN);
    }

    @Test
    void historyIsOfTheSameOperatorOnly() throws IOException {
        taken(NAME, hundred(0, ""));
        taken("two_20260501_20260531.csv", HEADER + CLEAN);
    }

    @Test
    void historyIsTheLastThirtyDays() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int day = 1; day <= 31; day++) {
            int devices = day == 1 ? 90 : 1;
            for (int i = 0; i < devices; i++) {
                text.append(
                        "202605%02d,356938035643%02d,410015100000001,923001000001\n"
                                .formatted(day, i));
            }
        }
        taken(NAME, text.toString());
        taken("one_20260601_20260601.csv", HEADER + CLEAN.replace("20260503", "20260601"));
    }

    private static Limits lenient() {
        return new Limits(
                Region.anywhere(),
                new OperatorLimits(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1),
                Map.of());
    }
}
