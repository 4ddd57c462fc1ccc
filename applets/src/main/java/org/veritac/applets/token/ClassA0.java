// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.APDU;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.files.Description;
import org.veritac.applets.files.FileSystem;
import org.veritac.applets.usim.Authentication;

/// Commands of a terminal that knows GSM only, in class A0 (TS 51.011, clause 9.2): on the files of
/// [FileSystem], with the answers and status words of that time. CHV1 is disabled for good, and
/// there is no CHV2.
///
/// An answer goes out at once where the terminal said that it takes it, else with GET RESPONSE,
/// which `9F xx` asks for.
final class ClassA0 {
    static final byte CLASS = (byte) 0xA0;

    private static final byte SELECT = (byte) 0xA4;
    private static final byte STATUS = (byte) 0xF2;
    private static final byte READ_BINARY = (byte) 0xB0;
    private static final byte UPDATE_BINARY = (byte) 0xD6;
    private static final byte READ_RECORD = (byte) 0xB2;
    private static final byte VERIFY_CHV = 0x20;
    private static final byte CHANGE_CHV = 0x24;
    private static final byte DISABLE_CHV = 0x26;
    private static final byte ENABLE_CHV = 0x28;
    private static final byte UNBLOCK_CHV = 0x2C;
    private static final byte RUN_GSM_ALGORITHM = (byte) 0x88;
    private static final byte GET_RESPONSE = (byte) 0xC0;
    private static final byte SLEEP = (byte) 0xFA;
    private static final byte TERMINAL_PROFILE = 0x10;

    private static final short SW_RESPONSE = (short) 0x9F00;
    private static final short SW_NO_EF = (short) 0x9400;
    private static final short SW_OUT_OF_RANGE = (short) 0x9402;
    private static final short SW_NOT_FOUND = (short) 0x9404;
    private static final short SW_STRUCTURE = (short) 0x9408;
    private static final short SW_NO_CHV = (short) 0x9802;
    private static final short SW_NOT_ALLOWED = (short) 0x9804;
    private static final short SW_CHV_STATUS = (short) 0x9808;

    /// As classes 00 and A0 have them: "command not allowed, no current EF", "incompatible with
    /// file structure".
    private static final short ISO_NO_EF = (short) 0x6986;

    private static final short ISO_STRUCTURE = 0x6981;

    private static final short FID_ADF = 0x7FFF;
    private static final short FID_MF = 0x3F00;
    private static final short CHV_BYTES = 8;
    private static final short ANY = 256;

    /// The farthest that READ BINARY can ask, beyond any file.
    private static final short FAR = 0x7FFF;

    private static final byte MODE = 0x07;

    /// What of an answer is left, and from where.
    private static final short LENGTH = 0;

    private static final short FROM = 1;

    private final Network network;
    private final FileSystem files;
    private final Description description;
    private final byte[] kept;
    private final short[] rest =
            JCSystem.makeTransientShortArray((short) 2, JCSystem.CLEAR_ON_DESELECT);

    /// @param network answers RUN GSM ALGORITHM
    /// @param kept where an answer waits, 256 bytes, transient; who else writes there calls
    ///   [#forget] first
    ClassA0(Network network, FileSystem files, Description description, byte[] kept) {
        this.network = network;
        this.files = files;
        this.description = description;
        this.kept = kept;
    }

    /// Forgets an answer that nobody asked for.
    void forget() {
        if (rest[LENGTH] != 0 || rest[FROM] != 0) {
            Util.arrayFillNonAtomic(kept, (short) 0, ANY, (byte) 0);
        }
        rest[LENGTH] = 0;
        rest[FROM] = 0;
    }

    /// Answers a command.
    void process(APDU apdu, byte[] buffer) {
        byte instruction = buffer[ISO7816.OFFSET_INS];
        if (instruction == GET_RESPONSE) {
            more(apdu, buffer);
            return;
        }
        forget();
        short status;
        try {
            switch (instruction) {
                case READ_BINARY:
                case READ_RECORD:
                case STATUS:
                    read(apdu, buffer, instruction);
                    break;
                default:
                    short length = answer(buffer, instruction, Network.receive(apdu, buffer));
                    if (length > 0) {
                        give(apdu, buffer, length, apdu.setOutgoing());
                    }
            }
            return;
        } catch (ISOException refused) {
            status = refused.getReason();
        }
        ISOException.throwIt(word(status, instruction));
    }

    /// Commands that bring something, or nothing.
    private short answer(byte[] buffer, byte instruction, short length) {
        switch (instruction) {
            case SELECT:
                select(buffer, length);
                return description.gsm(buffer, false);
            case UPDATE_BINARY:
                update(buffer, length);
                return 0;
            case RUN_GSM_ALGORITHM:
                return run(buffer, length);
            case VERIFY_CHV:
            case DISABLE_CHV:
            case ENABLE_CHV:
                return code(buffer, length, CHV_BYTES);
            case CHANGE_CHV:
                return code(buffer, length, (short) (2 * CHV_BYTES));
            case UNBLOCK_CHV:
                ISOException.throwIt(SW_NO_CHV);
                return 0;
            case SLEEP:
            case TERMINAL_PROFILE:
                return 0;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
                return 0;
        }
    }

