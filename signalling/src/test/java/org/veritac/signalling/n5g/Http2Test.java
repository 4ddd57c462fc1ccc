// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.signalling.Operators;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The rules of HTTP/2 that our own way of writing answers could break, frame by frame.
class Http2Test {
    private static final String BODY = "{\"status\":\"WHITELISTED\"}";
    private static final int HEADER_TABLE_SIZE = 1;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int CONNECTION_WINDOW = 65_535;
    private static final char REFUSED_STREAM = 7;
    private static final int STREAMS = 5;

    private final Server server =
            new Server(
                    check -> new Decision(Verdict.WHITE, Reason.NONE, null, 0, 0),
                    Operators.NONE,
                    Configuration.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                            .with(Limits.DEFAULT.withStreams(STREAMS)));

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void answersWithHeadersAndData() throws IOException {
        try (var peer = new RawPeer(server.start())) {
            peer.get(1, true).send();

            expectAnswer(peer, 1);
        }
    }

    @Test
    void waitsForTheWindowOfAStream() throws IOException {
        try (var peer = new RawPeer(server.start(), INITIAL_WINDOW_SIZE, BODY.length() - 1)) {
            peer.get(1, true).send();
            assertThat(peer.next().type()).isEqualTo(RawPeer.HEADERS);
            var first = peer.next();
            assertThat(first.payload()).isEqualTo(BODY.substring(0, BODY.length() - 1));
            assertThat(first.ends()).isFalse();

            peer.window(1, 1).send();

            var last = peer.next();
            assertThat(last.payload()).isEqualTo("}");
            assertThat(last.ends()).isTrue();
        }
    }

    @Test
    void takesAllOfTheWindowOfAStream() throws IOException {
        try (var peer = new RawPeer(server.start(), INITIAL_WINDOW_SIZE, BODY.length())) {
            peer.get(1, true).send();

            expectAnswer(peer, 1);
        }
    }

    @Test
    void waitsForTheWindowOfTheConnection() throws IOException {
        int whole = CONNECTION_WINDOW / BODY.length();
        try (var peer = new RawPeer(server.start())) {
            for (int i = 0; i <= whole; i++) {
                peer.get(2 * i + 1, true);
            }
            peer.send();
            for (int i = 0; i < whole; i++) {
                expectAnswer(peer, 2 * i + 1);
            }
            assertThat(peer.next().type()).isEqualTo(RawPeer.HEADERS);
            int left = CONNECTION_WINDOW - whole * BODY.length();
            assertThat(peer.next().payload()).isEqualTo(BODY.substring(0, left));

            peer.window(0, 2 * BODY.length()).send();

            assertThat(peer.next().payload()).isEqualTo(BODY.substring(left));
            peer.get(2 * whole + 3, true).send();
            expectAnswer(peer, 2 * whole + 3);
        }
    }

    /// RFC 7541, clause 4.2: the first header block after the change says so, no other.
    @Test
    void saysThatItsHeaderTableHasChanged() throws IOException {
        try (var peer = new RawPeer(server.start())) {
            peer.get(1, true).settings(HEADER_TABLE_SIZE, 0).get(3, true).get(5, true).send();

            assertThat(expectAnswer(peer, 1)).isNotEqualTo(0x20);
            assertThat(expectAnswer(peer, 3)).isEqualTo(0x20);
            assertThat(expectAnswer(peer, 5)).isNotEqualTo(0x20);
        }
    }

    @Test
    void answersARequestWithTrailersOnce() throws IOException {
        try (var peer = new RawPeer(server.start())) {
            peer.get(1, false).frame(RawPeer.DATA, 0, 1, new byte[10]).trailers(1).send();
            expectAnswer(peer, 1);

            peer.frame(RawPeer.PING, 0, 0, new byte[8]).send();

            assertThat(peer.next().type()).isEqualTo(RawPeer.PING);
        }
    }

    @Test
    void opensStreamsUpToItsBound() throws IOException {
        try (var peer = new RawPeer(server.start())) {
            for (int i = 0; i <= STREAMS; i++) {
                peer.get(2 * i + 1, false);
            }
            peer.send();
            for (int i = 0; i < STREAMS; i++) {
                expectAnswer(peer, 2 * i + 1);
            }

            var refused = peer.next();
            assertThat(refused.type()).isEqualTo(RawPeer.RST_STREAM);
            assertThat(refused.stream()).isEqualTo(2 * STREAMS + 1);
            assertThat(refused.payload().charAt(3)).isEqualTo(REFUSED_STREAM);
        }
    }

    @Test
    void cutsOffAPeerThatDoesNotReadItsAnswers() throws IOException {
        try (var peer = new RawPeer(server.start())) {
            peer.window(0, Integer.MAX_VALUE - CONNECTION_WINDOW);

            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 1_000_000; i++) {
                                    peer.get(2 * i + 1, true);
                                    if (i % 1000 == 0) {
                                        peer.send();
                                    }
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
    }

    /// @return the first byte of the header block
    private static int expectAnswer(RawPeer peer, int stream) throws IOException {
        var headers = peer.next(stream);
        assertThat(headers.type()).isEqualTo(RawPeer.HEADERS);
        assertThat(headers.ends()).isFalse();
        var data = peer.next(stream);
        assertThat(data.type()).isEqualTo(RawPeer.DATA);
        assertThat(data.ends()).isTrue();
        assertThat(data.payload()).isEqualTo(BODY);
        return headers.payload().charAt(0);
    }
}
