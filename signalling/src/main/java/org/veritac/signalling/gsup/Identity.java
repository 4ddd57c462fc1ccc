// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How peers introduce themselves and show that they live: PING, PONG, ID_GET, ID_RESP and ID_ACK
/// of the ip.access connection management.
final class Identity {
    static final int PING = 0x00;
    static final int PONG = 0x01;
    static final int GET = 0x04;
    static final int RESPONSE = 0x05;
    static final int ACKNOWLEDGED = 0x06;

    /// Longest name that is kept, in characters.
    static final int NAME_LENGTH_MAX = 128;

    private static final int SERIAL_NUMBER = 0x00;
    private static final int UNIT_NAME = 0x01;
    private static final int UNIT_ID = 0x08;

    /// Asks for unit id, MAC address, both locations, hardware and software version, unit name and
    /// serial number, as Osmocom's HLR does: each tag behind the length of what is asked of it.
    private static final byte[] QUESTION = {
        GET, 1, UNIT_ID, 1, 7, 1, 2, 1, 3, 1, 4, 1, 5, 1, UNIT_NAME, 1, SERIAL_NUMBER
    };

    /// What a response says.
    sealed interface Reading {
        /// The name of the peer.
        ///
        /// @param unitName the unit name; without one the serial number, where Osmocom's HLR looks
        ///   for it, then the unit id; empty without any
        record Named(String unitName) implements Reading {}

        /// Tags that cannot be read.
        record Malformed() implements Reading {}
    }

    private Identity() {}

    static Frame question() {
        return new Frame(Frame.MANAGEMENT, QUESTION);
    }

    static Frame message(int type) {
        return new Frame(Frame.MANAGEMENT, new byte[] {(byte) type});
    }

    /// Reads an ID_RESP, type first: two octets of length, which count the tag, then the tag.
    static Reading read(byte[] response) {
        String serial = "";
        String name = "";
        String unit = "";
        int at = 1;
        while (at < response.length) {
            if (response.length - at < 3) {
                return new Reading.Malformed();
            }
            int length = (response[at] & 0xFF) << 8 | (response[at + 1] & 0xFF);
            if (length < 1 || at + 2 + length > response.length) {
                return new Reading.Malformed();
            }
            String text = text(response, at + 3, at + 2 + length);
            switch (response[at + 2]) {
                case SERIAL_NUMBER -> serial = text;
                case UNIT_NAME -> name = text;
                case UNIT_ID -> unit = text;
                default -> {}
            }
            at += 2 + length;
        }
        return new Reading.Named(!name.isEmpty() ? name : !serial.isEmpty() ? serial : unit);
    }

    /// Text up to its zero octet; what is no printable ASCII is shown as a question mark, since the
    /// name may be logged.
    private static String text(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != 0 && end - from < NAME_LENGTH_MAX) {
            end++;
        }
        byte[] shown = Arrays.copyOfRange(bytes, from, end);
        for (int i = 0; i < shown.length; i++) {
            if (shown[i] < 0x20 || shown[i] == 0x7F) {
                shown[i] = '?';
            }
        }
        return new String(shown, StandardCharsets.US_ASCII);
    }
}
