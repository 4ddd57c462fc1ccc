// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veritac.analytics.vault.Kind;
import org.veritac.analytics.vault.OpenVault;

import java.io.IOException;

class RetentionTest extends WithCountry {
    private static final String HEADER = "date,imei,imsi,msisdn\n";

    @BeforeEach
    void live() throws IOException {
        take("one_20260228_20260228.csv", "20260228,35693803564380,410015100000001,923001000001\n");
        take("one_20260301_20260301.csv", "20260301,35693803564381,410015100000002,923001000002\n");
        country.take(
                FileKind.PAIRING,
                country.file(
                        "pairs.csv",
                        "imei,imsi,msisdn\n35693803564380,410015100000003,923001000001\n"),
                ImportOptions.none());
    }

    private void take(String name, String rows) throws IOException {
        assertThat(country.operator(name, HEADER + rows)).isInstanceOf(Outcome.Imported.class);
    }

    private Retention retention() {
        return new Retention(country.store(), country.vault(), country.clock());
    }

    @Test
    void monthsBeforeAreDeletedWithTheSubscribersThatNothingNames() throws IOException {
        Retention.Pruned pruned = retention().prune(3);

        assertThat(pruned).isEqualTo(new Retention.Pruned(1, 1));
        assertThat(country.rows("SELECT month FROM uses")).containsExactly("202603");
        assertThat(country.rows("SELECT count(*) FROM devices")).containsExactly("2");
        assertThat(country.rows("SELECT count(*) FROM imsis")).containsExactly("2");
        assertThat(country.rows("SELECT count(*) FROM msisdns")).containsExactly("2");
        assertThat(country.rows("SELECT count(*) FROM daily_counts")).containsExactly("1");
        OpenVault vault = country.vault().open("test");
        assertThat(vault.find(Kind.IMSI, "410015100000001")).isEqualTo(-1);
        assertThat(vault.find(Kind.IMSI, "410015100000002")).isNotNegative();
        assertThat(vault.find(Kind.IMSI, "410015100000003")).isNotNegative();
        assertThat(vault.find(Kind.MSISDN, "923001000001")).isNotNegative();
        assertThat(country.vault().audit().lines().toString())
                .contains("retention from 2026-03-01");
    }

    @Test
    void nothingIsDeletedWhileAllIsKept() throws IOException {
        assertThat(retention().prune(4)).isEqualTo(new Retention.Pruned(0, 0));
        assertThat(country.rows("SELECT count(*) FROM uses")).containsExactly("2");
    }

    @Test
    void aSubscriberThatComesBackGetsAnotherNumber() throws IOException {
        String gone = "SELECT imsi FROM uses WHERE month = 202602";
        long before = country.store().database().number(gone);
        retention().prune(3);
        take("one_20260601_20260601.csv", "20260601,35693803564380,410015100000001,923001000001\n");

        assertThat(country.store().database().number("SELECT imsi FROM uses WHERE month = 202606"))
                .isNotEqualTo(before);
    }

    @Test
    void monthsAreBounded() {
        assertThatThrownBy(() -> retention().prune(Retention.MONTHS_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> retention().prune(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
