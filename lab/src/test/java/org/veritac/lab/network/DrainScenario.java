// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.lab.bench.ServerProcess;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a SIGTERM does, seen in the octets that peers get.
@Timeout(60)
final class DrainScenario {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int CAPABILITIES = 257;
    private static final int DISCONNECT = 282;
    private static final int PRODUCT_NAME = 269;
    private static final int MANDATORY = 0x40;
    private static final int REQUEST = 0x80;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final String RESULT_CODE_SUCCESS = "0000010c4000000c000007d1";
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    @TempDir private Path folder;

    @Test
    void sigtermSaysGoodbyeOnEveryInterfaceAndEndsWithZero() throws Exception {
        try (var server = ServerProcess.startSoon(folder.resolve("data"), List.of());
                var diameter = connect(server.address("s13"));
                var http = connect(server.address("n5g"));
                var msc = Msc.connect(server.address("gsup"), "msc")) {
            assertThat(server.ready())
                    .matches(
                            "ready s13=127\\.0\\.0\\.1:[1-9][0-9]* n5g=127\\.0\\.0\\.1:[1-9][0-9]*"
                                    + " gsup=127\\.0\\.0\\.1:[1-9][0-9]*"
                                    + " http=127\\.0\\.0\\.1:[1-9][0-9]*");
            diameter.getOutputStream().write(capabilitiesRequest());
            var peer = new DataInputStream(diameter.getInputStream());
            assertThat(message(peer)).isEqualTo(CAPABILITIES);
            http.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
            http.getOutputStream().write(new byte[] {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0});
            var frames = new DataInputStream(http.getInputStream());
            assertThat(frame(frames)).isEqualTo(SETTINGS);
            msc.ask(new Question("35209900176148", null, "001010123456789"));

            server.process().destroy();

            assertThat(message(peer)).isEqualTo(REQUEST << 24 | DISCONNECT);
            int type = frame(frames);
            while (type != GOAWAY) {
                type = frame(frames);
            }
            // The peer does not answer the DPR: the drain is bounded all the same.
            assertThat(server.process().waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            assertThat(server.process().exitValue()).isZero();
            assertThat(peer.read()).isNegative();
        }
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        var socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /// Command code of the next message, with the flag of a request; an answer must be a success.
    private static int message(DataInputStream in) throws IOException {
        int length = in.readInt() & 0xFF_FFFF;
        int flagsAndCommand = in.readInt();
        byte[] rest = in.readNBytes(length - 8);
        if ((flagsAndCommand >>> 24 & REQUEST) == 0) {
            assertThat(HexFormat.of().formatHex(rest)).contains(RESULT_CODE_SUCCESS);
        }
        boolean request = (flagsAndCommand >>> 24 & REQUEST) != 0;
        return (request ? REQUEST << 24 : 0) | (flagsAndCommand & 0xFF_FFFF);
    }

    /// The type of the next HTTP/2 frame.
    private static int frame(DataInputStream in) throws IOException {
        int start = in.readInt();
        int length = start >>> 8;
        in.readFully(new byte[5]);
        if (in.skip(length) != length) {
            throw new EOFException("a frame is cut off");
        }
        return start & 0xFF;
    }

    /// RFC 6733, clause 5.3.1, octet by octet: Origin-Host, Origin-Realm, Host-IP-Address,
    /// Vendor-Id, Product-Name, and S13 in a Vendor-Specific-Application-Id.
    private static byte[] capabilitiesRequest() {
        var body = new ByteArrayOutputStream();
        avp(body, 264, "mme.epc.mnc001.mcc001.3gppnetwork.org".getBytes(StandardCharsets.US_ASCII));
        avp(body, 296, "epc.mnc001.mcc001.3gppnetwork.org".getBytes(StandardCharsets.US_ASCII));
        avp(body, 257, HexFormat.of().parseHex("00017f000001"));
        avp(body, 266, HexFormat.of().parseHex("000028af"));
        avp(body, PRODUCT_NAME, "lab".getBytes(StandardCharsets.US_ASCII));
        var group = new ByteArrayOutputStream();
        avp(group, 266, HexFormat.of().parseHex("000028af"));
        avp(group, 258, HexFormat.of().parseHex("01000024"));
        avp(body, 260, group.toByteArray());
        var message = new ByteArrayOutputStream();
        number(message, 1 << 24 | (20 + body.size()));
        number(message, REQUEST << 24 | CAPABILITIES);
        number(message, 0);
        number(message, 1);
        number(message, 1);
        message.writeBytes(body.toByteArray());
        return message.toByteArray();
    }

    private static void avp(ByteArrayOutputStream out, int code, byte[] value) {
        number(out, code);
        int flags = code == PRODUCT_NAME ? 0 : MANDATORY;
        number(out, flags << 24 | (8 + value.length));
        out.writeBytes(value);
        out.writeBytes(new byte[(4 - value.length % 4) % 4]);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
    }
}
