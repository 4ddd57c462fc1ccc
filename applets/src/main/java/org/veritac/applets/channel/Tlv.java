// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.Util;

/// BER-TLV as far as cards here read it: tags of one or two bytes, lengths in their shortest form
/// up to 255 (ISO/IEC 7816-4, 5.2.2). Methods answer `NONE` for what is cut off or longer than need
/// be.
public final class Tlv {
    public static final short NONE = -1;

    private static final byte MORE_TAG = 0x1F;
    private static final byte ONE_BYTE = (byte) 0x81;
    private static final byte TWO_BYTES = (byte) 0x82;

    private Tlv() {}

    /// The tag at `offset`, or `NONE` when it does not end before `end`.
    public static short tag(byte[] buffer, short offset, short end) {
        if (offset >= end) {
            return NONE;
        }
        if ((byte) (buffer[offset] & MORE_TAG) != MORE_TAG) {
            return (short) (buffer[offset] & 0xFF);
        }
        return (short) (offset + 1) >= end ? NONE : Util.getShort(buffer, offset);
    }

    /// Where the value of the TLV at `offset` begins, or `NONE` when tag, length and value do not
    /// all end at or before `end`.
    public static short value(byte[] buffer, short offset, short end) {
        short at = lengthField(buffer, offset, end);
        if (at == NONE || at >= end) {
            return NONE;
        }
        short value = (short) (at + 1);
        if (buffer[at] < 0) {
            if (buffer[at] != ONE_BYTE || value >= end || buffer[value] >= 0) {
                return NONE;
            }
            value++;
        }
        short length = (short) (buffer[(short) (value - 1)] & 0xFF);
        return length > (short) (end - value) ? NONE : value;
    }

    /// The length of the value that begins at `value`, as `value` found it.
    public static short length(byte[] buffer, short value) {
        return (short) (buffer[(short) (value - 1)] & 0xFF);
    }

    /// Where the value of the first TLV with this tag of one byte begins, or `NONE` when there is
    /// none before what is cut off.
    public static short find(byte[] buffer, short offset, short end, byte tag) {
        short at = offset;
        while (at < end) {
            short value = value(buffer, at, end);
            if (value == NONE) {
                return NONE;
            }
            if (tag(buffer, at, end) == (short) (tag & 0xFF)) {
                return value;
            }
            at = (short) (value + length(buffer, value));
        }
        return NONE;
    }

    /// Where the value begins of the one TLV with this tag that fills the buffer from `offset` to
    /// `end`, or `NONE`. Here a length may have two bytes.
    public static short whole(byte[] buffer, short offset, short end, short tag) {
        short value = value(buffer, offset, end);
        if (tag(buffer, offset, end) != tag) {
            return NONE;
        }
        if (value != NONE) {
            return (short) (value + length(buffer, value)) == end ? value : NONE;
        }
        short at = lengthField(buffer, offset, end);
        value = (short) (at + 3);
        boolean fills =
                at != NONE
                        && value <= end
                        && buffer[at] == TWO_BYTES
                        && buffer[(short) (at + 1)] != 0
                        && Util.getShort(buffer, (short) (at + 1)) == (short) (end - value);
        return fills ? value : NONE;
    }

    private static short lengthField(byte[] buffer, short offset, short end) {
        short tag = tag(buffer, offset, end);
        if (tag == NONE) {
            return NONE;
        }
        boolean two = (byte) (buffer[offset] & MORE_TAG) == MORE_TAG;
        return (short) (offset + (two ? 2 : 1));
    }
}
