// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/// Messages over SCTP, on machines that have it.
final class SctpTest {
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void aRequestOverSctpIsAnswered() throws IOException {
        Optional<String> missing = Node.sctpMissing();
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        try (Node node = Nodes.of(new Echo());
                SctpChannel channel = SctpChannel.open(node.listenSctp(ANY), 4, 4);
                Probe probe = new Probe(new Sctp(channel))) {
            String peer = "peer.example.net";
            assertThat(probe.ask(Draft.cer(peer, Echo.ID)).result()).isEqualTo(2001);
            Draft large = Echo.request(peer).with("Load", new byte[40_000]);
            assertThat(probe.ask(large).result()).isEqualTo(2001);
        }
    }

    @Test
    void connectsToAPeerOverSctp() throws IOException {
        Optional<String> missing = Node.sctpMissing();
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        try (SctpServerChannel peer = SctpServerChannel.open().bind(ANY);
                Node node = Nodes.of(new Echo())) {
            var address = (InetSocketAddress) peer.getAllLocalAddresses().iterator().next();
            node.connect(new Remote(address, "", Remote.Bearer.SCTP, null));
            try (Probe probe = new Probe(new Sctp(peer.accept()))) {
                Reply first = probe.next();
                assertThat(first).isNotNull();
                assertThat(first.header().command()).isEqualTo(257);
            }
        }
    }

    @Test
    void withoutSctpAnAttemptToConnectSaysWhy() {
        Optional<String> missing = Node.sctpMissing();
        Assumptions.assumeTrue(missing.isPresent(), "this machine has SCTP");
        assertThatThrownBy(() -> Sctp.connect(ANY))
                .isInstanceOf(IOException.class)
                .hasMessage(missing.orElse(""));
    }

    @Test
    void thereIsNoTlsOverSctp() throws Exception {
        var tls = new Tls(SSLContext.getDefault(), Tls.Certificates.NONE);
        assertThatThrownBy(() -> new Remote(ANY, "", Remote.Bearer.SCTP, tls))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutSctpTheNodeSaysWhy() throws IOException {
        Optional<String> missing = Node.sctpMissing();
        Assumptions.assumeTrue(missing.isPresent(), "this machine has SCTP");
        try (Node node = Nodes.of(new Echo())) {
            assertThatThrownBy(() -> node.listenSctp(ANY))
                    .isInstanceOf(IOException.class)
                    .hasMessage(missing.orElse(""));
        }
    }
}
