// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// How a node meets its peers and parts from them.
final class NodeTest {
    static final String PEER = "peer.example.net";
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private Node node = Nodes.of(new Echo());
    private InetSocketAddress address = ANY;

    @BeforeEach
    void start() throws IOException {
        address = node.listen(ANY);
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    private void restart(Limits limits, PeerRules rules) throws IOException {
        node.close();
        node = Nodes.of(Nodes.IDENTITY, limits, rules, new Echo());
        address = node.listen(ANY);
    }

    private Probe greeted(String host) throws IOException {
        Probe probe = Probe.tcp(address);
        assertThat(probe.ask(Draft.cer(host, Echo.ID)).result()).isEqualTo(2001);
        return probe;
    }

    @Test
    void aCapabilitiesAnswerSaysWhoWeAre() throws IOException {
        try (Probe probe = Probe.tcp(address)) {
            Reply answer = probe.ask(Draft.cer(PEER, Echo.ID));
            assertThat(answer.result()).isEqualTo(2001);
            assertThat(answer.avp(Base.ORIGIN_HOST).text()).isEqualTo(Nodes.HOST);
            assertThat(answer.has(Base.HOST_IP_ADDRESS)).isTrue();
            assertThat(answer.avp(Base.PRODUCT_NAME).text()).isEqualTo("Veritac");
            assertThat(answer.avp(Base.AUTH_APPLICATION_ID).unsigned32()).isEqualTo(Echo.ID);
            assertThat(answer.has(Base.ORIGIN_STATE_ID)).isTrue();
            assertThat(node.peers())
                    .singleElement()
                    .satisfies(peer -> assertThat(peer.host()).isEqualTo(PEER))
                    .satisfies(peer -> assertThat(peer.state()).isEqualTo("R_OPEN"))
                    .satisfies(peer -> assertThat(peer.watchdog()).isEqualTo("OKAY"));
        }
    }

    @Test
    void noCommonApplicationIs5010ThenClosed() throws IOException {
        try (Probe probe = Probe.tcp(address)) {
            assertThat(probe.ask(Draft.cer(PEER, 16_777_251)).result()).isEqualTo(5010);
            assertThat(probe.isClosed()).isTrue();
        }
    }

    @Test
    void aRelayHasEveryApplicationInCommon() throws IOException {
        try (Probe probe = Probe.tcp(address)) {
            assertThat(probe.ask(Draft.cer(PEER, Base.RELAY)).result()).isEqualTo(2001);
            assertThat(node.peers().getFirst().agent()).isTrue();
            assertThat(probe.ask(Echo.request("somebody.else")).result()).isEqualTo(2001);
        }
    }

    @Test
    void aConfiguredAgentMaySpeakForOthers() throws IOException {
        restart(Nodes.LIMITS, new PeerRules(Set.of(), Set.of(), Set.of("PEER.example.net")));
        try (Probe probe = greeted(PEER)) {
            assertThat(probe.ask(Echo.request("somebody.else")).result()).isEqualTo(2001);
        }
    }

    @Test
    void aPeerThatIsNoAgentMaySpeakForItselfOnly() throws IOException {
        try (Probe probe = greeted(PEER)) {
            assertThat(probe.ask(Echo.request("somebody.else")).result()).isEqualTo(5004);
            assertThat(probe.ask(Echo.request("PEER.example.NET")).result()).isEqualTo(2001);
        }
    }

    @Test
    void aPeerThatIsNotListedIs3010ThenClosed() throws IOException {
        restart(Nodes.LIMITS, new PeerRules(Set.of("other.example"), Set.of(), Set.of()));
        try (Probe probe = Probe.tcp(address)) {
            Reply answer = probe.ask(Draft.cer(PEER, Echo.ID));
            assertThat(answer.result()).isEqualTo(3010);
            assertThat(answer.header().isError()).isTrue();
            assertThat(probe.isClosed()).isTrue();
        }
        node.rules(new PeerRules(Set.of(PEER), Set.of(), Set.of()));
        greeted(PEER).close();
    }

    @Test
    void anAddressThatIsNotListedIsClosed() throws IOException {
        var elsewhere = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
        restart(Nodes.LIMITS, new PeerRules(Set.of(), Set.of(elsewhere), Set.of()));
        try (Probe probe = Probe.tcp(address)) {
            assertThat(probe.isClosed()).isTrue();
            assertThat(node.totals().turnedAway()).isEqualTo(1);
        }
    }

    @Test
    void whoDoesNotStartWithCapabilitiesIsClosed() throws IOException {
        try (Probe probe = Probe.tcp(address)) {
            probe.send(Echo.request(PEER));
            assertThat(probe.isClosed()).isTrue();
        }
    }

    @Test
    void whoSaysNothingIsClosed() throws IOException {
        try (Probe probe = Probe.tcp(address)) {
            assertThat(probe.isClosed()).isTrue();
            assertThat(node.totals().cutOff()).isEqualTo(1);
        }
    }

    @Test
    void capabilitiesWithoutProductNameAre5005ThenClosed() throws IOException {
        try (Probe probe = Probe.tcp(address)) {
            Reply answer = probe.ask(Draft.cer(PEER, Echo.ID).without("Product-Name"));
            assertThat(answer.result()).isEqualTo(5005);
            assertThat(answer.failed()).containsExactly(269);
            assertThat(probe.isClosed()).isTrue();
        }
    }

    @Test
    void capabilitiesOfVersionTwoAre5011ThenClosed() throws IOException {
        try (Probe probe = Probe.tcp(address)) {
            assertThat(probe.ask(Draft.cer(PEER, Echo.ID).version(2)).result()).isEqualTo(5011);
            assertThat(probe.isClosed()).isTrue();
        }
    }

    @Test
    void sixtyFourOriginHostsAreNoHarm() throws IOException {
        Draft cer = Draft.cer(PEER, Echo.ID);
        for (int i = 0; i < 63; i++) {
            cer.with("Origin-Host", PEER);
        }
        try (Probe probe = Probe.tcp(address)) {
            Reply answer = probe.ask(cer);
            assertThat(answer.result()).isEqualTo(5009);
            assertThat(answer.failed()).containsExactly(264);
        }
        greeted(PEER).close();
    }

    @Test
    void aWatchdogIsAnswered() throws IOException {
        try (Probe probe = greeted(PEER)) {
            Draft dwr =
                    new Draft(Dictionary.BASE, Header.REQUEST, Base.WATCHDOG, 0)
                            .with("Origin-Host", PEER)
                            .with("Origin-Realm", "example.net");
            Reply answer = probe.ask(dwr);
            assertThat(answer.result()).isEqualTo(2001);
            assertThat(answer.avp(Base.ORIGIN_HOST).text()).isEqualTo(Nodes.HOST);
            assertThat(probe.ask(dwr.without("Origin-Realm")).result()).isEqualTo(5005);
        }
    }

    private static Draft goodbye() {
        return new Draft(Dictionary.BASE, Header.REQUEST, Base.DISCONNECT, 0)
                .with("Origin-Host", PEER)
                .with("Origin-Realm", "example.net")
                .with("Disconnect-Cause", 0);
    }

    @Test
    void aGoodbyeIsAnsweredThenClosed() throws IOException {
        try (Probe probe = greeted(PEER)) {
            assertThat(probe.ask(goodbye()).result()).isEqualTo(2001);
            assertThat(probe.isClosed()).isTrue();
        }
        greeted(PEER).close();
    }

    @Test
    void requestsBeforeAGoodbyeAreAnsweredBeforeIt() throws IOException {
        try (Probe probe = greeted(PEER)) {
            var both = new Writer();
            byte[] request = Echo.request(PEER).octets();
            byte[] last = goodbye().octets();
            both.raw(request, 0, request.length).raw(last, 0, last.length);
            assertThat(probe.ask(both.octets()).header().command()).isEqualTo(Echo.COMMAND);
            Reply second = probe.next();
            assertThat(second).isNotNull();
            assertThat(second.header().command()).isEqualTo(Base.DISCONNECT);
        }
    }

    @Test
    void aSecondConnectionOfOnePeerIsRejected() throws IOException {
        try (Probe first = greeted(PEER);
                Probe second = Probe.tcp(address)) {
            second.send(Draft.cer(PEER, Echo.ID));
            assertThat(second.isClosed()).isTrue();
            Reply prod = first.next();
            assertThat(prod).isNotNull();
            assertThat(prod.header().command()).isEqualTo(Base.WATCHDOG);
            assertThat(first.ask(Echo.request(PEER)).result()).isEqualTo(2001);
        }
    }

    @Test
    void aPeerThatWasLostMayComeBack() throws IOException {
        for (int i = 0; i < 5; i++) {
            greeted(PEER + i % 2).close();
            awaitNobody();
        }
    }

    private void awaitNobody() throws IOException {
        for (int i = 0; i < 200 && !node.peers().isEmpty(); i++) {
            pause();
        }
        assertThat(node.peers()).isEmpty();
    }

    static void pause() throws IOException {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void peersAreToldWhenTheNodeCloses() throws Exception {
        try (Probe probe = greeted(PEER)) {
            Thread closing = Thread.ofVirtual().start(this::closeQuietly);
            Reply dpr = probe.next();
            assertThat(dpr).isNotNull();
            assertThat(dpr.header().command()).isEqualTo(Base.DISCONNECT);
            assertThat(dpr.avp(Base.DISCONNECT_CAUSE).unsigned32()).isEqualTo(Base.REBOOTING);
            assertThat(probe.ask(Echo.request(PEER)).result()).isEqualTo(2001);
            probe.send(
                    new Draft(Dictionary.BASE, 0, Base.DISCONNECT, 0)
                            .id(dpr.header().hopByHop())
                            .with("Result-Code", 2001)
                            .with("Origin-Host", PEER)
                            .with("Origin-Realm", "example.net"));
            assertThat(probe.isClosed()).isTrue();
            closing.join();
        }
    }

    private void closeQuietly() {
        try {
            node.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aPeerThatDoesNotSayGoodbyeIsNotWaitedForLong() throws IOException {
        try (Probe probe = greeted(PEER)) {
            node.close();
            Reply dpr = probe.next();
            assertThat(dpr).isNotNull();
            assertThat(probe.isClosed()).isTrue();
        }
    }

    @Test
    void hundredsOfIdleConnectionsAreNoHarm() throws IOException {
        var idle = new ArrayList<Probe>();
        for (int i = 0; i < 300; i++) {
            idle.add(greeted("peer" + i + ".example.net"));
        }
        assertThat(node.peers()).hasSize(300);
        assertThat(idle.getLast().ask(Echo.request("peer299.example.net")).result())
                .isEqualTo(2001);
        for (Probe probe : idle) {
            probe.close();
        }
        awaitNobody();
    }

    @Test
    @Tag("interop")
    void tenThousandIdleConnectionsAreNoHarm() throws IOException {
        restart(Limits.DEFAULT, PeerRules.OPEN);
        int count = 10_000;
        Process crowd = Crowd.start(address.getPort(), count);
        try (Probe probe = greeted(PEER)) {
            for (int i = 0; i < 3000 && open() <= count; i++) {
                pause();
            }
            assertThat(open()).isEqualTo(count + 1);
            assertThat(probe.ask(Echo.request(PEER)).result()).isEqualTo(2001);
        } finally {
            crowd.destroy();
        }
    }

    private long open() {
        return node.peers().stream().filter(peer -> peer.state().equals("R_OPEN")).count();
    }

    @Test
    void oneConnectionMoreThanTheLimitIsClosed() throws IOException {
        restart(Nodes.LIMITS.withConnectionsMax(2), PeerRules.OPEN);
        var raw = List.of(new Socket(), new Socket());
        for (Socket socket : raw) {
            socket.connect(address);
        }
        for (int i = 0; i < 200 && node.peers().size() < 2; i++) {
            pause();
        }
        try (Probe third = Probe.tcp(address)) {
            assertThat(third.isClosed()).isTrue();
        }
        raw.getFirst().close();
        for (int i = 0; i < 200 && node.peers().size() > 1; i++) {
            pause();
        }
        greeted(PEER).close();
        raw.getLast().close();
    }
}
