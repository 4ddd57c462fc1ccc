// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Tlv;
import org.veritac.applets.usim.Comp128;
import org.veritac.applets.usim.Milenage;
import org.veritac.applets.usim.Tuak;

/// Which algorithm a subscription has, and where its keys stand in the part with keys.
///
/// ```
///   01 K(16) OPc(16) ..   Milenage with the constants of TS 35.206
///   03 K(16) ..           the test algorithm, RES of 8 bytes; 04: of 16
///   00 {place(2) length(3) element}...
///      A4 {A0 .. A1 {A1 {80 algorithm, 81 RES, 82 K, 83 TOPc .. 87 iterations}} ..}
///                         PE-AKAParameter (TCA): 2 TUAK, 3 the test algorithm
///      A9 {A0 .. 81 issuer, 82 version Ki}
///                         PE-NonStandard of this project: COMP128
/// ```
///
/// Where several elements have keys they have to say the same; else, and with any other algorithm,
/// the token answers no network.
final class KeyPlaces {
    static final short NONE = 0;
    static final short MILENAGE = 1;
    static final short TUAK = 2;
    static final short TEST = 3;
    static final short COMP128 = 4;

    private static final byte FORM_ELEMENTS = 0;
    private static final byte FORM_MILENAGE = 1;
    private static final byte FORM_TEST = 3;
    private static final byte FORM_TEST_WHOLE = 4;
    private static final short KEY = 1;
    private static final short TEST_BYTES = KEY + Milenage.BLOCK;
    private static final short MILENAGE_BYTES = TEST_BYTES + Milenage.BLOCK;

    private static final short ELEMENT_HEAD = 5;
    private static final short TAG_AKA = 0xA4;
    private static final short TAG_OTHER = 0xA9;
    private static final short TAG_HEADER = 0xA0;
    private static final short TAG_ONE = 0xA1;
    private static final byte TAG_ALGORITHM = (byte) 0x80;
    private static final byte TAG_OPTIONS = (byte) 0x81;
    private static final byte TAG_KEY = (byte) 0x82;
    private static final byte TAG_TOPC = (byte) 0x83;
    private static final byte TAG_ITERATIONS = (byte) 0x87;
    private static final short RES_WHOLE = 16;

    /// 2.25.297162631366055461568001926984084377422, whose the element with COMP128 is.
    private static final byte[] ISSUER = {
        (byte) 0x69, (byte) 0x83, (byte) 0xBF, (byte) 0x8F, (byte) 0xB8, (byte) 0xB9,
        (byte) 0xC1, (byte) 0x95, (byte) 0xDA, (byte) 0xBF, (byte) 0xA5, (byte) 0xB3,
        (byte) 0xCE, (byte) 0xC5, (byte) 0x9D, (byte) 0xB4, (byte) 0xA6, (byte) 0xD9,
        (byte) 0x9E, (byte) 0x4E
    };

    /// What was found: the kind; where K begins; where TOPc begins; lengths as [Tuak] says them,
    /// bytes of RES, or the version of COMP128; iterations.
    private static final short KIND = 0;

    private static final short K = 1;
    private static final short TOPC = 2;
    private static final short DETAIL = 3;
    private static final short TIMES = 4;

    /// The parameters that were seen: whose, from where to where.
    private static final short SEEN = 5;

    private static final short FROM = 6;
    private static final short TO = 7;
    private static final short PLACES = 8;

    private final Parts parts;
    private final short[] found =
            JCSystem.makeTransientShortArray(PLACES, JCSystem.CLEAR_ON_DESELECT);

    KeyPlaces(Parts parts) {
        this.parts = parts;
    }

    /// Looks into the part with keys.
    ///
    /// @return the kind of algorithm, NONE when the token knows none
    short look() {
        for (short i = 0; i < PLACES; i++) {
            found[i] = 0;
        }
        short length = parts.length(Parts.KEYS);
        if (length == 0) {
            return NONE;
        }
        Area keys = parts.current(Parts.KEYS);
        found[K] = (short) (keys.start + KEY);
        switch (keys.bytes[keys.start]) {
            case FORM_MILENAGE:
                return kind(MILENAGE, length >= MILENAGE_BYTES);
            case FORM_TEST:
                found[DETAIL] = Milenage.BLOCK / 2;
                return kind(TEST, length >= TEST_BYTES);
            case FORM_TEST_WHOLE:
                found[DETAIL] = RES_WHOLE;
                return kind(TEST, length >= TEST_BYTES);
            case FORM_ELEMENTS:
                return elements(keys.bytes, found[K], (short) (keys.start + length));
            default:
                return NONE;
        }
    }

    private short kind(short which, boolean good) {
        found[KIND] = good ? which : NONE;
        return found[KIND];
    }

    /// Where K begins, in the area of the keys.
    short k() {
        return found[K];
    }

    /// Where TOPc begins.
    short topc() {
        return found[TOPC];
    }

    /// Lengths as [Tuak] says them, bytes of RES, or the version of COMP128.
    byte detail() {
        return (byte) found[DETAIL];
    }

    /// Iterations of TUAK.
    byte times() {
        return (byte) found[TIMES];
    }

