// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.console.Typed.Said;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Change;
import org.veritac.register.Evidence;
import org.veritac.register.Outcome;
import org.veritac.register.store.Register;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The country's picture by its commands: a made-up nation in, lists out, the register told.
@Timeout(120)
final class AnalyticsScenario {
    private static final String CONDITIONS =
            """
            conditions:
              - label: duplicates
                dimensions:
                  - module: duplicate_threshold
                    parameters: {threshold: 5, period_days: 30}
                grace_period_days: 0
                blocking: true
                reason: too many SIMs
              - label: malformed
                dimensions:
                  - module: malformed_imei
                reason: malformed
            """;

    @TempDir private Path folder;
    private Typed shell;

    @BeforeEach
    void generate() throws IOException {
        shell = new Typed(folder);
        done(
                "analytics",
                "generate",
                "nation",
                "--seed",
                "7",
                "--subscribers",
                "3000",
                "--from",
                "2026-10-02",
                "--days",
                "30");
        String region = Files.readString(folder.resolve("nation/region.yaml"));
        Files.writeString(folder.resolve("conditions.yml"), CONDITIONS + region);
    }

    private Said done(String... words) {
        Said said = shell.type(words);
        assertThat(said.code()).as(said.err() + said.out()).isZero();
        return said;
    }

    private void importOperators() throws IOException {
        try (var files = Files.list(folder.resolve("nation"))) {
            for (Path file : files.filter(AnalyticsScenario::isOfOperator).sorted().toList()) {
                done(
                        "analytics",
                        "import",
                        "operator",
                        file.toString(),
                        "--conditions",
                        "conditions.yml");
            }
        }
    }

    private static boolean isOfOperator(Path file) {
        return file.getFileName().toString().startsWith("operator");
    }

