// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Connections that the node opens.
final class DialerTest {
    private static final String AGENT = "dra.example.net";
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Node node = Nodes.of(new Echo());
    private final ServerSocket server = new ServerSocket(0, 10, LOOPBACK);

    DialerTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        server.close();
        node.close();
    }

    private static Draft cea(Reply cer, String host) {
        return new Draft(Dictionary.BASE, 0, Base.CAPABILITIES, 0)
                .id(cer.header().hopByHop())
                .with("Result-Code", 2001)
                .with("Origin-Host", host)
                .with("Origin-Realm", "example.net")
                .with("Host-IP-Address", new byte[] {0, 1, 127, 0, 0, 1})
                .with("Vendor-Id", 0)
                .with("Product-Name", "agent")
                .with("Auth-Application-Id", Base.RELAY);
    }

    private Probe accepted(String host) throws IOException {
        Probe probe = Probe.over(server.accept());
        Reply cer = probe.next();
        assertThat(cer).isNotNull();
        assertThat(cer.header().command()).isEqualTo(Base.CAPABILITIES);
        assertThat(cer.avp(Base.ORIGIN_HOST).text()).isEqualTo(Nodes.HOST);
        probe.send(cea(cer, host));
        return probe;
    }

    private Remote remote(String host) {
        return new Remote(
                new InetSocketAddress(LOOPBACK, server.getLocalPort()),
                host,
                Remote.Bearer.TCP,
                null);
    }

    @Test
    void theNodeConnectsAndAnswersThere() throws IOException {
        node.connect(remote(""));
        try (Probe probe = accepted(AGENT)) {
            assertThat(probe.ask(Echo.request("mme.example")).result()).isEqualTo(2001);
            assertThat(node.peers())
                    .singleElement()
                    .satisfies(peer -> assertThat(peer.state()).isEqualTo("I_OPEN"))
                    .satisfies(peer -> assertThat(peer.incoming()).isFalse());
        }
    }

    @Test
    void aLostConnectionIsMadeAgainAndWatched() throws IOException {
        node.connect(remote(AGENT));
        accepted(AGENT).close();
        try (Probe probe = accepted(AGENT)) {
            Reply dwr = probe.next();
            assertThat(dwr).isNotNull();
            assertThat(dwr.header().command()).isEqualTo(Base.WATCHDOG);
            assertThat(node.peers().getFirst().watchdog()).isEqualTo("REOPEN");
            assertThat(probe.ask(Echo.request("mme.example")).result()).isEqualTo(2001);
        }
    }

    @Test
    void aPeerOfAnotherNameIsLeft() throws IOException {
        node.connect(remote(AGENT));
        try (Probe probe = accepted("impostor.example.net")) {
            assertThat(probe.isClosed()).isTrue();
        }
    }

    @Test
    void aPeerThatRefusesIsTriedAgain() throws IOException {
        node.connect(remote(AGENT));
        try (Probe probe = Probe.over(server.accept())) {
            Reply cer = probe.next();
            assertThat(cer).isNotNull();
            probe.send(cea(cer, AGENT).without("Result-Code").with("Result-Code", 5010));
            assertThat(probe.isClosed()).isTrue();
        }
        accepted(AGENT).close();
    }

    @Test
    void aPeerThatEndsTheHandshakeIsTriedAgain() throws Exception {
        var tls = new Tls(javax.net.ssl.SSLContext.getDefault(), Tls.Certificates.NONE);
        server.setSoTimeout(5_000);
        node.connect(new Remote(remote("").address(), AGENT, Remote.Bearer.TCP, tls));
        server.accept().close();
        server.accept().close();
        server.accept().close();
    }

    @Test
    void twoNodesThatConnectToEachOtherKeepOneConnection() throws IOException {
        Identity greater = new Identity("zzz.example.net", "example.net", "Veritac", 0);
        Node other = Nodes.of(greater, Nodes.LIMITS, PeerRules.OPEN, new Echo());
        try {
            var any = new InetSocketAddress(LOOPBACK, 0);
            InetSocketAddress ours = node.listen(any);
            InetSocketAddress theirs = other.listen(any);
            node.connect(new Remote(theirs, greater.host(), Remote.Bearer.TCP, null));
            other.connect(new Remote(ours, Nodes.HOST, Remote.Bearer.TCP, null));
            for (int i = 0; i < 300 && !(isSettled(node) && isSettled(other)); i++) {
                NodeTest.pause();
            }
            assertThat(isSettled(node)).isTrue();
            assertThat(isSettled(other)).isTrue();
            assertThat(node.peers().getFirst().incoming())
                    .isNotEqualTo(other.peers().getFirst().incoming());
        } finally {
            other.close();
        }
    }

    private static boolean isSettled(Node one) {
        return one.peers().size() == 1 && one.peers().getFirst().state().endsWith("_OPEN");
    }
}
