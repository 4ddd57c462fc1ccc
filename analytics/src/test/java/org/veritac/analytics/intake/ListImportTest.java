// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.analytics.config.OperatorLimits;
import org.veritac.analytics.config.Region;
import org.veritac.analytics.config.SizeLimit;
import org.veritac.analytics.vault.Kind;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lists, whole and as changes (facts 1.3 and 1.4 of DIRBS).
class ListImportTest extends WithCountry {
    private static final String BARRED = "imei\n35693803564380\n35693803564381\n";
    private static final String CHANGES = "imei,change_type\n";
    private static final String CURRENT = " WHERE to_day IS NULL ORDER BY 1";

    private void taken(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Imported.class);
    }

    private Check refused(Outcome outcome) {
        return country.refusal(outcome).check();
    }

    @Test
    void aStolenListHasDatesAndStates() throws IOException {
        taken(
                country.list(
                        FileKind.STOLEN,
                        """
                        IMEI,reporting_date,status
                        356938035643809,20260110,Blacklist
                        35693803564381,,
                        """));

        assertThat(
                        country.rows(
                                "SELECT device, reported_day, status, from_day FROM stolen"
                                        + CURRENT))
                .containsExactly("35693803564380,20463,blacklist,0", "35693803564381,null,null,0");
    }

    @Test
    void aRegistrationListHasNineColumns() throws IOException {
        taken(
                country.list(
                        FileKind.REGISTRATION,
                        """
                        approved_imei,make,model,status,model_number,brand_name,device_type,radio_interface,device_id
                        35693803564380,Maker,"One, ""big""\",whitelist,,,Smartphone,LTE,7
                        """));

        assertThat(
                        country.rows(
                                "SELECT device, make, model, status, brand_name, device_id FROM"
                                        + " registration"))
                .containsExactly("35693803564380,Maker,One, \"big\",whitelist,null,7");
    }

    @Test
    void aGoldenListIsPlainOrHashed() throws IOException {
        taken(country.list(FileKind.GOLDEN, "golden_imei\n35693803564380\n"));
        Path hashed = country.file("hashed.csv", "golden_imei\nD41D8CD98F00B204E9800998ECF8427E\n");
        ImportOptions options = new ImportOptions("", false, true, Set.of());
        taken(country.take(FileKind.GOLDEN, hashed, options));

        assertThat(country.rows("SELECT device FROM golden")).containsExactly("35693803564380");
        assertThat(country.rows("SELECT hash FROM golden_hashes"))
                .containsExactly("d41d8cd98f00b204e9800998ecf8427e");
        assertThat(refused(country.take(FileKind.GOLDEN, hashed, ImportOptions.none())))
                .isEqualTo(Check.SCHEMA);
    }

    @Test
    void pairsNameSubscribersByNumber() throws IOException {
        taken(
                country.list(
                        FileKind.PAIRING,
                        "imei,imsi,msisdn\n35693803564380,410015100000001,923001000001\n"));

        int msisdn = (int) country.store().database().number("SELECT msisdn FROM pairs");
        assertThat(country.vault().open("test").text(Kind.MSISDN, msisdn)).contains("923001000001");
    }

    @Test
    void subscribersAndAssociationsShareUserIds() throws IOException {
        taken(
                country.list(
                        FileKind.SUBSCRIBERS, "uid,imsi\nab-\\C901234567890123,410015100000001\n"));
        taken(
                country.list(
                        FileKind.ASSOCIATION, "uid,imei\nab-\\C901234567890123,35693803564380\n"));

        assertThat(country.rows("SELECT device FROM subscribers JOIN associations USING (uid)"))
                .containsExactly("35693803564380");
        int uid = (int) country.store().database().number("SELECT uid FROM subscribers");
        assertThat(country.vault().open("test").text(Kind.UID, uid))
                .contains("ab-\\C901234567890123");
        assertThat(
                        refused(
                                country.list(
                                        FileKind.SUBSCRIBERS,
                                        "uid,imsi\nab-\\C9012345678901234,410015100000001\n")))
                .isEqualTo(Check.SCHEMA);
    }

    @Test
    void barredTacsHaveEightDigits() throws IOException {
        taken(country.list(FileKind.BARRED_TAC, "tac\n01234567\n"));

        assertThat(country.rows("SELECT tac FROM barred_tacs")).containsExactly("1234567");
        assertThat(refused(country.list(FileKind.BARRED_TAC, "tac\n0123456\n")))
                .isEqualTo(Check.SCHEMA);
    }

    @Test
    void aMonitoringListMayNameMalformedImeis() throws IOException {
        taken(country.list(FileKind.MONITORING, "imei\nabc#1\n"));

        assertThat(country.rows("SELECT text FROM monitoring JOIN malformed USING (device)"))
                .containsExactly("ABC#1");
    }

    @Test
    void aModelTableHasItsColumnsByName() throws IOException {
        String text =
                """
                TAC|Marketing Name|Manufacturer|Bands|Allocation Date|Radio Interface|Model Name|Device Type|NFC
                35693803|Big|Maker|GSM 900,LTE FDD BAND 1,5G n78|03-Jan-2020|NONE|M1|Smartphone|Y
                01234567||Not Known|||||Modem|
                """;
        taken(country.take(FileKind.TAC, country.file("gsma.txt", text), ImportOptions.none()));

        int rats =
                Rat.GERAN.mask()
                        | Rat.GAN.mask()
                        | (Rat.generationMask(4) & ~Rat.UMB.mask())
                        | Rat.NR.mask();
        assertThat(
                        country.rows(
                                "SELECT tac, manufacturer, model, rats, allocated_day, other FROM"
                                        + " models"
                                        + CURRENT))
                .containsExactly(
                        "1234567,null,null,null,null,null",
                        "35693803,Maker,M1," + rats + ",18264,{\"nfc\":\"Y\"}");
    }

    @Test
    void refusesBrokenModelTables() throws IOException {
        for (String text : List.of("MODEL|X\n1|2\n", "TAC,Manufacturer\n1,2\n", "TAC|TAC\n1|2\n")) {
            assertThat(models(text)).isEqualTo(Check.HEADER);
        }
        assertThat(models("TAC|Allocation Date\n35693803|31-Feb-2020\n")).isEqualTo(Check.SCHEMA);
        assertThat(models("TAC|Manufacturer\n3569380|x\n")).isEqualTo(Check.SCHEMA);
        assertThat(models("TAC|Manufacturer\n35693803\n")).isEqualTo(Check.SCHEMA);
        assertThat(models("TAC|Manufacturer\n35693803|a\n35693803|b\n")).isEqualTo(Check.CONFLICT);
    }

    private Check models(String text) throws IOException {
        return refused(
                country.take(FileKind.TAC, country.file("gsma.txt", text), ImportOptions.none()));
    }

    @Test
    void aWholeListEndsWhatItLacks() throws IOException {
        taken(country.list(FileKind.BARRED, BARRED));
        country.today("2026-06-20");
        taken(
                country.take(
                        FileKind.BARRED,
                        country.file("list.csv", "imei\n35693803564381\n35693803564382\n"),
                        ImportOptions.none().without(Set.of(Check.SIZE_PERCENT))));

        assertThat(country.rows("SELECT * FROM barred ORDER BY 1"))
                .containsExactly(
                        "35693803564380,0,20624",
                        "35693803564381,0,null",
                        "35693803564382,20624,null");
    }

    @Test
    void aFirstImportIsInForceSinceEverAndALaterOneSinceItsDay() throws IOException {
        taken(country.list(FileKind.BARRED, BARRED));
        taken(country.delta(FileKind.BARRED, CHANGES + "35693803564382,add\n"));
        country.today("2026-06-20");
        taken(country.delta(FileKind.BARRED, CHANGES + "35693803564383,add\n"));

        assertThat(country.rows("SELECT device, from_day FROM barred ORDER BY 1"))
                .containsExactly(
                        "35693803564380,0",
                        "35693803564381,0",
                        "35693803564382,0",
                        "35693803564383,20624");
    }

    @Test
    void aDeviceIsMonitoredFromTheDayOfItsImport() throws IOException {
        taken(country.list(FileKind.MONITORING, BARRED));

        assertThat(country.rows("SELECT DISTINCT from_day FROM monitoring"))
                .containsExactly("20619");
    }

    @Test
    void whatBeganTodayAndEndsTodayNeverWas() throws IOException {
        taken(country.list(FileKind.BARRED, BARRED));
        taken(skipping(FileKind.BARRED, CHANGES + "35693803564380,remove\n", Check.SIZE_PERCENT));

        assertThat(country.rows("SELECT device FROM barred")).containsExactly("35693803564381");
    }

    @Test
    void anUpdateEndsTheRowBefore() throws IOException {
        String header = "imei,reporting_date,status";
        taken(country.list(FileKind.STOLEN, header + "\n35693803564380,20260110,pending\n"));
        country.today("2026-06-20");
        taken(
                country.delta(
                        FileKind.STOLEN,
                        header + ",change_type\n35693803564380,20260110,blacklist,update\n"));

        assertThat(country.rows("SELECT status, from_day, to_day FROM stolen ORDER BY 2"))
                .containsExactly("pending,0,20624", "blacklist,20624,null");
    }

    @Test
    void rowsThatDifferOnlyInSpellingAreOne() throws IOException {
        taken(country.list(FileKind.BARRED, "imei\n356938035643809\n3569380356438001\nabc\nABC\n"));

        assertThat(country.rows("SELECT count(*) FROM barred")).containsExactly("2");
    }

    @Test
    void rowsOfOneKeyThatDifferAreRefused() throws IOException {
        Outcome outcome =
                country.list(
                        FileKind.STOLEN,
                        """
                        imei,reporting_date,status
                        35693803564380,20260110,
                        356938035643809,20260111,
                        """);

        assertThat(refused(outcome)).isEqualTo(Check.CONFLICT);
        assertThat(country.refusal(outcome).offences().getFirst().line()).isEqualTo(3);
        assertThat(country.store().version()).isZero();
    }

    @Test
    void onePairWithTwoMsisdnsIsRefused() throws IOException {
        String text =
                """
                imei,imsi,msisdn
                35693803564380,410015100000001,923001000001
                35693803564380,410015100000001,923001000002
                """;
        assertThat(refused(country.list(FileKind.PAIRING, text))).isEqualTo(Check.CONFLICT);
    }

    @Test
    void aDeltaThatChangesAKeyTwiceIsRefused() throws IOException {
        String text = CHANGES + "35693803564380,add\n356938035643809,remove\n";
        assertThat(refused(country.delta(FileKind.BARRED, text))).isEqualTo(Check.DELTA_DUPLICATE);
    }

    @Test
    void aDeltaThatAddsWhatIsThereIsRefused() throws IOException {
        taken(country.list(FileKind.BARRED, BARRED));
        String text = CHANGES + "35693803564382,add\n35693803564380,add\n";
        Outcome outcome = country.delta(FileKind.BARRED, text);

        assertThat(refused(outcome)).isEqualTo(Check.DELTA_ADDS);
        assertThat(country.refusal(outcome).offences().getFirst().line()).isEqualTo(3);
        taken(skipping(FileKind.BARRED, text, Check.DELTA_ADDS));
    }

    @Test
    void aDeltaThatRemovesWhatIsNotThereIsRefused() throws IOException {
        String text = CHANGES + "35693803564380,remove\n";
        assertThat(refused(country.delta(FileKind.BARRED, text))).isEqualTo(Check.DELTA_REMOVES);
        taken(skipping(FileKind.BARRED, text, Check.DELTA_REMOVES));
    }

    @Test
    void aDeltaThatUpdatesWhatIsNotThereIsRefused() throws IOException {
        String text = "imei,reporting_date,status,change_type\n35693803564380,20260110,,update\n";
        assertThat(refused(country.delta(FileKind.STOLEN, text))).isEqualTo(Check.DELTA_UPDATES);
        taken(skipping(FileKind.STOLEN, text, Check.DELTA_UPDATES));
    }

    private Outcome skipping(FileKind kind, String text, Check check) throws IOException {
        return country.take(
                kind,
                country.file("delta.csv", text),
                ImportOptions.changes().without(Set.of(check)));
    }

    @Test
    void onlyStolenAndRegistrationAreUpdated() throws IOException {
        assertThat(refused(country.delta(FileKind.BARRED, CHANGES + "35693803564380,update\n")))
                .isEqualTo(Check.SCHEMA);
        assertThat(refused(country.delta(FileKind.BARRED, CHANGES + "35693803564380,\n")))
                .isEqualTo(Check.SCHEMA);
    }

    @Test
    void aListThatShrinksBelowItsPartIsRefused() throws IOException {
        taken(country.list(FileKind.BARRED, numbers(0, 4)));
        taken(country.list(FileKind.BARRED, numbers(0, 3)));
        Outcome outcome = country.list(FileKind.BARRED, numbers(0, 2));

        assertThat(refused(outcome)).isEqualTo(Check.SIZE_PERCENT);
        assertThat(country.refusal(outcome).figure()).isEqualTo("2 rows, 3 before");
    }

    @Test
    void aListThatLosesMoreRowsThanTheLimitIsRefused() throws IOException {
        country.limits(
                new Limits(
                        Region.anywhere(),
                        OperatorLimits.defaults(),
                        Map.of(SizeLimit.Kind.BARRED, new SizeLimit(1, 0))));
        taken(country.list(FileKind.BARRED, numbers(0, 10)));
        taken(country.list(FileKind.BARRED, numbers(0, 9)));
        assertThat(refused(country.list(FileKind.BARRED, numbers(0, 7))))
                .isEqualTo(Check.SIZE_ABSOLUTE);
    }

    @Test
    void aDeltaIsHeldToTheSizeToo() throws IOException {
        taken(country.list(FileKind.BARRED, BARRED));
        String text = CHANGES + "35693803564380,remove\n";
        assertThat(refused(country.delta(FileKind.BARRED, text))).isEqualTo(Check.SIZE_PERCENT);
    }

    private static String numbers(int from, int to) {
        StringBuilder text = new StringBuilder("imei\n");
        for (int i = from; i < to; i++) {
            text.append("356938035643%02d\n".formatted(i));
        }
        return text.toString();
    }

    @Test
    void theLastListAgainChangesNothing() throws IOException {
        taken(country.list(FileKind.BARRED, BARRED));
        assertThat(country.list(FileKind.BARRED, BARRED)).isInstanceOf(Outcome.Unchanged.class);
        taken(country.list(FileKind.BARRED, BARRED + "35693803564382\n"));
        taken(
                country.take(
                        FileKind.BARRED,
                        country.file("list.csv", BARRED),
                        ImportOptions.none().without(Set.of(Check.SIZE_PERCENT))));

        assertThat(country.rows("SELECT count(*) FROM barred" + " WHERE to_day IS NULL"))
                .containsExactly("2");
    }

    @Test
    void refusesAnotherHeaderAndAnotherNumberOfColumns() throws IOException {
        assertThat(refused(country.list(FileKind.BARRED, "tac\n35693803564380\n")))
                .isEqualTo(Check.HEADER);
        assertThat(refused(country.delta(FileKind.BARRED, BARRED))).isEqualTo(Check.HEADER);
        assertThat(refused(country.list(FileKind.BARRED, ""))).isEqualTo(Check.EMPTY);
        assertThat(refused(country.list(FileKind.BARRED, "imei\n35693803564380,1\n")))
                .isEqualTo(Check.SCHEMA);
        assertThat(refused(country.list(FileKind.BARRED, "imei\n\"35693803564380\n")))
                .isEqualTo(Check.SCHEMA);
    }

    @Test
    void textsAreBounded() throws IOException {
        String header = "imei,reporting_date,status\n35693803564380,,";
        String longest = "x".repeat(ListReader.TEXT_MAX);
        taken(country.list(FileKind.STOLEN, header + longest + "\n"));
        assertThat(refused(country.list(FileKind.STOLEN, header + longest + "x\n")))
                .isEqualTo(Check.SCHEMA);
    }
}
