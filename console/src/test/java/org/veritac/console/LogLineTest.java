// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.veritac.identity.Imei;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the log of a server looks like, seen on the real stderr of a process.
final class LogLineTest {

    /// The process: says a few things to its log.
    public static void main(String[] arguments) {
        var log = LoggerFactory.getLogger("org.veritac.sample");
        log.debug("only when asked for");
        log.info("device {} of \"nobody\"\n", Imei.of("35209900176148"));
        log.error("a bug", new IllegalStateException("broken"));
    }

    private static List<String> lines(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(LogLineTest.class.getName());
        Process process = new ProcessBuilder(command).start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(process.waitFor()).isZero();
        return err.lines().toList();
    }

    @Test
    void isOneLineOfJsonForEachEventOnStderr() throws Exception {
        List<String> lines = lines("-Dveritac.log=info");
        assertThat(lines).hasSize(2);
        var mapper = new JsonMapper();
        var info = mapper.readTree(lines.getFirst());
        assertThat(info.propertyNames())
                .containsExactly("time", "level", "logger", "thread", "message");
        assertThat(Instant.parse(info.path("time").asString())).isAfter(Instant.EPOCH);
        assertThat(info.path("level").asString()).isEqualTo("INFO");
        assertThat(info.path("logger").asString()).isEqualTo("org.veritac.sample");
        assertThat(info.path("message").asString())
                .isEqualTo("device 35209900****** of \"nobody\"\n");
        var error = mapper.readTree(lines.getLast());
        assertThat(error.path("error").asString()).contains("IllegalStateException: broken");
    }

    @Test
    void showsMoreWhenAPropertySaysSo() throws Exception {
        assertThat(lines("-Dveritac.log=debug")).hasSize(3);
        assertThat(lines()).as("errors only").hasSize(1);
    }
}