    @Test
    void fromOperatorsFilesToTheRegisterAndBack() throws IOException {
        importOperators();
        done("analytics", "import", "pairing", "nation/pairing_list.csv");
        Said rows = done("analytics", "classify", "--conditions", "conditions.yml");
        List<String> duplicates =
                rows.out().lines().filter(line -> line.contains(",duplicates,")).toList();
        assertThat(rows.out()).startsWith("imei,condition,block_date\n");
        assertThat(duplicates).isNotEmpty().allMatch(line -> line.matches(".*,20261031"));
        String run =
                done("analytics", "lists", "out", "--conditions", "conditions.yml").out().strip();
        assertThat(Files.readAllLines(folder.resolve("out/blacklist.csv")))
                .hasSizeGreaterThan(1)
                .first()
                .isEqualTo("imei,block_date,reasons");
        assertThat(folder.resolve("out/notifications_operator1_delta.csv")).exists();

        assertThat(done("analytics", "publish", run, "--dry-run").out()).contains("dry run");
        String imei = duplicates.getFirst().substring(0, 14);
        done("analytics", "publish", run);
        Said check = shell.type("check", imei, "--json");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.json().get("reason").asString()).isEqualTo("duplicated");
        assertThat(check.json().get("findings").toString()).contains("analytics");
        done("add", "black", "35209900176148", "--reason", "stolen");
        done("link", imei, "35209900176149");
        assertThat(done("analytics", "runs").out()).contains("classify as of 2026-10-31");
        assertThat(shell.type("analytics", "publish", "99").code()).isEqualTo(1);
    }

    @Test
    void aDayMoreDecidesWhatItTouchedUnlessThePastChanged() throws IOException {
        importOperators();
        classified("2026-10-28", false);
        classified("2026-10-29", true);
        day("operator1_20261101_20261101.csv", "20261101");
        classified("2026-10-31", true);
        day("operator1_20261010_20261010.csv", "20261010");
        classified("2026-11-01", false);
        classified("2026-11-02", true);
        done("analytics", "import", "stolen", "nation/stolen_list.csv");
        classified("2026-11-03", true);
        done("analytics", "prune", "--months", "1");
        classified("2026-11-03", false);
    }

    private void day(String name, String date) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "date,imei,imsi,msisdn,rat\n"
                        + date
                        + ",35693803564380,410010000000001,923000000001,001\n");
        done(
                "analytics",
                "import",
                "operator",
                name,
                "--skip-check",
                "historic-imei",
                "--skip-check",
                "historic-imsi",
                "--skip-check",
                "historic-msisdn");
    }

    /// Classifies as of a day, and then anew, which finds nothing else.
    private void classified(String day, boolean followed) {
        Said said = done("analytics", "classify", "--conditions", "conditions.yml", "--as-of", day);
        assertThat(said.err().contains("touched since the last run")).isEqualTo(followed);
        Said anew =
                done(
                        "analytics",
                        "classify",
                        "--conditions",
                        "conditions.yml",
                        "--as-of",
                        day,
                        "--anew",
                        "--dry-run");
        assertThat(anew.out()).isEqualTo(said.out());
        assertThat(anew.err()).doesNotContain("touched since").contains(" 0 added, 0 changed");
    }

    @Test
    void theSameBytesChangeNothingAndABadFileSaysWhichCheck() throws IOException {
        importOperators();
        Path file = folder.resolve("nation/operator1_20261002_20261031.csv");
        Said again = done("analytics", "import", "operator", file.toString());
        assertThat(again.out()).contains("nothing has changed", "the same bytes");
        Files.writeString(
                folder.resolve("operator1_20261001_20261002.csv"),
                "date,imei,imsi,msisdn,rat\n20261001,,410010000000001,923000000001,001\n");
        Said bad = shell.type("analytics", "import", "operator", "operator1_20261001_20261002.csv");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err()).contains("check null-imei", "--skip-check null-imei");
        assertThat(shell.type("analytics", "import", "phones", "x.csv").code()).isEqualTo(2);
        assertThat(
                        shell.type(
                                        "analytics",
                                        "import",
                                        "operator",
                                        "x.csv",
                                        "--skip-check",
                                        "header")
                                .code())
                .isEqualTo(2);
    }

    @Test
    void anEngineIsNamedWithAllItNeedsAndNothingElse() {
        assertThat(classified("--engine", "duckdb", "--dry-run").code()).isZero();
        assertThat(classified("--engine", "oracle").err()).contains("duckdb and spark");
        assertThat(classified("--master", "local[2]").err()).contains("need --engine spark");
        assertThat(classified("--engine", "spark").err()).contains("needs --master");
        assertThat(classified("--engine", "spark", "--master", "yarn").err())
                .contains("--master is spark://HOST:PORT or local[N]");
        assertThat(
                        classified(
                                        "--engine",
                                        "spark",
                                        "--master",
                                        "local[2]",
                                        "--spark-conf",
                                        "hive.x=1")
                                .err())
                .contains("begins with spark.");
        Said alone = classified("--engine", "spark", "--master", "spark://10.0.0.1:7077");
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("start it by ./veritac");
    }

    private Said classified(String... more) {
        return shell.type(
                Stream.concat(
                                Stream.of(
                                        "analytics", "classify", "--conditions", "conditions.yml"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void reportsAreJsonPagesAndTables() throws IOException {
        assertThat(shell.type("analytics", "report", "country").code()).isEqualTo(1);
        importOperators();
        Said report = done("analytics", "report", "country");
        assertThat(report.json().get("month").asString()).isEqualTo("2026-10");
        assertThat(report.json().get("figures").get("imeis").asInt()).isGreaterThan(2000);
        done("analytics", "report", "duplicates", "--html", "page.html", "--csv", "tables");
        assertThat(Files.readString(folder.resolve("page.html"))).contains("</html>");
        assertThat(folder.resolve("tables/duplicates_top.csv")).exists();
        assertThat(shell.type("analytics", "report", "weather").code()).isEqualTo(2);
        assertThat(shell.type("analytics", "report", "country", "--month", "2026-13").code())
                .isEqualTo(2);
    }

    @Test
    void aProofInTheRegisterDecidesWhoTheHolderIs() throws IOException {
        importOperators();
        done("analytics", "classify", "--conditions", "conditions.yml");
        List<JsonNode> before = holders();
        assertThat(reasons(before)).as("there is no register").doesNotContain("proof");
        assertThat(opened("report holders, proofs")).isZero();
        String imei = before.getFirst().get("imei").asString();
        JsonNode other =
                before.stream()
                        .filter(row -> row.get("imei").asString().equals(imei))
                        .filter(row -> row.get("rank").asInt() > 1)
                        .findFirst()
                        .orElseThrow();
        prove(imei, other.get("imsi").asString());
        prove(imei, "999990000000001");
        assertProven(imei, other.get("imsi").asString());
        try (var _ = Started.in(folder.resolve("data"))) {
            assertProven(imei, other.get("imsi").asString());
        }
        assertThat(opened("report holders, proofs")).isEqualTo(2);
        Said all = done("proofs", "--limit", "1");
        assertThat(all.out()).startsWith("imei,imsi,until\n" + imei + ",").hasLineCount(2);
        assertThat(all.err()).contains("there are more");
        assertThat(done("proofs", "--limit", "100000000").out()).hasLineCount(3);
        assertThat(shell.type("proofs", "--limit", "100000001").code()).isEqualTo(2);
        assertThat(shell.type("proofs", "--limit", "0").code()).isEqualTo(2);
        Files.writeString(folder.resolve("data/veritac.db"), "no database");
        Said broken = shell.type("analytics", "report", "holders");
        assertThat(broken.code()).as("a ranking without its strongest reason").isEqualTo(3);
        assertThat(broken.out()).isEmpty();
        done("analytics", "report", "country");
    }

    private List<JsonNode> holders() {
        JsonNode report = done("analytics", "report", "holders", "--subscribers").json();
        return report.get("tables").get("holders").valueStream().toList();
    }

    private static String reasons(List<JsonNode> holders) {
        return holders.stream()
                .map(row -> row.get("reasons").asString())
                .collect(Collectors.joining(" "));
    }

    private void assertProven(String imei, String imsi) {
        List<JsonNode> holders = holders();
        assertThat(reasons(holders)).containsOnlyOnce("proof");
        JsonNode first =
                holders.stream()
                        .filter(row -> row.get("imei").asString().equals(imei))
                        .findFirst()
                        .orElseThrow();
        assertThat(first.get("rank").asInt()).isEqualTo(1);
        assertThat(first.get("imsi").asString()).isEqualTo(imsi);
        assertThat(first.get("reasons").asString()).startsWith("proof");
    }

    /// Puts a proof in the register that outlasts the month of the report, whenever this runs.
    private void prove(String imei, String imsi) throws IOException {
        var world = Door.MEANS.world().get();
        try (var register = Register.open(folder.resolve("data"), world)) {
            Instant now = world.clock().instant();
            var proof =
                    new Evidence(
                            Imsi.of(imsi),
                            Imei.of(imei),
                            "vault-report",
                            now,
                            now.plus(Duration.ofDays(3650)),
                            "");
            assertThat(register.apply(new Change.Prove(proof), "tester"))
                    .isInstanceOf(Outcome.Done.class);
        }
    }

    /// How often the vault was opened for a purpose.
    private long opened(String purpose) throws IOException {
        return Files.readAllLines(folder.resolve("data/analytics/audit.log")).stream()
                .filter(line -> line.contains(purpose))
                .count();
    }

    @Test
    void retentionDeletesMonthsAndWhoWasInThem() throws IOException {
        importOperators();
        Said pruned = done("analytics", "prune", "--months", "0");
        assertThat(pruned.out()).startsWith("4 months of operators and ");
        assertThat(shell.type("analytics", "report", "country").code()).isEqualTo(1);
        assertThat(shell.type("analytics", "prune").code()).isEqualTo(2);
    }

    @Test
    void flawsOfAConditionsFileAreNamedWithTheirLines() throws IOException {
        Files.writeString(
                folder.resolve("wrong.yml"),
                """
                region: {name: X, country_codes: ['92'], operators: []}
                conditions:
                  - label: a
                    dimensions:
                      - module: nonsense
                """);
        Said said = shell.type("analytics", "classify", "--conditions", "wrong.yml");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("line 5", "is not the name of a dimension");
    }
}
