// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.s13;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.signalling.Operators;
import org.veritac.signalling.diameter.Draft;
import org.veritac.signalling.diameter.Node;
import org.veritac.signalling.diameter.Nodes;
import org.veritac.signalling.diameter.PeerRules;
import org.veritac.signalling.diameter.PeerStatus;
import org.veritac.signalling.diameter.Probe;
import org.veritac.signalling.diameter.Remote;
import org.veritac.signalling.diameter.Reply;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Through a stock freeDiameter, which knows nothing of S13 and relays it: configuration only.
@Tag("interop")
final class FreeDiameterTest {
    private static final Path DAEMON = Path.of("/usr/bin/freeDiameterd");
    private static final String AGENT = "dra.example.net";
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir Path folder = Path.of(".");
    private Node node = node();
    private int agentPort;
    private @Nullable Process agent;

    private static Node node() {
        return Nodes.of(
                Nodes.IDENTITY,
                Nodes.watchdog(Duration.ofSeconds(1)),
                PeerRules.OPEN,
                new IdentityCheck(
                        check ->
                                new Decision(
                                        check.imei().serial() == 0
                                                ? Verdict.BLACK
                                                : Verdict.UNKNOWN,
                                        Reason.NONE,
                                        null,
                                        0,
                                        0),
                        Operators.NONE));
    }

    @BeforeEach
    void needTheDaemon() throws IOException {
        Assumptions.assumeTrue(
                Files.isExecutable(DAEMON), "freeDiameter is not installed (Debian: freediameter)");
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            agentPort = free.getLocalPort();
        }
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
        Process running = agent;
        if (running != null) {
            running.destroy();
        }
    }

    /// Starts the daemon; `peers` are lines of its configuration.
    private void startAgent(String peers) throws IOException {
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("cert.pem");
        List<String> openssl =
                List.of("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj".split(" "));
        var command = new java.util.ArrayList<>(openssl);
        command.addAll(List.of("/CN=" + AGENT, "-keyout", key.toString()));
        command.addAll(List.of("-out", certificate.toString()));
        run(command);
        Path acl = folder.resolve("acl.conf");
        Files.writeString(
                acl, "ALLOW_IPSEC " + Requests.MME + "\nALLOW_IPSEC " + Nodes.HOST + "\n");
        Path config = folder.resolve("freeDiameter.conf");
        Files.writeString(
                config,
                """
                Identity = "%s";
                Realm = "example.net";
                Port = %d;
                SecPort = 0;
                TwTimer = 6;
                TcTimer = 6;
                ListenOn = "127.0.0.1";
                No_SCTP;
                No_IPv6;
                TLS_Cred = "%s", "%s";
                TLS_CA = "%s";
                TLS_DH_Bits = 1024;
                LoadExtension = "/usr/lib/freeDiameter/acl_wl.fdx" : "%s";
                %s
                """
                        .formatted(AGENT, agentPort, certificate, key, certificate, acl, peers));
        agent =
                new ProcessBuilder(DAEMON.toString(), "-c", config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("freeDiameter.log").toFile())
                        .start();
    }

    private static void run(List<String> command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            assertThat(process.waitFor()).isZero();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private PeerStatus awaitAgent() throws Exception {
        for (int i = 0; i < 200; i++) {
            for (PeerStatus peer : node.peers()) {
                if (peer.host().equals(AGENT) && peer.state().endsWith("_OPEN")) {
                    return peer;
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError(Files.readString(folder.resolve("freeDiameter.log")));
    }

    private Reply greet(Probe mme) throws IOException {
        return mme.ask(Draft.cer(Requests.MME, IdentityCheck.APPLICATION));
    }

    private void askThroughAgent() throws Exception {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), agentPort);
        try (Probe mme = Probe.tcp(address)) {
            assertThat(greet(mme).result()).isEqualTo(2001);
            Reply black = mme.ask(Requests.ecr("35100000000000"));
            assertThat(black.result()).isEqualTo(2001);
            assertThat(black.avp(IdentityCheck.EQUIPMENT_STATUS).unsigned32()).isEqualTo(1);
            Reply unknown = mme.ask(Requests.ecr("35100000000001"));
            assertThat(unknown.experimental()).isEqualTo(5422);
            Reply malformed = mme.ask(Requests.ecr("351"));
            assertThat(malformed.result()).isEqualTo(5004);
            assertThat(unknown.header().hopByHop())
                    .isEqualTo(black.header().hopByHop())
                    .isEqualTo(malformed.header().hopByHop());
        }
    }

    /// Longer than the timers of both sides, so that each has asked the other for a sign of life.
    private void outlastWatchdogs() throws Exception {
        Thread.sleep(9_000);
        assertThat(awaitAgent().watchdog()).isEqualTo("OKAY");
    }

    @Test
    void theAgentConnectsToUsAndRelays() throws Exception {
        int port = node.listen(ANY).getPort();
        startAgent(
                "ConnectPeer = \"%s\" { ConnectTo = \"127.0.0.1\"; Port = %d; No_TLS; };"
                        .formatted(Nodes.HOST, port));
        PeerStatus peer = awaitAgent();
        assertThat(peer.incoming()).isTrue();
        assertThat(peer.agent()).isTrue();
        askThroughAgent();
        outlastWatchdogs();
    }

    @Test
    void weConnectToTheAgentAndItRelays() throws Exception {
        startAgent("");
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), agentPort);
        node.connect(new Remote(address, AGENT, Remote.Bearer.TCP, null));
        assertThat(awaitAgent().incoming()).isFalse();
        askThroughAgent();
        outlastWatchdogs();
    }

    @Test
    void theAgentTakesOurGoodbye() throws Exception {
        int port = node.listen(ANY).getPort();
        startAgent(
                "ConnectPeer = \"%s\" { ConnectTo = \"127.0.0.1\"; Port = %d; No_TLS; };"
                        .formatted(Nodes.HOST, port));
        awaitAgent();
        node.close();
        assertThat(node.totals().cutOff()).isZero();
        assertThat(node.peers()).isEmpty();
    }
}
