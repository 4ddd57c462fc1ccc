// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import java.util.Arrays;

/// One frame of the ip.access protocol, without its length.
///
/// Not a record, because its payload is an array.
final class Frame {
    static final int HEADER_BYTES = 3;

    /// Longest payload that is read. A request has some 40 bytes; Osmocom's own buffers end at
    /// 1024.
    static final int PAYLOAD_BYTES_MAX = 1024;

    static final int MANAGEMENT = 0xFE;
    static final int OSMOCOM = 0xEE;

    /// What stands at the start of received bytes.
    sealed interface Reading {
        /// A frame, and how many bytes it took.
        record Whole(Frame frame, int bytesUsed) implements Reading {}

        /// More bytes are needed before it can be read.
        record Incomplete() implements Reading {}

        /// Nothing that could be framed again: the connection is of no more use.
        record TooLong(int length) implements Reading {}
    }

    private final int stream;
    private final byte[] payload;

    Frame(int stream, byte[] payload) {
        this.stream = stream;
        this.payload = payload.clone();
    }

    int stream() {
        return stream;
    }

    byte[] payload() {
        return payload.clone();
    }

    /// Reads `bytes[from, to)`.
    static Reading read(byte[] bytes, int from, int to) {
        if (to - from < HEADER_BYTES) {
            return new Reading.Incomplete();
        }
        int length = (bytes[from] & 0xFF) << 8 | (bytes[from + 1] & 0xFF);
        if (length > PAYLOAD_BYTES_MAX) {
            return new Reading.TooLong(length);
        }
        int used = HEADER_BYTES + length;
        if (to - from < used) {
            return new Reading.Incomplete();
        }
        byte[] payload = Arrays.copyOfRange(bytes, from + HEADER_BYTES, from + used);
        return new Reading.Whole(new Frame(bytes[from + 2] & 0xFF, payload), used);
    }

    byte[] write() {
        byte[] bytes = new byte[HEADER_BYTES + payload.length];
        bytes[0] = (byte) (payload.length >> 8);
        bytes[1] = (byte) payload.length;
        bytes[2] = (byte) stream;
        System.arraycopy(payload, 0, bytes, HEADER_BYTES, payload.length);
        return bytes;
    }
}
