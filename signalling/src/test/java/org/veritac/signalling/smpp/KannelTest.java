// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Kannel, from Debian's package of that name, as a peer of our SMSC: a message for a card, as its
/// HTTP interface takes it, and one from a card, as it hands it on.
@Tag("interop")
class KannelTest {
    private static final Path BEARERBOX = Path.of("/usr/sbin/bearerbox");
    private static final Path SMSBOX = Path.of("/usr/sbin/smsbox");

    /// A header that says "command packet", and a packet with every octet that text could spoil.
    private static final byte[] HEADER = HexFormat.of().parseHex("027000");

    @TempDir Path folder = Path.of("");
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private Process bearerbox = gone();
    private Process smsbox = gone();

    private static Process gone() {
        try {
            return new ProcessBuilder("true").start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void isInstalled() {
        assumeTrue(Files.isExecutable(BEARERBOX), "kannel (bearerbox) is not installed");
        assumeTrue(Files.isExecutable(SMSBOX), "kannel (smsbox) is not installed");
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : new Process[] {smsbox, bearerbox}) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void carriesPacketsByteForByteBothWays() throws Exception {
        HttpServer web = web();
        try (var bench = new Bench(Bench.QUICK)) {
            int sendPort = start(bench.address.getPort(), web.getAddress().getPort());
            Bench.until(() -> bench.smsc.counts().sessions() == 1);

            // 140 octets: what Kannel does not divide.
            byte[] packet = octets(140 - HEADER.length);
            assertThat(send(sendPort, packet)).isEqualTo(202);
            byte[] tpdu = bench.fromAir();
            assertThat(tpdu[0] & 0x40).as("a header").isEqualTo(0x40);
            assertThat(Arrays.copyOfRange(tpdu, tpdu.length - 150, tpdu.length - 148))
                    .as("TP-PID, TP-DCS")
                    .isEqualTo(HexFormat.of().parseHex("7ff6"));
            assertThat(tpdu).endsWith(join(HEADER, packet));

            byte[] answer = join(HexFormat.of().parseHex("027100"), octets(137));
            bench.smsc.submit(Bench.SUBSCRIBER, Bench.submitTpdu(Bench.CODE, answer));
            String call = calls.poll(10, TimeUnit.SECONDS);
            assertThat(URLDecoder.decode(String.valueOf(call), StandardCharsets.ISO_8859_1))
                    .isEqualTo(new String(answer, StandardCharsets.ISO_8859_1));
        } finally {
            web.stop(0);
        }
    }

    private static byte[] octets(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (i * 251 + 0xF0);
        }
        return octets;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /// Where Kannel hands on what comes in, header and text after another.
    private HttpServer web() throws IOException {
        var web = HttpServer.create(Bench.anyPort(), 0);
        web.createContext(
                "/mo",
                call -> {
                    String query = call.getRequestURI().getRawQuery();
                    calls.add(query.replace("u=", "").replace("&b=", ""));
                    call.sendResponseHeaders(200, -1);
                    call.close();
                });
        web.start();
        return web;
    }

    /// Starts both boxes and gives the port for sending.
    private int start(int smpp, int web) throws IOException, InterruptedException {
        int admin = freePort();
        int boxes = freePort();
        int sends = freePort();
        Path configuration = folder.resolve("kannel.conf");
        Files.writeString(configuration, configuration(smpp, web, new int[] {admin, boxes, sends}));
        bearerbox = run(BEARERBOX, configuration);
        awaitPort(boxes);
        smsbox = run(SMSBOX, configuration);
        awaitPort(sends);
        return sends;
    }

    private String configuration(int smpp, int web, int[] ports) {
        return """
        group = core
        admin-port = %d
        admin-interface = "127.0.0.1"
        admin-password = lab
        smsbox-port = %d
        smsbox-interface = "127.0.0.1"
        box-allow-ip = "127.0.0.1"

        group = smsc
        smsc = smpp
        host = 127.0.0.1
        port = %d
        transceiver-mode = true
        smsc-username = gateway
        smsc-password = secret
        system-type = ""
        reconnect-delay = 1

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = %d
        sendsms-interface = "127.0.0.1"

        group = sendsms-user
        username = lab
        password = lab

        group = sms-service
        keyword = default
        catch-all = true
        max-messages = 0
        get-url = "http://127.0.0.1:%d/mo?u=%%u&b=%%b"
        """
                .formatted(ports[0], ports[1], smpp, ports[2], web);
    }

    private Process run(Path box, Path configuration) throws IOException {
        var log = folder.resolve(box.getFileName() + ".log").toFile();
        return new ProcessBuilder(box.toString(), "-v", "0", configuration.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, Bench.anyPort().getAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) throws InterruptedException {
        Bench.until(() -> {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(Bench.anyPort().getAddress(), port), 100);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static int send(int port, byte[] packet) throws Exception {
        String query =
                "username=lab&password=lab&from=%s&to=%%2B%s&udh=%s&text=%s"
                                .formatted(
                                        Bench.CODE,
                                        Bench.SUBSCRIBER.digits(),
                                        encoded(HEADER),
                                        encoded(packet))
                        + "&coding=1&mclass=2&alt-dcs=1&pid=127";
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + port
                                                            + "/cgi-bin/sendsms?"
                                                            + query))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }
    }

    private static String encoded(byte[] octets) {
        return "%" + HexFormat.ofDelimiter("%").formatHex(octets);
    }
}
