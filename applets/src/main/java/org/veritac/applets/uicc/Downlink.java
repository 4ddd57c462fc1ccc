// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Tlv;

/// From an SMS-PP DOWNLOAD (TS 31.111, 7.1.1.1) to a command packet, put together from up to
/// [#PARTS_MAX] messages. Who sent it says nothing here; any bearer may hand in the same envelope.
final class Downlink {
    /// Messages of which one packet may consist.
    static final short PARTS_MAX = 4;

    /// There is no packet, or not yet all of it.
    static final short NOTHING = 0;

    private static final short PART_BYTES = 140;
    private static final short ADDRESS_DIGITS_MAX = 20;
    private static final short TIME_STAMP = 7;
    private static final byte HEADER_INDICATOR = 0x40;
    private static final byte TYPE = 0x03;
    private static final byte SMS_DELIVER = 0x00;
    private static final byte TO_UICC = 0x7F;
    private static final byte CONCATENATED = 0x00;
    private static final byte CONCATENATED_16 = 0x08;
    private static final byte COMMAND_PACKET = 0x70;
    private static final byte ELEMENTS_MAX = 8;

    /// Indexes of `now`: the reference of the messages being put together, how many they are and
    /// the lengths of those that came.
    private static final short REFERENCE = 0;

    private static final short PARTS = 1;
    private static final short LENGTHS = 2;

    /// What the header at hand says.
    private static final short SEQUENCE = LENGTHS + PARTS_MAX;

    private static final short REFERENCE_SEEN = SEQUENCE + 1;
    private static final short PARTS_SEEN = SEQUENCE + 2;
    private static final short COMMAND_SEEN = SEQUENCE + 3;

    private final byte[] packet;
    private final short[] now;

    Downlink() {
        packet =
                JCSystem.makeTransientByteArray(
                        (short) (PARTS_MAX * PART_BYTES), JCSystem.CLEAR_ON_RESET);
        now = JCSystem.makeTransientShortArray((short) (COMMAND_SEEN + 1), JCSystem.CLEAR_ON_RESET);
    }

    /// Where a whole packet stands, from 0.
    byte[] packet() {
        return packet;
    }

    /// Takes the value of an envelope D1.
    ///
    /// @return the length of the packet, NOTHING when there is none
    short take(byte[] buffer, short off, short end) {
        short tpdu = Usat.find(buffer, off, end, Usat.TPDU);
        if (tpdu == Usat.ABSENT) {
            return NOTHING;
        }
        short last = (short) (tpdu + Usat.length(buffer, tpdu));
        short data = userData(buffer, tpdu, last);
        if (data == Tlv.NONE || !readHeader(buffer, data, last)) {
            return NOTHING;
        }
        short body = (short) (data + 1 + (short) (buffer[data] & 0xFF));
        short length = (short) (last - body);
        if (now[PARTS_SEEN] == 0) {
            if (now[COMMAND_SEEN] == 0) {
                return NOTHING;
            }
            Util.arrayCopyNonAtomic(buffer, body, packet, (short) 0, length);
            now[PARTS] = 0;
            return length;
        }
        return collect(buffer, body, length);
    }

    /// Where the user data of an SMS-DELIVER begin; NONE when it is none for the UICC, or is cut
    /// off.
    private static short userData(byte[] buffer, short tpdu, short end) {
        if ((short) (end - tpdu) < 2
                || (byte) (buffer[tpdu] & TYPE) != SMS_DELIVER
                || (byte) (buffer[tpdu] & HEADER_INDICATOR) == 0) {
            return Tlv.NONE;
        }
        short digits = (short) (buffer[(short) (tpdu + 1)] & 0xFF);
        if (digits > ADDRESS_DIGITS_MAX) {
            return Tlv.NONE;
        }
        short pid = (short) (tpdu + 3 + (short) ((short) (digits + 1) >> 1));
        short length = (short) (pid + 2 + TIME_STAMP);
        if ((short) (length + 1) >= end
                || buffer[pid] != TO_UICC
                || (short) (buffer[length] & 0xFF) != (short) (end - length - 1)
                || (short) (end - length - 1) > PART_BYTES) {
            return Tlv.NONE;
        }
        return (short) (length + 1);
    }

    /// Reads the elements of a user data header (TS 23.040, 9.2.3.24).
    private boolean readHeader(byte[] buffer, short data, short end) {
        now[PARTS_SEEN] = 0;
        now[COMMAND_SEEN] = 0;
        short last = (short) (data + 1 + (short) (buffer[data] & 0xFF));
        short at = (short) (data + 1);
        if (last >= end) {
            return false;
        }
        for (byte i = 0; i < ELEMENTS_MAX && at < last; i++) {
            short value = (short) (at + 2);
            if (value > last
                    || (short) (buffer[(short) (at + 1)] & 0xFF) > (short) (last - value)) {
                return false;
            }
            short length = (short) (buffer[(short) (at + 1)] & 0xFF);
            if (buffer[at] == COMMAND_PACKET && length == 0) {
                now[COMMAND_SEEN] = 1;
            } else if (buffer[at] == CONCATENATED && length == 3) {
                concatenated(buffer, (short) (value + 1), (short) (buffer[value] & 0xFF));
            } else if (buffer[at] == CONCATENATED_16 && length == 4) {
                concatenated(buffer, (short) (value + 2), Util.getShort(buffer, value));
            }
            at = (short) (value + length);
        }
        return at == last;
    }

    private void concatenated(byte[] buffer, short off, short reference) {
        now[REFERENCE_SEEN] = reference;
        now[PARTS_SEEN] = (short) (buffer[off] & 0xFF);
        now[SEQUENCE] = (short) (buffer[(short) (off + 1)] & 0xFF);
    }

    /// Keeps one of several. Another reference, or another number of parts, begins anew.
    private short collect(byte[] buffer, short body, short length) {
        short parts = now[PARTS_SEEN];
        short index = (short) (now[SEQUENCE] - 1);
        boolean first = index == 0;
        if (parts > PARTS_MAX || index < 0 || index >= parts || first != (now[COMMAND_SEEN] == 1)) {
            return NOTHING;
        }
        if (now[PARTS] != parts || now[REFERENCE] != now[REFERENCE_SEEN]) {
            now[PARTS] = parts;
            now[REFERENCE] = now[REFERENCE_SEEN];
            for (short i = 0; i < PARTS_MAX; i++) {
                now[(short) (LENGTHS + i)] = 0;
            }
        }
        Util.arrayCopyNonAtomic(buffer, body, packet, (short) (index * PART_BYTES), length);
        now[(short) (LENGTHS + index)] = length;
        return whole(parts);
    }

    /// Moves the parts together when all are there.
    private short whole(short parts) {
        for (short i = 0; i < parts; i++) {
            if (now[(short) (LENGTHS + i)] == 0) {
                return NOTHING;
            }
        }
        short end = 0;
        for (short i = 0; i < parts; i++) {
            end =
                    Util.arrayCopyNonAtomic(
                            packet,
                            (short) (i * PART_BYTES),
                            packet,
                            end,
                            now[(short) (LENGTHS + i)]);
        }
        now[PARTS] = 0;
        return end;
    }
}
