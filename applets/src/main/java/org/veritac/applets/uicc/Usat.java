// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/// The one proactive command that is under way (TS 102 223, clause 6): it is put together,
/// announced by 91 xx, fetched, and answered by a TERMINAL RESPONSE that has to name the same
/// command. Each command has another number, so that an answer that comes twice or late fits no
/// command.
final class Usat {
    /// Commands.
    static final byte SEND_SHORT_MESSAGE = 0x13;

    static final byte DISPLAY_TEXT = 0x21;
    static final byte PROVIDE_LOCAL_INFORMATION = 0x26;
    static final byte PERFORM_CARD_APDU = 0x30;
    static final byte POWER_ON_CARD = 0x31;
    static final byte POWER_OFF_CARD = 0x32;

    /// Devices.
    static final byte DISPLAY = 0x02;

    static final byte READER_0 = 0x10;
    static final byte UICC = (byte) 0x81;
    static final byte TERMINAL = (byte) 0x82;
    static final byte NETWORK = (byte) 0x83;

    /// Tags, without the bit that asks for comprehension.
    static final byte DETAILS = 0x01;

    static final byte DEVICES = 0x02;
    static final byte RESULT = 0x03;
    static final byte ADDRESS = 0x06;
    static final byte TPDU = 0x0B;
    static final byte TEXT = 0x0D;
    static final byte IMEI = 0x14;
    static final byte C_APDU = 0x22;
    static final byte R_APDU = 0x23;

    static final byte COMPREHENSION = (byte) 0x80;
    static final short ABSENT = -1;

    /// The most that one command takes with tag and length.
    static final short COMMAND_BYTES_MAX = 256;

    private static final byte PROACTIVE = (byte) 0xD0;
    private static final short HEAD = 3;
    private static final short NUMBER_MAX = 254;
    private static final short TERMINAL_RESPONSE_TLVS_MAX = 16;

    private static final short IDLE = 0;
    private static final short READY = 1;
    private static final short FETCHED = 2;

    /// Indexes of `now`.
    private static final short PHASE = 0;

    private static final short BEGIN = 1;
    private static final short LENGTH = 2;
    private static final short NUMBER = 3;
    private static final short GENERAL = 4;
    private static final short ADDITIONAL = 5;

    private final byte[] command;
    private final short[] now;

    Usat() {
        command =
                JCSystem.makeTransientByteArray(
                        (short) (COMMAND_BYTES_MAX + HEAD), JCSystem.CLEAR_ON_RESET);
        now = JCSystem.makeTransientShortArray((short) 6, JCSystem.CLEAR_ON_RESET);
    }

    boolean isIdle() {
        return now[PHASE] == IDLE;
    }

    /// Whether a command waits to be fetched.
    boolean isReady() {
        return now[PHASE] == READY;
    }

    /// Where the command is put together, from what `begin` said.
    byte[] command() {
        return command;
    }

    /// Begins a command: details and devices.
    ///
    /// @return where the next TLV goes
    short begin(byte type, byte qualifier, byte device) {
        now[NUMBER]++;
        if (now[NUMBER] > NUMBER_MAX) {
            now[NUMBER] = 1;
        }
        short at = HEAD;
        command[at++] = (byte) (COMPREHENSION | DETAILS);
        command[at++] = 3;
        command[at++] = (byte) now[NUMBER];
        command[at++] = type;
        command[at++] = qualifier;
        command[at++] = (byte) (COMPREHENSION | DEVICES);
        command[at++] = 2;
        command[at++] = UICC;
        command[at++] = device;
        return at;
    }

    /// Writes a tag and a length.
    ///
    /// @return where the value goes
    short head(short start, byte tag, short length) {
        short at = start;
        command[at++] = tag;
        if (length > 127) {
            command[at++] = (byte) 0x81;
        }
        command[at++] = (byte) length;
        return at;
    }

