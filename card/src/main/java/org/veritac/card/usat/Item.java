// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import java.io.ByteArrayOutputStream;

/// One COMPREHENSION-TLV data object (TS 101 220, clause 7.1.1).
///
/// @param tag without the comprehension bit: 1 to 7E, or up to 7FFF in three bytes
/// @param required whether who does not understand it refuses all
/// @param value 0 to 65,535 bytes
public record Item(int tag, boolean required, Bytes value) {
    static final int COMMAND_DETAILS = 0x01;
    static final int DEVICE_IDENTITIES = 0x02;
    static final int RESULT = 0x03;
    static final int ALPHA_IDENTIFIER = 0x05;
    static final int ADDRESS = 0x06;
    static final int SMS_TPDU = 0x0B;
    static final int TEXT_STRING = 0x0D;
    static final int FILE_LIST = 0x12;
    static final int IMEI = 0x14;
    static final int EVENT_LIST = 0x19;
    static final int ICON = 0x1E;
    static final int CARD_ATR = 0x21;
    static final int C_APDU = 0x22;
    static final int R_APDU = 0x23;
    static final int TIMER_IDENTIFIER = 0x24;
    static final int TIMER_VALUE = 0x25;
    static final int IMMEDIATE_RESPONSE = 0x2B;
    static final int AID = 0x2F;

    private static final int SHORT_TAG_MAX = 0x7E;
    private static final int LONG_TAG = 0x7F;
    private static final int REQUIRED = 0x80;

    public Item {
        boolean isTag = tag >= 1 && tag <= 0x7FFF && tag != LONG_TAG;
        if (!isTag || value.length() > 0xFFFF) {
            throw new IllegalArgumentException("no item: tag %X".formatted(tag));
        }
    }

    /// An item that has to be understood.
    static Item required(int tag, int... value) {
        return new Item(tag, true, bytes(value));
    }

    static Bytes bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return Bytes.of(bytes);
    }

    void write(ByteArrayOutputStream into) {
        int bit = required ? REQUIRED : 0;
        if (tag <= SHORT_TAG_MAX) {
            into.write(tag | bit);
        } else {
            into.write(LONG_TAG);
            into.write(tag >> 8 | bit);
            into.write(tag);
        }
        writeLength(value.length(), into);
        into.writeBytes(value.copy());
    }

    static void writeLength(int length, ByteArrayOutputStream into) {
        if (length > 0xFF) {
            into.write(0x82);
            into.write(length >> 8);
        } else if (length > 0x7F) {
            into.write(0x81);
        }
        into.write(length);
    }
}
