// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.lab.bench.ServerProcess;
import org.veritac.lab.network.Console.Said;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What docs/operations.md names is there, and its commands do what it says.
@Timeout(120)
final class OperationsScenario {
    private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");
    private static final String BLOCKED = "35209900176148";
    private static final String IMSI = "001010123456789";
    private static final Pattern FIGURE = Pattern.compile("veritac_[a-z0-9_]+");
    private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
    private static final Pattern SETTING = Pattern.compile("`([a-z0-9-]+(\\.[a-z0-9-]+)+)`");
    private static final Pattern IMPORT = Pattern.compile("import ([0-9]+):");
    private static final Set<String> SECTIONS = Set.of("policy", "serve", "sightings");

    @TempDir private static Path folder;

    private static Path data;
    private static ServerProcess server;
    private static String document;

    @BeforeAll
    static void serve() throws Exception {
        document = Files.readString(DOCUMENT);
        data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("veritac.yaml"), "serve:\n  sightings: {kept: true, days: 1}\n");
        server = ServerProcess.startSoon(data, List.of());
        assertThat(Console.inServer(data, "add", "black", BLOCKED).code()).isZero();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void everyFigureExistsAndIsExplained() throws Exception {
        try (var mme = Mme.connect(server.address("s13"), "mme");
                var amf = Amf.of(server.address("n5g"));
                var msc = Msc.connect(server.address("gsup"), "msc")) {
            for (Network network : List.of(mme, amf, msc)) {
                network.ask(new Question(BLOCKED, null, IMSI));
            }
            Set<String> shown = new TreeSet<>();
            for (String line : get("/metrics").lines().toList()) {
                Matcher matcher = FIGURE.matcher(line);
                if (matcher.lookingAt()) {
                    shown.add(matcher.group().replaceFirst("_(bucket|count|sum)$", ""));
                }
            }
            Set<String> explained = named(FIGURE);
            // Those of the gateway to cards are there with serve.ota; console tests them.
            explained.removeIf(name -> name.startsWith("veritac_ota_"));
            assertThat(explained).isEqualTo(shown);
        }
        assertThat(get("/health")).contains("\"status\":\"up\"");
    }

    @Test
    void everyFileExists() throws Exception {
        imported();
        try (var mme = Mme.connect(server.address("s13"), "other")) {
            mme.ask(new Question(BLOCKED, null, IMSI));
        }
        for (String row : section("## The directory").lines().skip(5).toList()) {
            if (row.startsWith("| `")) {
                Matcher names = QUOTED.matcher(row.split("\\|", -1)[1]);
                while (names.find()) {
                    String name = names.group(1);
                    Path file = data.resolve(name.startsWith("-") ? "veritac.db" + name : name);
                    assertThat(file).exists();
                    assertThat(Files.isDirectory(file)).as(row).isEqualTo(name.endsWith("/"));
                }
            }
        }
        assertThat(section("## The directory")).contains("`veritac.db`", "`sightings/`");
    }

    @Test
    void everySettingExists() throws Exception {
        String standard = run("./veritac config default").out();
        int found = 0;
        for (Matcher names = SETTING.matcher(document); names.find(); ) {
            List<String> path = List.of(names.group(1).split("\\."));
            if (SECTIONS.contains(path.getFirst())) {
                found++;
                int at = 0;
                for (String key : path) {
                    at = standard.indexOf(" " + key + ":", path.getFirst().equals(key) ? 0 : at);
                    at = at < 0 ? standard.indexOf("\n" + key + ":") : at;
                    assertThat(at).as(names.group(1)).isNotNegative();
                }
            }
        }
        assertThat(found).isGreaterThan(3);
    }

