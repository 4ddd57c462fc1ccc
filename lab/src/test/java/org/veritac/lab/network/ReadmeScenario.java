// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.lab.bench.ServerProcess;
import org.veritac.lab.network.Console.Said;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first five minutes, as the README tells them.
@Timeout(120)
final class ReadmeScenario {
    private static final Path README = Path.of("..", "README.md");
    private static final String SERVE = "./veritac serve &";
    private static final String PROGRAM = "./veritac";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir private Path folder;

    @Test
    void theCommandsOfTheReadmeDoWhatItSays() throws IOException {
        List<String> lines = block();
        assertThat(lines.getFirst()).isEqualTo(SERVE);
        Files.writeString(
                folder.resolve("tacdb.csv"),
                """
                Osmocom TAC database under CC-BY-SA v3.0 (c) Harald Welte 2016
                tac,name,name,contributor,comment,gsmarena,gsmarena,aka
                35209900,Nonesuch,One,somebody,,,,
                35675904,Nonesuch,Two,somebody,,,,
                """);
        Files.writeString(
                folder.resolve("stolen.csv"),
                """
                imei,reason,reported,from,until,imsi,note
                35675904000001,stolen,2026-01-31,,,,case 3
                356759040000029,lost,,,2099-12-31,,
                """);
        try (var server = ServerProcess.startSoon(folder.resolve("data"), List.of())) {
            assertThat(server.ready()).startsWith("ready ");
            for (String line : lines.subList(1, lines.size())) {
                runs(line);
            }
            // What was removed is white again, what the file listed is not.
            assertThat(run("check 352099001761481").code()).isZero();
            assertThat(run("check 356759040000029").code()).isEqualTo(1);
        }
    }

    @Test
    void theDemoPrintsChecksToTryAndThenThatItIsReady() throws IOException {
        String line =
                "./veritac serve --demo --data demo --s13 127.0.0.1:0 --n5g 127.0.0.1:0"
                        + " --gsup 127.0.0.1:0 --http 127.0.0.1:0";
        assertThat(Files.readString(README)).contains("    " + line + "\n");
        try (var server = ServerProcess.startSoon(folder.resolve("demo"), List.of("--demo"))) {
            assertThat(server.ready()).matches("ready s13=.+ n5g=.+ gsup=.+ http=.+");
            var checks =
                    Files.readAllLines(folder.resolve("serve.log")).stream()
                            .filter(said -> said.strip().startsWith("./veritac check "))
                            .toList();
            assertThat(checks).hasSizeGreaterThan(11);
            for (String check : checks.subList(0, 3)) {
                String command = check.strip().replaceFirst("\\s+#.*", "");
                Said said = run(command.substring(PROGRAM.length() + 1));
                assertThat(said.out()).startsWith(check.replaceFirst(".*# (\\w+).*", "$1"));
            }
        }
    }

    /// The lines that ask as a network does, with the programs of Debian.
    @Test
    @Tag("interop")
    void askingAsANetworkDoesIsAnswered() throws Exception {
        List<String> lines =
                Files.readAllLines(README).stream()
                        .filter(line -> line.matches(" {4}(nghttp|curl) .*"))
                        .toList();
        assertThat(lines).hasSize(2);
        try (var server = ServerProcess.startSoon(folder.resolve("data"), List.of())) {
            String data = folder.resolve("data").toString();
            assertThat(run("add black 35209900176148 --data " + data).code()).isZero();
            for (String line : lines) {
                String program = line.strip().split(" ")[0];
                assumeTrue(
                        Files.isExecutable(Path.of("/usr/bin", program)),
                        program + " is not installed");
                String said =
                        shell(
                                line.replace(":7777", ":" + server.address("n5g").getPort())
                                        .replace(":8080", ":" + server.address("http").getPort()));
                assertThat(said)
                        .contains(
                                program.equals("nghttp")
                                        ? "{\"status\":\"BLACKLISTED\"}"
                                        : "veritac_checks_total{interface=\"n5g\",reason=\"unspecified\",verdict=\"black\"}"
                                              + " 1.0");
            }
        }
    }

    private static String shell(String line) throws Exception {
        Process process =
                new ProcessBuilder("sh", "-c", line)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(line).isZero();
        return said;
    }

    /// The indented lines from `./veritac serve &` on, without what they say behind a #.
    private static List<String> block() throws IOException {
        var block = new ArrayList<String>();
        for (String line : Files.readAllLines(README)) {
            boolean inside = !block.isEmpty() || line.strip().startsWith(SERVE);
            if (inside && !line.startsWith("    ")) {
                return block;
            }
            if (inside) {
                block.add(line.replaceFirst("\\s+#.*", "").strip());
            }
        }
        throw new AssertionError("the README has no block that starts with " + SERVE);
    }

    private void runs(String line) throws IOException {
        assertThat(line).startsWith(PROGRAM + " ");
        String words = line.substring(PROGRAM.length() + 1);
        Said said = run(words);
        // Between add and remove the device is black.
        int expected = words.startsWith("check ") ? 1 : 0;
        assertThat(said.code()).as("%s%n%s%s", line, said.out(), said.err()).isEqualTo(expected);
        if (words.startsWith("check ")) {
            assertThat(said.out()).contains("BLACK", "stolen", "case 17", "Nonesuch");
        }
        if (words.contains("--json")) {
            assertThat(said.out()).contains("\"verdict\"", "\"statuses\"", "\"position\"");
        }
        if (words.startsWith("history ")) {
            assertThat(said.out()).contains("stolen", System.getProperty("user.name"));
        }
    }

    private Said run(String words) throws IOException {
        var all = new ArrayList<String>();
        Matcher matcher = WORD.matcher(words);
        while (matcher.find()) {
            all.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return Console.inProcess(folder, all);
    }
}
