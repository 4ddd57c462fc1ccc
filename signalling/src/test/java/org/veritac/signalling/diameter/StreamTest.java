// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// What a stream does to messages, and what peers do to a stream.
final class StreamTest {
    private static final String PEER = "peer.example.net";

    private Node node = Nodes.of(new Echo());
    private Socket socket = new Socket();
    private Probe probe;

    StreamTest() throws IOException {
        probe = connect();
    }

    private Probe connect() throws IOException {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        InetSocketAddress address = node.listen(any);
        socket = new Socket(address.getAddress(), address.getPort());
        return Probe.over(socket);
    }

    @BeforeEach
    void greet() throws IOException {
        assertThat(probe.ask(Draft.cer(PEER, Echo.ID)).result()).isEqualTo(2001);
    }

    @AfterEach
    void stop() throws IOException {
        probe.close();
        node.close();
    }

    @Test
    void aMessageMayComeOctetByOctet() throws IOException {
        for (byte octet : Echo.request(PEER).octets()) {
            probe.send(new byte[] {octet});
        }
        assertThat(probe.next()).isNotNull().extracting(Reply::result).isEqualTo(2001);
    }

    @Test
    void sixtyFourMessagesMayComeAtOnce() throws IOException {
        var all = new Writer();
        for (int i = 0; i < 64; i++) {
            byte[] one = Echo.request(PEER).id(i).octets();
            all.raw(one, 0, one.length);
        }
        probe.send(all.octets());
        for (int i = 0; i < 64; i++) {
            assertThat(probe.next())
                    .isNotNull()
                    .extracting(r -> r.header().hopByHop())
                    .isEqualTo(i);
        }
    }

    /// The filling is not sent back.
    private static Draft ofLength(int length) {
        Draft draft = Echo.request(PEER);
        return draft.raw(Draft.avp(60_000, 0, new byte[length - draft.octets().length - 8]));
    }

    @Test
    void theLargestMessageIsAnswered() throws IOException {
        Draft largest = ofLength(Decoder.MESSAGE_MAX);
        assertThat(largest.octets()).hasSize(Decoder.MESSAGE_MAX);
        assertThat(probe.ask(largest).result()).isEqualTo(2001);
    }

    @Test
    void aLargerMessageIsClosed() throws IOException {
        try {
            probe.send(ofLength(Decoder.MESSAGE_MAX + 4));
        } catch (java.net.SocketException expected) {
            return;
        }
        assertThat(probe.isClosed()).isTrue();
    }

    @Test
    void aLengthOfSixteenMegabytesIsClosed() throws IOException {
        byte[] start = Echo.request(PEER).octets();
        start[1] = (byte) 0xFF;
        start[2] = (byte) 0xFF;
        start[3] = (byte) 0xFC;
        probe.send(start);
        assertThat(probe.isClosed()).isTrue();
    }

    @Test
    void aLengthShorterThanAHeaderIsClosed() throws IOException {
        byte[] start = Echo.request(PEER).octets();
        start[2] = 0;
        start[3] = Header.LENGTH - 4;
        probe.send(start);
        assertThat(probe.isClosed()).isTrue();
    }

    @Test
    void aLengthThatIsNoMultipleOfFourIs5015() throws IOException {
        byte[] odd = java.util.Arrays.copyOf(Echo.request(PEER).octets(), 101);
        Wire.put24(odd, 1, odd.length);
        assertThat(probe.ask(odd).result()).isEqualTo(5015);
    }

    @Test
    void whoDoesNotReadIsCutOff() throws IOException {
        byte[] large = Echo.request(PEER).with("Load", new byte[60_000]).octets();
        socket.setSoTimeout(100);
        for (int i = 0; i < 10_000 && node.totals().cutOff() == 0; i++) {
            try {
                probe.send(large);
            } catch (IOException e) {
                NodeTest.pause();
            }
        }
        assertThat(node.totals().cutOff()).isEqualTo(1);
    }

    @Test
    void aSilentPeerIsAskedThenGivenUp() throws IOException {
        stop();
        node =
                Nodes.of(
                        Nodes.IDENTITY,
                        Nodes.watchdog(Duration.ofMillis(150)),
                        PeerRules.OPEN,
                        new Echo());
        probe = connect();
        greet();
        Reply dwr = probe.next();
        assertThat(dwr).isNotNull();
        assertThat(dwr.header().command()).isEqualTo(Base.WATCHDOG);
        probe.send(
                new Draft(Dictionary.BASE, 0, Base.WATCHDOG, 0)
                        .id(dwr.header().hopByHop())
                        .with("Result-Code", 2001)
                        .with("Origin-Host", PEER)
                        .with("Origin-Realm", "example.net"));
        assertThat(probe.next()).isNotNull();
        assertThat(probe.isClosed()).isTrue();
    }

    @Test
    void tooManyRequestsAreToldSo() throws IOException {
        stop();
        node =
                Nodes.of(
                        Nodes.IDENTITY,
                        Nodes.LIMITS.withRequestsPerSecondMax(100),
                        PeerRules.OPEN,
                        new Echo());
        probe = connect();
        greet();
        int busy = 0;
        for (int i = 0; i < 50; i++) {
            Reply answer = probe.ask(Echo.request(PEER));
            if (answer.result() == 3004) {
                assertThat(answer.header().isError()).isTrue();
                busy++;
            }
        }
        assertThat(busy).isPositive().isEqualTo((int) node.totals().overloads());
    }
}
