// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.identity.Imei;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many N5g-eir requests a whole server answers beside nghttpd, asked by the same h2load.
@Command(
        name = "n5g",
        header = "Compare N5g-eir with nghttpd, asked by the same h2load.",
        description = {
            "Starts a server and nghttpd (a file of the answer's size), and asks both in turn with",
            "h2load. Needs Debian's nghttp2-server and nghttp2-client."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac bench n5g",
            "  ./veritac bench n5g --requests 100000 --rounds 3"
        })
final class N5gBench implements Callable<Integer> {
    private static final String PATH = "/n5g-eir-eic/v1/equipment-status";
    private static final String ANSWER = "{\"status\":\"BLACKLISTED\"}";
    private static final Pattern RATE = Pattern.compile("finished in [^,]*, ([0-9.]+) req/s");
    private static final Pattern FAILED = Pattern.compile("([0-9]+) failed, ([0-9]+) errored");

    @Option(names = "--requests", description = "a round (default: ${DEFAULT-VALUE})")
    private int requests = 500_000;

    @Option(names = "--connections", description = "default: ${DEFAULT-VALUE}")
    private int connections = 8;

    @Option(names = "--streams", description = "under way on each (default: ${DEFAULT-VALUE})")
    private int streams = 32;

    @Option(names = "--rounds", description = "rounds (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--work", description = "where to put files (default: ${DEFAULT-VALUE})")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws IOException {
        Machine.say("%s", Machine.line());
        Machine.inFolder(work, this::measure);
        return 0;
    }

    private void measure(Path folder) throws IOException {
        Population population = Population.blocks(1_000_000, 100);
        Path data = Machine.filled(folder, population);
        Path root = Files.createDirectories(folder.resolve("root"));
        Files.writeString(root.resolve("answer"), ANSWER, StandardCharsets.UTF_8);
        int port = freePort();
        Process peer =
                new ProcessBuilder(
                                "nghttpd",
                                "--no-tls",
                                "-n2",
                                "-d",
                                root.toString(),
                                Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nghttpd.log").toFile())
                        .start();
        try (ServerProcess server = ServerProcess.start(data, List.of())) {
            InetSocketAddress address = server.address("n5g");
            Imei imei = new Imei(population.tac(0) * 1_000_000L);
            String ours =
                    "http://127.0.0.1:%d%s?pei=imei-%s&supi=imsi-001010123456789"
                            .formatted(address.getPort(), PATH, imei.labelDigits());
            compare(ours, "http://127.0.0.1:" + port + "/answer");
        } finally {
            peer.destroy();
        }
    }

    private void compare(String ours, String theirs) throws IOException {
        double[] own = new double[rounds];
        double[] peer = new double[rounds];
        double[] ratio = new double[rounds];
        load(ours);
        load(theirs);
        load(ours);
        for (int round = 0; round < rounds; round++) {
            own[round] = load(ours);
            peer[round] = load(theirs);
            ratio[round] = own[round] / peer[round];
            Machine.say(
                    "  round %d: Veritac %,.0f, nghttpd %,.0f requests a second",
                    round + 1, own[round], peer[round]);
        }
        Machine.say(
                "Veritac %,.0f, nghttpd %,.0f requests a second; ratio %.2f (medians of %d rounds)",
                Machine.median(own), Machine.median(peer), Machine.median(ratio), rounds);
    }

    private double load(String url) throws IOException {
        var command = new ArrayList<>(List.of("h2load", "-t", "1"));
        command.addAll(List.of("-n", Integer.toString(requests)));
        command.addAll(List.of("-c", Integer.toString(connections)));
        command.addAll(List.of("-m", Integer.toString(streams), url));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(said);
        Matcher failed = FAILED.matcher(said);
        boolean whole =
                rate.find()
                        && failed.find()
                        && failed.group(1).equals("0")
                        && failed.group(2).equals("0");
        if (!whole) {
            throw new IOException("h2load did not finish without failures:\n" + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
