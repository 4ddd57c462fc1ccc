// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;

/// Connections over TLS, and what certificates are for.
final class TlsTest {
    private static final String PEER = "mme.example.net";
    private static final Identity MME = new Identity(PEER, "example.net", "client", 0);
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static SSLContext server = untrusting();
    private static SSLContext client = untrusting();

    private final AtomicReference<String> certificateName = new AtomicReference<>("");
    private final Node node;

    @BeforeAll
    static void makeKeys(@TempDir Path folder) throws Exception {
        var keys = new Keys(folder);
        Path ours = keys.make("node", Nodes.HOST, Nodes.HOST);
        Path theirs = keys.make("mme", "The MME", PEER);
        server = Keys.context(ours, theirs);
        client = Keys.context(theirs, ours);
    }

    private static SSLContext untrusting() {
        try {
            return SSLContext.getDefault();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has TLS", e);
        }
    }

    TlsTest() {
        node =
                Nodes.of(
                        new Application() {
                            private final Echo echo = new Echo();

                            @Override
                            public int id() {
                                return echo.id();
                            }

                            @Override
                            public int vendor() {
                                return echo.vendor();
                            }

                            @Override
                            public Dictionary dictionary() {
                                return echo.dictionary();
                            }

                            @Override
                            public boolean isStateless() {
                                return false;
                            }

                            @Override
                            public Answer on(Message request, Peer peer) throws IOException {
                                certificateName.set(peer.certificateName());
                                return echo.on(request, peer);
                            }
                        });
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    private static int ask(Client connected) throws IOException {
        var result = new AtomicInteger();
        byte[] request = Echo.request(PEER).octets();
        connected.send(request, 0, request.length);
        while (result.get() == 0
                && connected.receive((octets, from, to) ->
                        result.set(
                                new Reply(java.util.Arrays.copyOfRange(octets, from, to))
                                        .result()))) {}
        return result.get();
    }

    private Client connect(InetSocketAddress address, Identity identity, SSLContext context)
            throws IOException {
        var tls = new Tls(context, Tls.Certificates.NONE);
        return Client.connect(address, identity, List.of(new Echo()), tls);
    }

    @Test
    void aProvenPeerIsAnsweredAndItsNameIsKnown() throws IOException {
        var address = node.listen(ANY, new Tls(server, Tls.Certificates.REQUIRED));
        try (Client connected = connect(address, MME, client)) {
            assertThat(ask(connected)).isEqualTo(2001);
            assertThat(certificateName).hasValue("The MME");
        }
    }

    @Test
    void aPeerMayNotCallItselfWhatItsCertificateDoesNotSay() throws IOException {
        var address = node.listen(ANY, new Tls(server, Tls.Certificates.OPTIONAL));
        var impostor = new Identity("hss.example.net", "example.net", "client", 0);
        assertThatThrownBy(() -> connect(address, impostor, client)).hasMessageContaining("3010");
    }

    @Test
    void aRequiredCertificateThatIsNotTrustedEndsTheConnection(@TempDir Path other)
            throws Exception {
        var address = node.listen(ANY, new Tls(server, Tls.Certificates.REQUIRED));
        Path stranger = new Keys(other).make("stranger", PEER, "");
        SSLContext context = Keys.context(stranger, other.resolve("stranger.p12"));
        assertThatThrownBy(() -> connect(address, MME, context)).isInstanceOf(IOException.class);
    }

    @Test
    void withoutCertificatesPeersAreUnproven() throws IOException {
        var address = node.listen(ANY, new Tls(server, Tls.Certificates.NONE));
        try (Client connected = connect(address, MME, client)) {
            assertThat(ask(connected)).isEqualTo(2001);
            assertThat(certificateName).hasValue("");
        }
    }

    @Test
    void clearTextWhereTlsIsWantedIsClosed() throws IOException {
        var address = node.listen(ANY, new Tls(server, Tls.Certificates.NONE));
        assertThatThrownBy(() -> Client.connect(address, MME, List.of(new Echo()), null))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theNodeConnectsOverTlsToo() throws IOException {
        Identity dra = new Identity(PEER, "example.net", "dra", 0);
        Node agent = Nodes.of(dra, Nodes.LIMITS, PeerRules.OPEN, new Echo());
        try {
            var address = agent.listen(ANY, new Tls(client, Tls.Certificates.REQUIRED));
            node.connect(
                    new Remote(
                            address,
                            PEER,
                            Remote.Bearer.TCP,
                            new Tls(server, Tls.Certificates.NONE)));
            for (int i = 0; i < 300 && !isOpen(); i++) {
                NodeTest.pause();
            }
            assertThat(isOpen()).isTrue();
        } finally {
            agent.close();
        }
    }

    private boolean isOpen() {
        return node.peers().stream().anyMatch(peer -> peer.state().equals("I_OPEN"));
    }
}
