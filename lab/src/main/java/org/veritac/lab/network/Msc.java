// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import org.veritac.register.Verdict;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Asks Check-IMEI over GSUP, octet by octet as Osmocom's manuals write it: a frame of ip.access is
/// length(2) stream(1); stream FE is about the connection, EE 05 is GSUP. GSUP has no check without
/// a subscriber.
public final class Msc implements Network {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int CONNECTION = 0xFE;
    private static final int OSMOCOM = 0xEE;
    private static final int GSUP = 0x05;
    private static final int PING = 0x00;
    private static final int PONG = 0x01;
    private static final int ID_GET = 0x04;
    private static final int ID_RESPONSE = 0x05;
    private static final int ID_ACKNOWLEDGED = 0x06;
    private static final int CHECK_REQUEST = 0x30;
    private static final int CHECK_ERROR = 0x31;
    private static final int CHECK_RESULT = 0x32;
    private static final int IMSI = 0x01;
    private static final int CAUSE = 0x02;
    private static final int IMEI = 0x50;
    private static final int IMEI_RESULT = 0x51;
    private static final int UNIT_NAME = 0x01;
    private static final int UNIT_ID = 0x08;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private Msc(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    /// Connects and says who it is.
    public static Msc connect(InetSocketAddress address, String name) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(address, PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var msc = new Msc(socket);
            msc.introduce(name);
            return msc;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void introduce(String name) throws IOException {
        byte[] asked = frame();
        if (asked[0] != (byte) CONNECTION || asked[1] != ID_GET) {
            throw new IOException("GSUP: the server does not ask who this is");
        }
        var response = new ByteArrayOutputStream();
        response.write(ID_RESPONSE);
        identity(response, UNIT_ID, "0/0/0");
        identity(response, UNIT_NAME, name);
        send(CONNECTION, response.toByteArray());
        send(CONNECTION, new byte[] {ID_ACKNOWLEDGED});
    }

    /// length(2) of what follows, tag(1), text, 00.
    private static void identity(ByteArrayOutputStream to, int tag, String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        to.write(0);
        to.write(octets.length + 2);
        to.write(tag);
        to.writeBytes(octets);
        to.write(0);
    }

    @Override
    public Answer ask(Question question) throws IOException {
        if (question.imsi() == null) {
            throw new IllegalArgumentException("GSUP has no check without a subscriber");
        }
        byte[] imsi = semiOctets(question.imsi());
        byte[] imei = semiOctets(question.digits());
        var request = new ByteArrayOutputStream();
        request.write(GSUP);
        request.write(CHECK_REQUEST);
        request.write(IMSI);
        request.write(imsi.length);
        request.writeBytes(imsi);
        request.write(IMEI);
        request.write(imei.length + 1);
        request.write(imei.length);
        request.writeBytes(imei);
        send(OSMOCOM, request.toByteArray());
        while (true) {
            byte[] frame = frame();
            if (frame[0] == (byte) OSMOCOM && frame[1] == GSUP) {
                return answer(frame);
            }
            if (frame[0] == (byte) CONNECTION && frame[1] == PING) {
                send(CONNECTION, new byte[] {PONG});
            }
        }
    }

    private static Answer answer(byte[] frame) throws IOException {
        return switch (frame[2]) {
            case CHECK_ERROR ->
                    Answer.of("CHECK_IMEI_ERROR 0x%02x".formatted(element(frame, CAUSE)));
            case CHECK_RESULT ->
                    switch (element(frame, IMEI_RESULT)) {
                        case 0 -> Answer.of("CHECK_IMEI_RESULT ACK", Verdict.WHITE, Verdict.GREY);
                        case 1 ->
                                Answer.of("CHECK_IMEI_RESULT NACK", Verdict.BLACK, Verdict.UNKNOWN);
                        default -> throw new IOException("GSUP: neither ACK nor NACK");
                    };
            default -> throw new IOException("GSUP: message type " + frame[2]);
        };
    }

    /// The one octet of an element behind stream, extension and message type.
    private static int element(byte[] frame, int tag) throws IOException {
        int at = 3;
        while (at + 2 < frame.length) {
            if (frame[at] == tag && frame[at + 1] == 1) {
                return frame[at + 2] & 0xFF;
            }
            at += 2 + frame[at + 1];
        }
        throw new IOException("GSUP: no element " + tag);
    }

    /// The low half first, F in the last half of an odd number.
    private static byte[] semiOctets(String digits) {
        byte[] octets = new byte[(digits.length() + 1) / 2];
        for (int i = 0; i < octets.length; i++) {
            int low = digits.charAt(2 * i) - '0';
            int high = 2 * i + 1 < digits.length() ? digits.charAt(2 * i + 1) - '0' : 0xF;
            octets[i] = (byte) (high << 4 | low);
        }
        return octets;
    }

    private void send(int stream, byte[] payload) throws IOException {
        byte[] frame = new byte[3 + payload.length];
        frame[0] = (byte) (payload.length >> 8);
        frame[1] = (byte) payload.length;
        frame[2] = (byte) stream;
        System.arraycopy(payload, 0, frame, 3, payload.length);
        out.write(frame);
    }

    /// The stream, and what is behind it.
    private byte[] frame() throws IOException {
        int length = in.readUnsignedShort();
        if (length == 0) {
            throw new IOException("GSUP: an empty frame");
        }
        byte[] frame = new byte[1 + length];
        in.readFully(frame);
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
