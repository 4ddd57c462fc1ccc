// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/// Files of events, ours and the register's.
class EventImportTest extends WithCountry {
    private static final String HEADER =
            "time,imei,svn,imsi,msisdn,mcc,mnc,cell,lat,lon,attached_s";

    private Outcome events(String text) throws IOException {
        return country.take(
                FileKind.EVENTS, country.file("events.csv", text), ImportOptions.none());
    }

    @Test
    void readsPlacesAndTimes() throws IOException {
        String row =
                "2026-06-14T23:59:59Z,356938035643809,07,410015100000001,923001000001,410,01,"
                        + "123456789012345,33.5,-73.25,3600\n";
        assertThat(events(HEADER + "\n" + row)).isInstanceOf(Outcome.Imported.class);

        assertThat(
                        country.rows(
                                "SELECT day, second, device, svn, mcc, mnc, cell, lat, lon,"
                                        + " attached_s FROM events"))
                .containsExactly(
                        "20618,86399,35693803564380,7,410,1,123456789012345,33.5,-73.25,3600");
        assertThat(country.store().parts("events").getFirst().period()).isEqualTo(20618);
    }

    @Test
    void readsWhatTheRegisterWrites() throws IOException {
        String text =
                HEADER
                        + ",asker,verdict,reason\n"
                        + "2026-06-14T08:00:00.123Z,35693803564380,,410015100000001,,,,,,,,mme-1,WHITE,\n";
        assertThat(events(text)).isInstanceOf(Outcome.Imported.class);

        assertThat(country.rows("SELECT second, svn, msisdn, cell, lat FROM events"))
                .containsExactly("28800,null,null,null,null");
    }

    @Test
    void theTailIsOptional() throws IOException {
        String row = "2026-06-14T08:00:00Z,35693803564380,01,410015100000001";
        assertThat(events("time,imei,svn,imsi\n" + row + "\n"))
                .isInstanceOf(Outcome.Imported.class);
        assertThat(country.refusal(events("time,imei,svn\n")).check()).isEqualTo(Check.HEADER);
        assertThat(country.refusal(events("time,imei,svn,msisdn\n")).check())
                .isEqualTo(Check.HEADER);
        assertThat(country.refusal(events(HEADER + ",asker\n")).check()).isEqualTo(Check.HEADER);
    }

    @Test
    void theSameEventTwiceIsOne() throws IOException {
        String head = "time,imei,svn,imsi\n";
        String one = "2026-06-14T08:00:00Z,35693803564380,01,410015100000001\n";
        String two = "2026-06-14T08:00:01Z,35693803564380,01,\n";
        assertThat(events(head + one + one)).isInstanceOf(Outcome.Imported.class);
        assertThat(events(head + one + two)).isInstanceOf(Outcome.Imported.class);
        assertThat(events(head + one + two)).isInstanceOf(Outcome.Unchanged.class);

        assertThat(country.rows("SELECT count(*) FROM events")).containsExactly("2");
    }

    @Test
    void refusesFieldsOfAnotherPattern() throws IOException {
        List<String> rows =
                List.of(
                        "2026-06-14 08:00:00Z,1,,,,,,,,,",
                        "2026-06-14T08:00:00,1,,,,,,,,,",
                        "2026-06-14T24:00:00Z,1,,,,,,,,,",
                        "2026-06-31T08:00:00Z,1,,,,,,,,,",
                        "2026-06-14T08:00:00.Z,1,,,,,,,,,",
                        "2026-06-14T08:00:00Z,x,,,,,,,,,",
                        "2026-06-14T08:00:00Z,1,100,,,,,,,,",
                        "2026-06-14T08:00:00Z,1,,x,,,,,,,",
                        "2026-06-14T08:00:00Z,1,,,,4100,,,,,",
                        "2026-06-14T08:00:00Z,1,,,,,,-1,,,",
                        "2026-06-14T08:00:00Z,1,,,,,,,90.1,,",
                        "2026-06-14T08:00:00Z,1,,,,,,,,-180.5,",
                        "2026-06-14T08:00:00Z,1,,,,,,,,1e2,",
                        "2026-06-14T08:00:00Z,1,,,,,,,,,1234567890");
        for (String row : rows) {
            Refusal refusal = country.refusal(events(HEADER + "\n" + row + "\n"));
            assertThat(refusal.check()).as(row).isEqualTo(Check.SCHEMA);
            assertThat(refusal.offences().getFirst().line()).isEqualTo(2);
        }
        assertThat(country.store().version()).isZero();
    }

    @Test
    void refusesDaysToCome() throws IOException {
        Outcome outcome = events("time,imei,svn,imsi\n2026-06-16T00:00:00Z,1,,\n");
        assertThat(country.refusal(outcome).check()).isEqualTo(Check.DATE_RANGE);
    }

    @Test
    void takesAYearOfDaysAndNotOneMore() throws IOException {
        StringBuilder text = new StringBuilder("time,imei,svn,imsi\n");
        for (int day = 0; day <= EventReader.DAYS_MAX; day++) {
            text.append(Dates.text(20_000 + day)).append("T00:00:00Z,1,,\n");
        }
        Outcome outcome = events(text.toString());
        assertThat(country.refusal(outcome).check()).isEqualTo(Check.PERIOD);
        assertThat(country.refusal(outcome).offences().getFirst().line()).isEqualTo(368);
    }
}
