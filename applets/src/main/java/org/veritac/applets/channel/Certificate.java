// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.JCSystem;

/// The reader of a GlobalPlatform compact certificate (Amendment F, 6.1), held to one form: these
/// tags, each once, in this order, nothing else.
///
/// ```
///   7F21  93 serial(8)  42 CA id(1..16)  5F20 subject(1..16)  95 key usage(1)
///         5F25 from(4)  5F24 until(4)  53 discretionary(3..48)
///         7F49 {B0 41 point, F0 01 00}  5F37 r || s(64)
/// ```
///
/// It keeps where things stand, not the bytes: the caller hands the same buffer to each method.
/// Whether the signature is right and its maker trusted is said by [Trust].
public final class Certificate {
    public static final short TAG = 0x7F21;

    /// The longest that an answer of 256 bytes brings inside `BF21`.
    public static final short BYTES_MAX = 252;

    /// The parts.
    public static final short SERIAL = 0;

    public static final short AUTHORITY = 1;
    public static final short SUBJECT = 2;
    public static final short USAGE = 3;
    public static final short FROM = 4;
    public static final short UNTIL = 5;
    public static final short DISCRETIONARY = 6;
    public static final short KEY = 7;
    public static final short SIGNATURE = 8;

    public static final short SERIAL_BYTES = 8;

    /// Key usages.
    public static final byte AGREES = (byte) 0x80;

    public static final byte SIGNS = (byte) 0x82;

    /// Classes.
    public static final byte LAB = 0x01;

    public static final byte PRODUCTION = 0x02;

    private static final short PARTS = 9;
    private static final short END = PARTS;
    private static final short BEGIN = PARTS + 1;
    private static final short[] TAGS = {
        0x93, 0x42, 0x5F20, 0x95, 0x5F25, 0x5F24, 0x53, 0x7F49, 0x5F37
    };
    private static final byte[] LEAST = {8, 1, 1, 1, 4, 4, 3, 70, 64};
    private static final byte[] MOST = {8, 16, 16, 1, 4, 4, 48, 70, 64};
    private static final byte CLASS_TAG = (byte) 0x80;

    /// Where the value of each part stands; where the certificate ends; where its body begins.
    private final short[] at;

    public Certificate() {
        at = JCSystem.makeTransientShortArray((short) (BEGIN + 1), JCSystem.CLEAR_ON_DESELECT);
    }

    /// Reads the certificate that fills `length` bytes.
    ///
    /// @return whether it has the one form
    public boolean read(byte[] buffer, short offset, short length) {
        short end = (short) (offset + length);
        short value = Tlv.whole(buffer, offset, end, TAG);
        if (value == Tlv.NONE) {
            return false;
        }
        at[BEGIN] = value;
        at[END] = end;
        short next = value;
        for (short part = 0; part < PARTS; part++) {
            next = part(part, buffer, next, end);
            if (next == Tlv.NONE) {
                return false;
            }
        }
        return next == end && isPoint(buffer, at[KEY]) && hasClass(buffer, at[DISCRETIONARY]);
    }

    /// Where the next part begins, or NONE when this is not the one that belongs here.
    private short part(short part, byte[] buffer, short offset, short end) {
        short value = Tlv.value(buffer, offset, end);
        if (value == Tlv.NONE || Tlv.tag(buffer, offset, end) != TAGS[part]) {
            return Tlv.NONE;
        }
        short length = Tlv.length(buffer, value);
        if (length < LEAST[part] || length > MOST[part]) {
            return Tlv.NONE;
        }
        at[part] = value;
        return (short) (value + length);
    }

    /// Whether `offset` begins the value of 7F49: `B0 41 04 x y, F0 01 00`, 70 bytes.
    static boolean isPoint(byte[] buffer, short offset) {
        short parameters = (short) ((short) (offset + 2) + P256.POINT_BYTES);
        return buffer[offset] == (byte) 0xB0
                && buffer[(short) (offset + 1)] == P256.POINT_BYTES
                && buffer[(short) (offset + 2)] == P256.UNCOMPRESSED
                && buffer[parameters] == (byte) 0xF0
                && buffer[(short) (parameters + 1)] == 1
                && buffer[(short) (parameters + 2)] == 0;
    }

    private static boolean hasClass(byte[] buffer, short discretionary) {
        byte kind = buffer[(short) (discretionary + 2)];
        return buffer[discretionary] == CLASS_TAG
                && buffer[(short) (discretionary + 1)] == 1
                && (kind == LAB || kind == PRODUCTION);
    }

    /// Where the value of a part stands in the buffer that was read.
    public short at(short part) {
        return at[part];
    }

    /// The length of a part's value.
    public short length(short part, byte[] buffer) {
        return Tlv.length(buffer, at[part]);
    }

    /// Where the public point stands, 65 bytes.
    public short point() {
        return (short) (at[KEY] + 2);
    }

    /// LAB or PRODUCTION.
    public byte kind(byte[] buffer) {
        return buffer[(short) (at[DISCRETIONARY] + 2)];
    }

    /// Where what is signed begins: at the tag of the serial.
    public short body() {
        return at[BEGIN];
    }

    /// The length of what is signed: up to and with the public key.
    public short bodyBytes() {
        return (short) ((short) (at[KEY] + LEAST[KEY]) - at[BEGIN]);
    }
}