    @Test
    void everyOptionExists() throws Exception {
        var help = new StringBuilder();
        for (String command :
                List.of(
                        "serve",
                        "import",
                        "check",
                        "restore",
                        "journal verify",
                        "config reload",
                        "analytics import",
                        "analytics classify")) {
            var words = new ArrayList<>(List.of(command.split(" ")));
            words.add("--help");
            help.append(Console.inProcess(folder, words).out());
        }
        assertThat(named(OPTION))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(help).contains(option));
    }

    @Test
    void theConfigurationOfTlsIsUnderstood() throws Exception {
        Path file = folder.resolve("tls.yaml");
        Files.writeString(file, String.join("\n", block("### TLS")).indent(-4));
        Said said = Console.inServer(data, "config", "reload", "--config", file.toString());
        assertThat(said.code()).as(said.err()).isZero();
    }

    @Test
    void theCommandsOfBackupDoWhatItSays() throws Exception {
        for (String line : block("## Backup")) {
            String command = line.strip().replaceFirst("\\s+#.*", "");
            Path written = folder.resolve("head.txt");
            boolean kept = command.endsWith("> head.txt");
            Said said =
                    run(
                            command.replace("/backups/", folder.resolve("backup-").toString())
                                    .replace("> head.txt", "")
                                    .replace("head.txt", written.toString()));
            if (kept) {
                Files.writeString(written, said.out());
            }
        }
        assertThat(folder.resolve("fresh").resolve("veritac.db")).exists();
    }

    @Test
    void theCommandsInTheTextDoWhatItSays() throws Exception {
        int ran = 0;
        for (Matcher names = QUOTED.matcher(document); names.find(); ) {
            String command = names.group(1);
            if (command.startsWith("./veritac ") && !command.equals("./veritac serve")) {
                String number = command.endsWith(" N") ? imported() : "";
                run(
                        command.replaceFirst(" N$", " " + number)
                                .replace("IMEI --imsi IMSI", BLOCKED + " --imsi " + IMSI)
                                .replace("IMEI", BLOCKED));
                ran++;
            }
        }
        assertThat(ran).isGreaterThan(5);
    }

    /// Imports a list with one bad line, and says its number.
    private static String imported() throws IOException {
        Path list = folder.resolve("grey.csv");
        Files.writeString(list, "imei\n35209900000001\nnonsense\n");
        Said said = Console.inServer(data, "import", "grey", list.toString());
        assertThat(said.code()).as(said.err()).isZero();
        Matcher number = IMPORT.matcher(said.out() + said.err());
        assertThat(number.find()).as(said.out() + said.err()).isTrue();
        return number.group(1);
    }

    /// What answers "no" here: the device is black, and nobody has proposed anything.
    private static final Set<String> NO = Set.of("check", "approve", "reject");

    /// Runs a line as it stands there.
    private static Said run(String line) throws IOException {
        var words = new ArrayList<>(List.of(line.strip().split(" +")));
        assertThat(words.removeFirst()).isEqualTo("./veritac");
        boolean elsewhere = words.contains("restore") || words.contains("default");
        if (!elsewhere) {
            words.addAll(List.of("--data", data.toString()));
        }
        Said said =
                elsewhere
                        ? Console.inProcess(folder, words)
                        : Console.inServer(data, words.toArray(String[]::new));
        int expected = NO.contains(words.getFirst()) ? 1 : 0;
        assertThat(said.code()).as(line + "\n" + said.out() + said.err()).isEqualTo(expected);
        return said;
    }

    private static Set<String> named(Pattern pattern) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(document).results().forEach(found -> names.add(found.group()));
        return names;
    }

    private static String section(String title) {
        int from = document.indexOf(title + "\n");
        assertThat(from).as(title).isNotNegative();
        int to = document.indexOf("\n## ", from + 1);
        return document.substring(from, to);
    }

    /// The indented lines of a section.
    private static List<String> block(String title) {
        return section(title).lines().filter(line -> line.startsWith("    ")).toList();
    }

    private static String get(String path) throws IOException, InterruptedException {
        var address = server.address("http");
        URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