    private short elements(byte[] bytes, short start, short end) {
        short at = start;
        while (at < end) {
            short element = (short) (at + ELEMENT_HEAD);
            if (element > end || bytes[(short) (at + 2)] != 0) {
                return NONE;
            }
            short length = Util.getShort(bytes, (short) (at + 3));
            if (length < 0 || length > (short) (end - element)) {
                return NONE;
            }
            at = (short) (element + length);
            if (!sees(bytes, element, at)) {
                return NONE;
            }
        }
        if (found[SEEN] == TAG_AKA) {
            return algorithm(bytes, found[FROM], found[TO]);
        }
        return found[SEEN] == TAG_OTHER ? comp128(bytes, found[FROM], found[TO]) : NONE;
    }

    /// Notes the parameters of an element, if it has any.
    ///
    /// @return false when they are not what another element says
    private boolean sees(byte[] bytes, short start, short end) {
        short tag = Tlv.tag(bytes, start, end);
        if (tag != TAG_AKA && tag != TAG_OTHER) {
            return true;
        }
        short inside = Tlv.whole(bytes, start, end, tag);
        short from = inside == Tlv.NONE ? Tlv.NONE : parameters(bytes, inside, end, tag);
        if (from == Tlv.NONE) {
            return true;
        }
        short to = (short) (from + Tlv.length(bytes, from));
        if (found[SEEN] == 0) {
            found[SEEN] = tag;
            found[FROM] = from;
            found[TO] = to;
            return true;
        }
        short length = (short) (to - from);
        return found[SEEN] == tag
                && (short) (found[TO] - found[FROM]) == length
                && Util.arrayCompare(bytes, from, bytes, found[FROM], length) == 0;
    }

    /// Where the parameters begin; NONE where an application uses those of another, or the element
    /// is somebody else's.
    private static short parameters(byte[] bytes, short start, short end, short tag) {
        if (Tlv.tag(bytes, start, end) != TAG_HEADER) {
            return Tlv.NONE;
        }
        short header = Tlv.value(bytes, start, end);
        if (header == Tlv.NONE) {
            return Tlv.NONE;
        }
        short at = (short) (header + Tlv.length(bytes, header));
        if (tag == TAG_AKA) {
            short choice =
                    Tlv.tag(bytes, at, end) == TAG_ONE ? Tlv.value(bytes, at, end) : Tlv.NONE;
            return choice != Tlv.NONE && Tlv.tag(bytes, choice, end) == TAG_ONE
                    ? Tlv.value(bytes, choice, end)
                    : Tlv.NONE;
        }
        short issuer = Tlv.find(bytes, at, end, TAG_OPTIONS);
        boolean ours =
                issuer != Tlv.NONE
                        && Tlv.length(bytes, issuer) == (short) ISSUER.length
                        && Util.arrayCompare(
                                        bytes, issuer, ISSUER, (short) 0, (short) ISSUER.length)
                                == 0;
        return ours ? Tlv.find(bytes, at, end, TAG_KEY) : Tlv.NONE;
    }

    private short algorithm(byte[] bytes, short start, short end) {
        short which = Tlv.find(bytes, start, end, TAG_ALGORITHM);
        short options = Tlv.find(bytes, start, end, TAG_OPTIONS);
        short k = Tlv.find(bytes, start, end, TAG_KEY);
        boolean whole =
                which != Tlv.NONE
                        && Tlv.length(bytes, which) == 1
                        && options != Tlv.NONE
                        && Tlv.length(bytes, options) == 1
                        && k != Tlv.NONE;
        // 0, 1, 2 or 4, in units of 8 bytes, where 0 are four bytes.
        byte res = whole ? bytes[options] : -1;
        if (res < 0 || res > 4 || res == 3) {
            return NONE;
        }
        found[K] = k;
        short keyBytes = Tlv.length(bytes, k);
        if (bytes[which] == TUAK) {
            return tuak(bytes, start, end, res);
        }
        found[DETAIL] = res == 0 ? 4 : (short) (res << 3);
        if (found[DETAIL] > RES_WHOLE) {
            found[DETAIL] = RES_WHOLE;
        }
        return kind(TEST, bytes[which] == TEST && keyBytes == Milenage.BLOCK);
    }

    private short tuak(byte[] bytes, short start, short end, byte res) {
        short topc = Tlv.find(bytes, start, end, TAG_TOPC);
        short times = Tlv.find(bytes, start, end, TAG_ITERATIONS);
        short keyBytes = Tlv.length(bytes, found[K]);
        boolean whole =
                topc != Tlv.NONE
                        && Tlv.length(bytes, topc) == Tuak.TOPC_BYTES
                        && (keyBytes == Milenage.BLOCK || keyBytes == (short) (2 * Milenage.BLOCK));
        found[TOPC] = topc;
        byte k = keyBytes == Milenage.BLOCK ? 0 : Tuak.K_256;
        found[DETAIL] = (short) ((short) (res << 3) | k);
        found[TIMES] = times == Tlv.NONE ? 1 : number(bytes, times);
        return kind(TUAK, whole && found[TIMES] != 0);
    }

    /// An INTEGER from 1 to 255; 0 for any other.
    private static short number(byte[] bytes, short value) {
        short length = Tlv.length(bytes, value);
        if (length == 1) {
            return bytes[value] > 0 ? bytes[value] : 0;
        }
        return length == 2 && bytes[value] == 0 ? (short) (bytes[(short) (value + 1)] & 0xFF) : 0;
    }

    private short comp128(byte[] bytes, short start, short end) {
        byte version = bytes[start];
        boolean known =
                version == Comp128.ONE || version == Comp128.TWO || version == Comp128.THREE;
        found[K] = (short) (start + 1);
        found[DETAIL] = version;
        return kind(COMP128, known && (short) (end - start) == (short) (1 + Comp128.KEY_BYTES));
    }
}
