// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.Util;

import org.veritac.applets.channel.Tlv;

/// Data objects of the interface, both ways. Reading is strict: what has another tag or another
/// length is malformed.
final class Field {
    static final short AUTHORITY = 0x42;
    static final short SIGNATURE = 0x5F37;
    static final short PUBLIC_KEY = 0x7F49;
    static final short MAC = 0x8E;
    static final short MAC_BYTES = 16;

    /// What a MAC takes with tag and length.
    static final short SEALED_BYTES = 2 + MAC_BYTES;

    static final short NUMBER_BYTES = 4;
    static final short WORD_BYTES = 2;

    private static final short SHORT_LENGTH_MAX = 127;
    private static final byte LENGTH_81 = (byte) 0x81;
    private static final byte LENGTH_82 = (byte) 0x82;

    private Field() {}

    /// Where the value of the object at `at` begins, which has this tag and this length. With a tag
    /// of one byte and a length below 128, the next object begins right behind the value.
    static short value(byte[] buffer, short at, short end, short tag, short length) {
        short value = any(buffer, at, end, tag);
        Refusal.malformedUnless(Tlv.length(buffer, value) == length);
        return value;
    }

    /// Where the value of the object at `at` begins, which has this tag and at most 255 bytes.
    static short any(byte[] buffer, short at, short end, short tag) {
        short value = Tlv.value(buffer, at, end);
        Refusal.malformedUnless(value != Tlv.NONE && Tlv.tag(buffer, at, end) == tag);
        return value;
    }

    /// Writes an object of four bytes.
    ///
    /// @return where it ends
    static short number(byte[] out, short at, byte tag, byte[] from, short offset) {
        return bytes(out, at, tag, from, offset, NUMBER_BYTES);
    }

    /// Writes an object of two bytes.
    static short word(byte[] out, short at, byte tag, short value) {
        out[at] = tag;
        out[(short) (at + 1)] = WORD_BYTES;
        return Util.setShort(out, (short) (at + 2), value);
    }

    /// Writes an object of one byte.
    static short octet(byte[] out, short at, byte tag, byte value) {
        out[at] = tag;
        out[(short) (at + 1)] = 1;
        out[(short) (at + 2)] = value;
        return (short) (at + 3);
    }

    /// Writes an object of up to 127 bytes.
    static short bytes(byte[] out, short at, byte tag, byte[] from, short offset, short length) {
        out[at] = tag;
        out[(short) (at + 1)] = (byte) length;
        return Util.arrayCopyNonAtomic(from, offset, out, (short) (at + 2), length);
    }

    /// Writes the tag and length of an object of up to 255 bytes.
    static short head(byte[] out, short start, byte tag, short length) {
        short at = start;
        out[at++] = tag;
        if (length > SHORT_LENGTH_MAX) {
            out[at++] = LENGTH_81;
        }
        out[at++] = (byte) length;
        return at;
    }

    /// Where the value of an object with a tag of one byte and up to 32,767 bytes begins.
    static short wide(byte[] buffer, short at, short end, short tag) {
        Refusal.malformedUnless(Tlv.tag(buffer, at, end) == tag && (short) (at + 1) < end);
        if (buffer[(short) (at + 1)] != LENGTH_82) {
            return any(buffer, at, end, tag);
        }
        short value = (short) (at + 4);
        Refusal.malformedUnless(value <= end && buffer[(short) (at + 2)] > 0);
        short length = Util.getShort(buffer, (short) (at + 2));
        Refusal.malformedUnless(length <= (short) (end - value));
        return value;
    }

    /// The length of a value that `wide` found for the object at `at`.
    static short wideLength(byte[] buffer, short at, short value) {
        return value == (short) (at + 4)
                ? Util.getShort(buffer, (short) (at + 2))
                : Tlv.length(buffer, value);
    }
}
