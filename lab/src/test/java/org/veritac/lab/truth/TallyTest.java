// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.lab.network.Answer;
import org.veritac.lab.network.Question;
import org.veritac.lab.truth.Tally.Interface;
import org.veritac.register.Verdict;

import java.util.Set;

/// What finds mistakes must itself be seen to find one.
final class TallyTest {
    private static final Case GREY =
            new Case(
                    "a category",
                    Imei.of("35209900176148"),
                    Case.ANY,
                    Imsi.of("001010123456789"),
                    Verdict.GREY,
                    false);
    private static final Question QUESTION =
            new Question("352099001761480", null, "001010123456789");

    private final Tally tally = new Tally();

    @Test
    void takesAnAnswerThatMayMeanWhatIsExpected() {
        count(Verdict.GREY, new Answer("ACK", Set.of(Verdict.WHITE, Verdict.GREY)));
        assertThat(tally.asked()).isEqualTo(1);
        assertThat(tally.mismatches()).isEmpty();
        assertThat(tally.table()).contains("a category").contains("1/1");
    }

    @Test
    void showsAWrongAnswerWithoutWhoItIsAbout() {
        count(Verdict.GREY, new Answer("2001 WHITELISTED", Set.of(Verdict.WHITE)));
        assertThat(tally.table()).contains("0/1");
        assertThat(tally.mismatches())
                .singleElement()
                .asString()
                .contains("a category", "expected GREY", "2001 WHITELISTED", "35209900...")
                .doesNotContain("001761", "0123456789");
    }

    @Test
    void takesNoErrorForAnAnswer() {
        count(Verdict.UNKNOWN, new Answer("5012", Set.of()));
        assertThat(tally.mismatches()).hasSize(1);
    }

    @Test
    void expectsUnknownInRestrictiveModeOfWhatIsNeitherRegisteredNorBlack() {
        assertThat(GREY.expected(false)).isEqualTo(Verdict.GREY);
        assertThat(GREY.expected(true)).isEqualTo(Verdict.UNKNOWN);
        var black = new Case("", GREY.imei(), Case.ANY, null, Verdict.BLACK, false);
        assertThat(black.expected(true)).isEqualTo(Verdict.BLACK);
        var white = new Case("", GREY.imei(), Case.ANY, null, Verdict.WHITE, true);
        assertThat(white.expected(true)).isEqualTo(Verdict.WHITE);
    }

    private void count(Verdict expected, Answer answer) {
        tally.count(Interface.S13, GREY, expected, QUESTION, answer);
    }
}
