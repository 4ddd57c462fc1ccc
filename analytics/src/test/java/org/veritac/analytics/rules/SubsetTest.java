// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.analytics.config.Dimension;
import org.veritac.analytics.config.Period;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The subset of SQL on which DuckDB and Spark agree.
final class SubsetTest {
    /// Functions that are in both engines and were found to mean the same.
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "ASIN",
                    "BIT_COUNT",
                    "BIT_OR",
                    "COALESCE",
                    "COS",
                    "COUNT",
                    "FLOOR",
                    "GREATEST",
                    "LAG",
                    "LEAST",
                    "MAX",
                    "MIN",
                    "POWER",
                    "RADIANS",
                    "SIN",
                    "SQRT",
                    "SUM");

    /// Words before a bracket that are no functions.
    private static final Set<String> WORDS =
            Set.of(
                    "AND", "AS", "BIGINT", "BY", "CAST", "DECIMAL", "FROM", "HAVING", "IN", "JOIN",
                    "NOT", "ON", "OR", "OVER", "SELECT", "THEN", "WHEN", "UNION", "WHERE");

    private static final Pattern CALL = Pattern.compile("([A-Za-z_][A-Za-z_0-9]*)\\s*\\(");
    private static final Pattern TYPE =
            Pattern.compile(
                    "CAST\\((?:[^()]|\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\))* AS ([A-Z]+)");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rulesUseNothingElse(boolean strict) {
        for (Dimension dimension : all()) {
            var setting =
                    new Setting(17_000, 17_001, strict, Countries.region(true), Countries.RADIO);
            String sql = Rule.of(dimension, setting).sql();
            assertThat(beyond(sql)).as(sql).isEmpty();
            assertThat(sql).doesNotContain("::").doesNotContain("//").doesNotContain(" // ");
            assertThat(sql)
                    .as("no text of a configuration")
                    .doesNotContain("it's")
                    .doesNotContain("Module");
            assertThat(TYPE.matcher(sql).results().map(found -> found.group(1)))
                    .as(sql)
                    .allMatch(Set.of("BIGINT", "DECIMAL")::contains);
        }
    }

    @Test
    void everyDimensionIsHere() {
        assertThat(all())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(Dimension.class.getPermittedSubclasses());
    }

    @Test
    void aFunctionThatIsNotOnTheListIsFound() {
        assertThat(beyond("SELECT regexp_matches(x) FROM t WHERE a IN (1)"))
                .containsExactly("REGEXP_MATCHES");
    }

    @Test
    void aPlaceWithoutANumberIsABug() {
        assertThatIllegalStateException().isThrownBy(() -> Text.of("SELECT :a").with("b", 1).sql());
        assertThat(Text.of("x IN (:a)").with("a", Set.of()).sql()).isEqualTo("x IN (-1)");
        assertThat(Text.of("x IN (:a)").with("a", Set.of(2L, 1L)).sql()).isEqualTo("x IN (1, 2)");
    }

    private static Set<String> beyond(String sql) {
        var found = new TreeSet<String>();
        CALL.matcher(sql)
                .results()
                .forEach(call -> found.add(call.group(1).toUpperCase(java.util.Locale.ROOT)));
        found.removeAll(FUNCTIONS);
        found.removeAll(WORDS);
        return found;
    }

    private static List<Dimension> all() {
        Period period = Period.ofDays(30);
        return List.of(
                new Dimension.GsmaNotFound(new TreeMap<>(java.util.Map.of(35, 20))),
                new Dimension.StolenList(),
                new Dimension.DuplicateThreshold(5, period, false),
                new Dimension.DuplicateDailyAverage(BigDecimal.TWO, period, 5, true),
                new Dimension.DailyAverageUid(BigDecimal.TWO, period, 5),
                new Dimension.TransientImei(30, 5),
                new Dimension.MalformedImei(),
                new Dimension.IsTestTac(),
                new Dimension.IsBarredTac(),
                new Dimension.ExistsInBarredList(),
                new Dimension.ExistsInMonitoringList(5),
                new Dimension.NotOnRegistrationList(),
                new Dimension.NotOnAssociationList(),
                new Dimension.InconsistentRat(),
                new Dimension.UsedByDirbsSubscriber(30),
                new Dimension.UsedByLocalNonDirbsRoamer(30),
                new Dimension.UsedByInternationalRoamer(30),
                new Dimension.SimultaneousUse(30, 1000, 50),
                new Dimension.SameDayCountries(30, 1),
                new Dimension.SameDayOperators(30, 1),
                new Dimension.ForeignSvn(30, 50, BigDecimal.ONE),
                new Dimension.RadioBeyondModel(30),
                new Dimension.SimBox(30, 10, 2));
    }
}
