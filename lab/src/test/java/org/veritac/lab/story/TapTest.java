// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;

final class TapTest {
    private static final byte[] ASK =
            HexFormat.of()
                    .parseHex(
                            "01000030C00001440100002400000001000000010000057A" // IMEI
                                    + "8000001A000028AF"
                                    + "3439303135343230333233373531"
                                    + "0000");

    private final Transcript transcript = new Transcript();

    @Test
    void writesWholeMessagesDownAndPassesThemOn() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Tap tap =
                        Tap.open(
                                (InetSocketAddress) server.getLocalSocketAddress(),
                                new Tap.Wire("a", "b", new SmppWire()),
                                transcript);
                var client = new Socket()) {
            client.connect(tap.address());
            try (Socket far = server.accept()) {
                byte[] message = HexFormat.of().parseHex("00000010800000040000000000000001");
                client.getOutputStream().write(message, 0, 7);
                client.getOutputStream().write(message, 7, 9);
                assertThat(far.getInputStream().readNBytes(16)).isEqualTo(message);
                assertThat(transcript.lines())
                        .containsExactly(
                                new Line.Sent(
                                        "a",
                                        "b",
                                        "submit_sm_resp",
                                        List.of(HexFormat.of().formatHex(message))));
            }
        }
    }

    @Test
    void endsWhenSomethingElseIsSpoken() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Tap tap =
                        Tap.open(
                                (InetSocketAddress) server.getLocalSocketAddress(),
                                new Tap.Wire("a", "b", new SmppWire()),
                                transcript);
                var client = new Socket()) {
            client.connect(tap.address());
            client.getOutputStream().write(new byte[] {0x7F, 0, 0, 0});
            InputStream in = client.getInputStream();
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void readsWhatAnMmeAsks() {
        Text text = new DiameterWire().text(ASK);
        assertThat(text.title()).isEqualTo("ME-Identity-Check-Request");
        assertThat(text.details()).containsExactly("IMEI 49015420323751");
    }
}
