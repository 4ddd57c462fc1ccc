// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.files;

import javacard.framework.Util;

/// What the files hold when the applet is installed: nothing known (FF), except where the standard
/// asks for a value.
public final class FirstContent {
    /// Identity of ADF.USIM.
    static final byte[] AID = {
        (byte) 0xA0,
        0x00,
        0x00,
        0x00,
        (byte) 0x87,
        0x10,
        0x02,
        (byte) 0xFF,
        (byte) 0xFF,
        (byte) 0xFF,
        (byte) 0xFF,
        (byte) 0x89,
        0x00,
        0x00,
        0x01,
        0x00
    };

    private static final byte[] LABEL = {0x50, 0x04, 'U', 'S', 'I', 'M'};

    /// Services n°: 4 (service dialling absent) none; 10 SMS, 12 SMSP, 19 SPN, 21 MSISDN, 28 data
    /// download via SMS-PP, 30 call control, 33 shall be 1, 38 GSM security context, 42 operator
    /// PLMN none, 85 EPS mobility, 102 USAT application pairing, 124 and 125 SUCI by the USIM.
    private static final byte[] SERVICES = {10, 12, 19, 21, 28, 30, 33, 38, 85, 102, 124, 125};

    /// 112, 911, 999, 110, 118 with category "as the network says".
    private static final byte[] EMERGENCY = {
        0x11,
        (byte) 0xF2,
        (byte) 0xFF,
        0,
        0x19,
        (byte) 0xF1,
        (byte) 0xFF,
        0,
        (byte) 0x99,
        (byte) 0xF9,
        (byte) 0xFF,
        0,
        0x11,
        (byte) 0xF0,
        (byte) 0xFF,
        0,
        0x11,
        (byte) 0xF8,
        (byte) 0xFF,
        0
    };

    private static final byte NO_KEY = 0x07;
    private static final byte NOT_UPDATED = 0x01;
    private static final byte MNC_DIGITS = 2;
    private static final byte SEARCH_PERIOD = 5;

    private FirstContent() {}

    /// Writes all of it; at installation only, which the card makes whole or not at all.
    public static void write(byte[] memory, FileTable files) {
        short first = files.start((short) 0);
        short all = (short) (files.end() - first);
        Util.arrayFillNonAtomic(memory, first, all, (byte) 0xFF);
        writeDirectory(memory, files.start(FileTable.DIR));
        Util.arrayCopyNonAtomic(
                EMERGENCY, (short) 0, memory, files.start(FileTable.ECC), (short) EMERGENCY.length);
        memory[files.start(FileTable.PL)] = 'e';
        memory[(short) (files.start(FileTable.PL) + 1)] = 'n';
        Util.arrayFillNonAtomic(memory, files.start(FileTable.AD), (short) 3, (byte) 0);
        memory[(short) (files.start(FileTable.AD) + 3)] = MNC_DIGITS;
        writeServices(memory, files);
        memory[files.start(FileTable.EST)] = 0;
        Util.setShort(memory, files.start(FileTable.ACC), (short) 1);
        writeLocations(memory, files);
        memory[files.start(FileTable.KEYS)] = NO_KEY;
        memory[files.start(FileTable.KEYSPS)] = NO_KEY;
        memory[files.start(FileTable.HPPLMN)] = SEARCH_PERIOD;
        Util.arrayFillNonAtomic(memory, files.start(FileTable.START_HFN), (short) 6, (byte) 0);
        for (short i = 0; i < files.records(FileTable.SMS); i++) {
            memory[(short) (files.start(FileTable.SMS) + i * files.record(FileTable.SMS))] = 0;
        }
        memory[(short) (files.start(FileTable.IPS) + files.bytes(FileTable.IPS))] = 0;
    }

    private static void writeDirectory(byte[] memory, short at) {
        memory[at] = 0x61;
        memory[(short) (at + 1)] = (byte) (2 + AID.length + LABEL.length);
        memory[(short) (at + 2)] = 0x4F;
        memory[(short) (at + 3)] = (byte) AID.length;
        short label =
                Util.arrayCopyNonAtomic(
                        AID, (short) 0, memory, (short) (at + 4), (short) AID.length);
        Util.arrayCopyNonAtomic(LABEL, (short) 0, memory, label, (short) LABEL.length);
    }

    private static void writeServices(byte[] memory, FileTable files) {
        short at = files.start(FileTable.UST);
        Util.arrayFillNonAtomic(memory, at, files.bytes(FileTable.UST), (byte) 0);
        for (short i = 0; i < (short) SERVICES.length; i++) {
            short bit = (short) (SERVICES[i] - 1);
            memory[(short) (at + (bit >> 3))] |= (byte) (1 << (short) (bit & 7));
        }
    }

    /// Unknown identities, LAC and TAC 0000 where a network has not given one, "not updated".
    private static void writeLocations(byte[] memory, FileTable files) {
        short loci = files.start(FileTable.LOCI);
        Util.setShort(memory, (short) (loci + 7), (short) 0);
        memory[(short) (loci + 10)] = NOT_UPDATED;
        short psloci = files.start(FileTable.PSLOCI);
        Util.setShort(memory, (short) (psloci + 10), (short) 0);
        memory[(short) (psloci + 13)] = NOT_UPDATED;
        short epsloci = files.start(FileTable.EPSLOCI);
        Util.setShort(memory, (short) (epsloci + 15), (short) 0);
        memory[(short) (epsloci + 17)] = NOT_UPDATED;
    }
}
