// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.lab.bench.ServerProcess;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

@Timeout(60)
final class SpellingScenario {
    private static final String DEVICE = "35209900176148";
    private static final String IMSI = "001010123456789";

    /// The check digit is 1.
    private static final List<String> DIGITS =
            List.of(
                    DEVICE,
                    DEVICE + "1",
                    DEVICE + "0",
                    DEVICE + "7",
                    DEVICE + "00",
                    DEVICE + "23",
                    DEVICE + "99");

    @TempDir private Path folder;

    @Test
    void oneDeviceHasOneVerdictInEverySpellingOnEveryInterface() throws IOException {
        Path data = folder.resolve("data");
        try (var server = ServerProcess.startSoon(data, List.of());
                var mme = Mme.connect(server.address("s13"), "mme");
                var amf = Amf.of(server.address("n5g"));
                var msc = Msc.connect(server.address("gsup"), "msc")) {
            assertThat(answers(mme, amf, msc)).hasSizeGreaterThan(24).allSatisfy(is(Verdict.WHITE));
            change(data, "add", "black", DEVICE + "1", "--reason", "stolen");
            assertThat(answers(mme, amf, msc)).allSatisfy(is(Verdict.BLACK));
            change(data, "remove", "black", DEVICE);
            change(data, "add", "grey", DEVICE + "23");
            assertThat(answers(mme, amf, msc)).allSatisfy(is(Verdict.GREY));
            refusesWhatIsNoIdentity(mme, amf, msc);
        }
    }

    private static BiConsumer<String, Answer> is(Verdict verdict) {
        return (spelling, answer) ->
                assertThat(answer.means(verdict)).as(spelling + ": " + answer.words()).isTrue();
    }

    private static Map<String, Answer> answers(Mme mme, Amf amf, Msc msc) throws IOException {
        var answers = new LinkedHashMap<String, Answer>();
        for (String digits : DIGITS) {
            answers.put("s13 " + digits, mme.ask(new Question(digits, null, null)));
            answers.put("s13 with version " + digits, mme.ask(new Question(digits, "45", IMSI)));
            answers.put("gsup " + digits, msc.ask(new Question(digits, null, IMSI)));
            answers.put("n5g, bare " + digits, amf.ask(digits, null));
            answers.put("n5g " + digits, amf.ask(new Question(digits, null, IMSI)));
        }
        answers.put("n5g, escaped", amf.ask("imei%2D3520990%30176148%31", null));
        return answers;
    }

    private static void change(Path data, String... words) throws IOException {
        assertThat(Console.inServer(data, words).code()).isZero();
    }

    private static void refusesWhatIsNoIdentity(Mme mme, Amf amf, Msc msc) throws IOException {
        for (String digits : List.of("3520990017614", "35209900176148123")) {
            assertThat(words(mme, digits, null)).isEqualTo("5004");
            assertThat(words(amf, digits, null)).isEqualTo("400 MANDATORY_QUERY_PARAM_INCORRECT");
            assertThat(words(msc, digits, IMSI)).startsWith("CHECK_IMEI_ERROR");
        }
        assertThat(words(mme, "3520990017614x", null)).isEqualTo("5004");
        assertThat(amf.ask("imei-3520990017614x", null).words())
                .isEqualTo("400 MANDATORY_QUERY_PARAM_INCORRECT");
        assertThat(amf.ask("mac-00-11-22-33-44-55", null).means(Verdict.UNKNOWN)).isTrue();
    }

    private static String words(Network network, String digits, @Nullable String imsi)
            throws IOException {
        return network.ask(new Question(digits, null, imsi)).words();
    }
}