    /// Ends the command, which from now on waits to be fetched.
    ///
    /// @param end behind its last TLV
    void end(short end) {
        short length = (short) (end - HEAD);
        short begin = (short) (length > 127 ? 0 : 1);
        command[begin] = PROACTIVE;
        command[1] = length > 127 ? (byte) 0x81 : PROACTIVE;
        command[2] = (byte) length;
        now[BEGIN] = begin;
        now[LENGTH] = (short) (end - begin);
        now[PHASE] = READY;
    }

    /// What 91 xx says: the length of the command, 0 for 256.
    byte announced() {
        return (byte) now[LENGTH];
    }

    /// FETCH. Asking again before the answer gives the same again.
    ///
    /// @return the length of what was copied to the buffer's beginning
    short fetch(byte[] out) {
        if (now[PHASE] == IDLE) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        now[PHASE] = FETCHED;
        Util.arrayCopyNonAtomic(command, now[BEGIN], out, (short) 0, now[LENGTH]);
        return now[LENGTH];
    }

    /// TERMINAL RESPONSE: whether it answers the command that was fetched. Then the command is
    /// over.
    boolean accept(byte[] buffer, short off, short length) {
        short end = (short) (off + length);
        if (now[PHASE] != FETCHED || !isWellFormed(buffer, off, end)) {
            return false;
        }
        short details = find(buffer, off, end, DETAILS);
        if (details == ABSENT
                || length(buffer, details) != 3
                || Util.arrayCompare(buffer, details, command, (short) (HEAD + 2), (short) 3)
                        != 0) {
            return false;
        }
        short result = find(buffer, off, end, RESULT);
        if (result == ABSENT || length(buffer, result) == 0) {
            return false;
        }
        now[GENERAL] = (short) (buffer[result] & 0xFF);
        now[ADDITIONAL] =
                length(buffer, result) > 1 ? (short) (buffer[(short) (result + 1)] & 0xFF) : 0;
        now[PHASE] = IDLE;
        return true;
    }

    /// The command under way comes to nothing.
    void abandon() {
        now[PHASE] = IDLE;
    }

    /// Which command is under way.
    byte type() {
        return command[(short) (HEAD + 3)];
    }

    /// General result (TS 102 223, 8.12).
    short general() {
        return now[GENERAL];
    }

    /// First byte of additional information; 0 without.
    short additional() {
        return now[ADDITIONAL];
    }

    /// Whether the command was performed, with whatever remark.
    boolean isPerformed() {
        return now[GENERAL] < 0x10;
    }

    /// Where the value of the first TLV with this tag begins; ABSENT without one.
    static short find(byte[] buffer, short off, short end, byte tag) {
        short at = off;
        for (short i = 0; i < TERMINAL_RESPONSE_TLVS_MAX; i++) {
            short value = value(buffer, at, end);
            if (value == ABSENT) {
                return ABSENT;
            }
            if ((byte) (buffer[at] & ~COMPREHENSION) == tag) {
                return value;
            }
            at = (short) (value + length(buffer, value));
        }
        return ABSENT;
    }

    /// The length of the value that begins at `value`.
    static short length(byte[] buffer, short value) {
        return (short) (buffer[(short) (value - 1)] & 0xFF);
    }

    private static boolean isWellFormed(byte[] buffer, short off, short end) {
        short at = off;
        for (short i = 0; i < TERMINAL_RESPONSE_TLVS_MAX && at < end; i++) {
            short value = value(buffer, at, end);
            if (value == ABSENT) {
                return false;
            }
            at = (short) (value + length(buffer, value));
        }
        return at == end;
    }

    private static short value(byte[] buffer, short at, short end) {
        short length = (short) (at + 1);
        if (length >= end) {
            return ABSENT;
        }
        if (buffer[length] < 0) {
            length++;
            if (length >= end || buffer[(short) (length - 1)] != (byte) 0x81) {
                return ABSENT;
            }
        }
        short value = (short) (length + 1);
        return (short) (buffer[length] & 0xFF) > (short) (end - value) ? ABSENT : value;
    }
}
