// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

import java.util.Arrays;

/// A card's response: data, if any, and a status word (ISO/IEC 7816-4, clause 5.1). Immutable.
public final class ResponseApdu {
    public static final int STATUS_BYTES = 2;
    public static final int BYTES_MAX = CommandApdu.EXPECTED_MAX + STATUS_BYTES;

    private final byte[] data;
    private final StatusWord status;

    private ResponseApdu(byte[] data, StatusWord status) {
        this.data = data;
        this.status = status;
    }

    /// What came of reading foreign bytes.
    public sealed interface Reading {
        /// The bytes are one response.
        record Whole(ResponseApdu response) implements Reading {}

        /// They are not.
        record Malformed(ApduFlaw flaw) implements Reading {}
    }

    public static ResponseApdu of(StatusWord status) {
        return new ResponseApdu(new byte[0], status);
    }

    /// A response with data, at most 65,536 bytes.
    public static ResponseApdu of(byte[] data, StatusWord status) {
        if (data.length > CommandApdu.EXPECTED_MAX) {
            throw new IllegalArgumentException("a response carries at most 65536 bytes");
        }
        return new ResponseApdu(data.clone(), status);
    }

    /// Reads what a card sent.
    public static Reading read(byte[] bytes) {
        if (bytes.length < STATUS_BYTES) {
            return new Reading.Malformed(ApduFlaw.TOO_SHORT);
        }
        if (bytes.length > BYTES_MAX) {
            return new Reading.Malformed(ApduFlaw.TOO_LONG);
        }
        int end = bytes.length - STATUS_BYTES;
        var status = new StatusWord((bytes[end] & 0xFF) << 8 | (bytes[end + 1] & 0xFF));
        return new Reading.Whole(new ResponseApdu(Arrays.copyOf(bytes, end), status));
    }

    public byte[] bytes() {
        byte[] bytes = Arrays.copyOf(data, data.length + STATUS_BYTES);
        bytes[data.length] = (byte) status.sw1();
        bytes[data.length + 1] = (byte) status.sw2();
        return bytes;
    }

    /// A copy of the data, empty when there is none.
    public byte[] data() {
        return data.clone();
    }

    public StatusWord status() {
        return status;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResponseApdu that
                && status.equals(that.status)
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * status.hashCode() + Arrays.hashCode(data);
    }

    /// Status and length, never the data.
    @Override
    public String toString() {
        return status + ", " + data.length + " bytes";
    }
}
