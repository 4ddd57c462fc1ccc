// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imsi;
import org.veritac.identity.Tac;
import org.veritac.register.Change;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.store.Register;
import org.veritac.register.store.World;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

final class DemoScenario {
    @TempDir static Path folder;
    private static Register register;
    private static Guide guide;

    @BeforeAll
    static void fill() throws IOException {
        register = open("data");
        guide = Demo.fill(register, folder.resolve("lists"));
    }

    @AfterAll
    static void close() throws IOException {
        register.close();
    }

    private static Register open(String name) throws IOException {
        return Register.open(
                folder.resolve(name),
                new World(Clock.systemUTC(), new SecureRandom(), Runnable::run));
    }

    /// Reads an example as the command line does.
    private static EquipmentCheck check(String arguments) {
        List<String> words = List.of(arguments.split(" "));
        var reading = (ImeiReading.Whole) ImeiReading.of(words.getFirst());
        String imsi = option(words, "--imsi");
        String operator = option(words, "--as");
        return new EquipmentCheck(
                reading.imei(),
                reading.svn(),
                imsi == null ? null : Imsi.of(imsi),
                null,
                operator == null ? "" : operator);
    }

    private static @Nullable String option(List<String> words, String name) {
        int at = words.indexOf(name);
        return at < 0 ? null : words.get(at + 1);
    }

    @TestFactory
    Stream<DynamicTest> everyLineOfTheGuideGivesWhatItClaims() {
        return guide.examples().stream()
                .map(example ->
                        DynamicTest.dynamicTest(
                                example.arguments() + ": " + example.shows(),
                                () -> {
                                    var decision = register.decide(check(example.arguments()));
                                    assertThat(decision.verdict()).isEqualTo(example.verdict());
                                    assertThat(decision.reason()).isEqualTo(example.reason());
                                }));
    }

    @Test
    void theGuideShowsADozenThingsAndEachAnswerButUnknown() {
        assertThat(guide.examples()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(guide.examples())
                .extracting(Guide.Example::verdict)
                .contains(Verdict.WHITE, Verdict.GREY, Verdict.BLACK);
    }

    @Test
    void theGuideIsTextForATerminal() {
        String text = guide.text("--data /tmp/nation");
        assertThat(text)
                .contains(folder.resolve("lists").toString())
                .contains("  ./veritac check 00100101000002 --data /tmp/nation ")
                .contains("# BLACK stolen: 14 digits\n")
                .contains("# WHITE: a phone on no list\n");
        assertThat(text.lines().allMatch(line -> line.length() <= 160)).isTrue();
        assertThat(guide.text("")).contains("./veritac check 00100101000002  ");
    }

    @Test
    void aboutFiveThousandDevicesAreListed() throws IOException {
        long rows = 0;
        for (String source : List.of("police", "registry", "alpha-local")) {
            rows += Files.readAllLines(folder.resolve("lists/black-" + source + ".csv")).size() - 1;
        }
        assertThat(rows).isBetween(4_500L, 5_500L);
        assertThat(register.status().devices()).isGreaterThan(4_500);
        assertThat(register.status().layers()).isEqualTo(9);
    }

    @Test
    void everyNumberIsOneKeptForTestEquipment() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("lists"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                if (file.getFileName().toString().startsWith("imsi")) {
                    continue;
                }
                assertThat(Files.readAllLines(file).stream().skip(1).map(r -> r.substring(0, 8)))
                        .as(file.toString())
                        .allMatch(tac -> Tac.of(tac).isTest());
            }
        }
    }

    @Test
    void nothingFollowsFromTheTestRangeItself() throws IOException {
        assertThat(register.policy().rule(Reason.TEST_RANGE).found()).isEqualTo(Verdict.WHITE);
    }

    @Test
    void theOperatorsAreKnownByTheirRealms() throws IOException {
        var anywhere = InetAddress.getLoopbackAddress();
        assertThat(
                        register.peers()
                                .operatorOf(anywhere, "", "", "epc.mnc002.mcc001.3gppnetwork.org"))
                .isEqualTo("beta");
    }

    @Test
    void theSameNationIsMadeEachTime() throws IOException {
        try (Register other = open("other")) {
            Demo.fill(other, folder.resolve("other-lists"));
        }
        try (Stream<Path> files = Files.list(folder.resolve("lists"))) {
            for (Path file : files.toList()) {
                assertThat(folder.resolve("other-lists").resolve(file.getFileName()))
                        .hasSameTextualContentAs(file);
            }
        }
    }

    @Test
    void aRegisterThatIsNotEmptyIsLeftAlone() throws IOException {
        long before = register.status().head().position();
        Path lists = folder.resolve("not-made");
        assertThatThrownBy(() -> Demo.fill(register, lists))
                .isInstanceOf(NotEmpty.class)
                .hasMessageContaining("not empty");
        assertThat(register.status().head().position()).isEqualTo(before);
        assertThat(lists).doesNotExist();
    }

    @Test
    void oneChangeIsEnoughNotToBeEmpty() throws IOException {
        try (Register touched = open("touched")) {
            var entry = Entry.of(Key.device(Imei.of("35209900176148")), Reason.LOST);
            touched.apply(new Change.Add(ListName.BLACK, "local", entry), "tester");
            assertThatThrownBy(() -> Demo.fill(touched, folder.resolve("not-made")))
                    .isInstanceOf(NotEmpty.class);
        }
    }
}
