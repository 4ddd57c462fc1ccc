// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

final class StoriesScenario {
    static List<String> names() {
        return Repertoire.ALL.stream().map(Story::name).toList();
    }

    static List<String> namesOfImei() {
        return Repertoire.OF_IMEI.stream().map(Story::name).toList();
    }

    static List<String> namesOfTokens() {
        return Repertoire.OF_TOKENS.stream().map(Story::name).toList();
    }

    @ParameterizedTest
    @MethodSource("namesOfTokens")
    void keepsItsPromisesOfTokens(String name) throws IOException {
        keepsItsPromises(name, true);
    }

    @ParameterizedTest
    @MethodSource("namesOfImei")
    void keepsItsPromisesWithStaticKeys(String name) throws IOException {
        keepsItsPromises(name, false);
    }

    /// `static-keys` is about what certificates make unnecessary.
    static List<String> namesWithCertificates() {
        return namesOfImei().stream().filter(name -> !name.equals("static-keys")).toList();
    }

    @ParameterizedTest
    @MethodSource("namesWithCertificates")
    void keepsItsPromisesWithCertificates(String name) throws IOException {
        keepsItsPromises(name, true);
    }

    private static void keepsItsPromises(String name, boolean certificates) throws IOException {
        Played played = Repertoire.named(name).play(certificates);
        var printed = new ByteArrayOutputStream();
        played.print(new PrintStream(printed, true, StandardCharsets.UTF_8), true);
        assertThat(played.holds()).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
    }

    @Test
    void namesAreGivenOnce() {
        assertThat(names()).doesNotHaveDuplicates();
    }
}
