// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.identity.Imei;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imsi;
import org.veritac.register.Decider;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

class SessionVectors {
    private final List<EquipmentCheck> checks = new ArrayList<>();

    static List<Path> whole() throws IOException {
        return Vector.whole();
    }

    static Stream<String> invalid() throws IOException {
        return Vector.read(Vector.invalid()).entrySet().stream()
                .map(line -> line.getKey() + ": " + line.getValue());
    }

    private String answer(Decider decider, String request) {
        var session =
                new Session(
                        check -> {
                            checks.add(check);
                            return decider.decide(check);
                        },
                        asker -> "",
                        new Tally(),
                        InetAddress.getLoopbackAddress());
        var step = session.on(Vector.frame(request));
        assertThat(step.close()).isFalse();
        assertThat(step.send()).hasSize(1);
        return Vector.text(step.send().getFirst());
    }

    private static Decider always(Verdict verdict) {
        return check -> new Decision(verdict, Reason.NONE, null, 0, 0);
    }

    @ParameterizedTest
    @MethodSource
    void whole(Path file) throws IOException {
        var lines = Vector.read(file);
        String request = line(lines.get("request"));
        for (Verdict verdict : Verdict.values()) {
            String expected =
                    switch (verdict) {
                        case WHITE, GREY -> "may-be-used";
                        case BLACK, UNKNOWN -> "may-not-be-used";
                    };
            assertThat(answer(always(verdict), request)).isEqualTo(line(lines.get(expected)));
        }
        assertThat(
                        answer(
                                check -> {
                                    throw new IOException("the index is gone");
                                },
                                request))
                .isEqualTo(line(lines.get("error")));
        int svn = Integer.parseInt(lines.getOrDefault("svn", "" + ImeiReading.ABSENT));
        assertThat(checks)
                .containsOnly(
                        EquipmentCheck.of(
                                        Imei.of(line(lines.get("imei"))),
                                        Imsi.of(line(lines.get("imsi"))))
                                .withSvn(svn));
    }

    @ParameterizedTest
    @MethodSource
    void invalid(String line) {
        String[] parts = line.substring(line.indexOf(": ") + 2).split(" -> ", 2);

        assertThat(answer(always(Verdict.WHITE), parts[0])).isEqualTo(line(parts[1]));
        assertThat(checks).isEmpty();
    }

    @Test
    void asksAsOsmocomsHlrAsks() throws IOException {
        var lines = Vector.read(Vector.captured());

        assertThat(Vector.text(Identity.question())).isEqualTo(line(lines.get("id-get")));
    }

    private static String line(@org.jspecify.annotations.Nullable String text) {
        return Objects.requireNonNull(text).replace(" ", "");
    }
}