    private void select(byte[] buffer, short length) {
        if (Util.getShort(buffer, ISO7816.OFFSET_P1) != 0) {
            ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
        short fid = length == 2 ? Util.getShort(buffer, ISO7816.OFFSET_CDATA) : FID_ADF;
        if (fid == FID_ADF) {
            ISOException.throwIt(SW_NOT_FOUND);
        }
        files.select(fid);
    }

    private void update(byte[] buffer, short length) {
        short offset = Util.getShort(buffer, ISO7816.OFFSET_P1);
        try {
            files.updateBinary(buffer, offset < 0 ? FAR : offset, ISO7816.OFFSET_CDATA, length);
        } catch (ISOException refused) {
            short status = refused.getReason();
            ISOException.throwIt(status == ISO7816.SW_WRONG_LENGTH ? SW_OUT_OF_RANGE : status);
        }
        if (length == 0) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
    }

    private short run(byte[] buffer, short length) {
        if (length != Authentication.RAND) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        if (files.name() == FID_MF) {
            ISOException.throwIt(SW_CHV_STATUS);
        }
        return network.gsm(buffer, ISO7816.OFFSET_CDATA, true);
    }

    /// CHV1, by the numbers 0 and 1, is in a state in which none of this can be done.
    private static short code(byte[] buffer, short length, short wanted) {
        byte number = buffer[ISO7816.OFFSET_P2];
        if (number != 0 && number != 1) {
            ISOException.throwIt(SW_NO_CHV);
        }
        ISOException.throwIt(length == wanted ? SW_CHV_STATUS : ISO7816.SW_WRONG_LENGTH);
        return 0;
    }

    /// Commands that bring nothing and ask for so many bytes.
    private void read(APDU apdu, byte[] buffer, byte instruction) {
        short p1p2 = Util.getShort(buffer, ISO7816.OFFSET_P1);
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        short expected = apdu.setOutgoing();
        short most = expected <= 0 || expected > ANY ? ANY : expected;
        short length;
        switch (instruction) {
            case READ_BINARY:
                length = files.readBinary(buffer, p1p2 < 0 ? FAR : p1p2, most);
                break;
            case READ_RECORD:
                length = files.readRecord(buffer, p1, (byte) (p2 & MODE));
                break;
            default:
                length = description.gsm(buffer, true);
        }
        // Asked for more than there is, or for less of a record: how much there is.
        boolean part = instruction == READ_RECORD && most < length;
        if (part || (most != ANY && most > length)) {
            ISOException.throwIt((short) (ISO7816.SW_WRONG_LENGTH | length));
        }
        give(apdu, buffer, length < most ? length : most, expected);
    }

    private void give(APDU apdu, byte[] buffer, short length, short expected) {
        if (expected >= length) {
            apdu.setOutgoingLength(length);
            apdu.sendBytes((short) 0, length);
            return;
        }
        Util.arrayCopyNonAtomic(buffer, (short) 0, kept, (short) 0, length);
        rest[LENGTH] = length;
        ISOException.throwIt((short) (SW_RESPONSE | (short) (length & 0xFF)));
    }

    /// GET RESPONSE.
    private void more(APDU apdu, byte[] buffer) {
        short expected = apdu.setOutgoing();
        short length = rest[LENGTH];
        if (length == 0) {
            ISOException.throwIt(SW_CHV_STATUS);
        }
        if (expected > 0 && expected < ANY) {
            if (expected > length) {
                ISOException.throwIt((short) (ISO7816.SW_WRONG_LENGTH | length));
            }
            length = expected;
        }
        Util.arrayCopyNonAtomic(kept, rest[FROM], buffer, (short) 0, length);
        rest[FROM] += length;
        rest[LENGTH] -= length;
        if (rest[LENGTH] == 0) {
            forget();
        }
        apdu.setOutgoingLength(length);
        apdu.sendBytes((short) 0, length);
    }

    /// The words of TS 51.011, clause 9.4, for those of TS 102 221.
    private static short word(short status, byte instruction) {
        switch (status) {
            case ISO7816.SW_FILE_NOT_FOUND:
                return SW_NOT_FOUND;
            case ISO7816.SW_RECORD_NOT_FOUND:
                return SW_OUT_OF_RANGE;
            case ISO_NO_EF:
                return SW_NO_EF;
            case ISO_STRUCTURE:
                return SW_STRUCTURE;
            case ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED:
                return SW_NOT_ALLOWED;
            case ISO7816.SW_WRONG_P1P2:
                boolean places = instruction == READ_BINARY || instruction == UPDATE_BINARY;
                return places ? SW_OUT_OF_RANGE : status;
            case Refusal.CONDITIONS:
                return ISO7816.SW_UNKNOWN;
            default:
                return status;
        }
    }
}
