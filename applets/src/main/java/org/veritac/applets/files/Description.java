// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.files;

import javacard.framework.Util;

/// What SELECT and STATUS say about a file: FCP (TS 102 221, 11.1.1.3) for class 00 and 80, and the
/// older form of TS 51.011, 9.2.1 for class A0.
public final class Description {
    private static final byte DF = 0x78;
    private static final byte CODING = 0x21;
    private static final byte ACTIVATED = 0x05;
    private static final byte ADM1 = 0x0A;
    private static final byte PIN1 = 0x01;
    private static final byte CLOCK_STOP_ALLOWED = 0x71;
    private static final short GSM_EF_BYTES = 15;
    private static final short GSM_DF_BYTES = 23;

    /// CHV1 is disabled; clock stop allowed without a preferred level, 13/4 MHz, a card of 3 V and
    /// 1.8 V: phones refuse a card whose voltage bits are wrong.
    private static final byte CHARACTERISTICS = (byte) 0xB3;

    private static final byte CODES = 4;
    private static final byte FULL_TRIES = (byte) 0x83;
    private static final byte FULL_PUK_TRIES = (byte) 0x8A;

    /// DF.GSM and DF.TELECOM, which are one here.
    private static final byte GSM_DIRECTORIES = 2;

    private final FileSystem system;
    private final FileTable files;

    /// @param system whose selection is described
    public Description(FileSystem system) {
        this.system = system;
        files = system.table();
    }

    /// Writes the FCP of what is selected to the buffer's beginning.
    ///
    /// @param directory of the present directory even when a file is selected
    /// @return its length
    public short fcp(byte[] out, boolean directory) {
        short file = directory ? -1 : system.file();
        short at = file < 0 ? ofDirectory(out) : ofFile(out, file);
        out[0] = 0x62;
        out[1] = (byte) (at - 2);
        return at;
    }

    private short ofDirectory(byte[] out) {
        boolean usim = system.directory() == FileTable.USIM;
        short at = descriptor(out, DF, (short) -1);
        at = tlvShort(out, at, (byte) 0x83, usim ? FileSystem.FID_ADF : FileSystem.FID_MF);
        if (usim) {
            out[at++] = (byte) 0x84;
            out[at++] = (byte) FirstContent.AID.length;
            at =
                    Util.arrayCopyNonAtomic(
                            FirstContent.AID, (short) 0, out, at, (short) FirstContent.AID.length);
        }
        at = tlvShort(out, at, (byte) 0xA5, (short) 0x8001);
        out[(short) (at - 3)] = 3;
        out[at++] = CLOCK_STOP_ALLOWED;
        at = tlvByte(out, at, (byte) 0x8A, ACTIVATED);
        at = rule(out, at, FileTable.ALWAYS, FileTable.ADM);
        // PIN status: which of the two that follow are enabled. PIN 1 is not, ADM1 is.
        out[at++] = (byte) 0xC6;
        out[at++] = 9;
        at = tlvByte(out, at, (byte) 0x90, (byte) 0x40);
        at = tlvByte(out, at, (byte) 0x83, PIN1);
        return tlvByte(out, at, (byte) 0x83, ADM1);
    }

    private short ofFile(byte[] out, short file) {
        short at = descriptor(out, files.structure(file), file);
        at = tlvShort(out, at, (byte) 0x83, files.fid(file));
        at = tlvByte(out, at, (byte) 0x8A, ACTIVATED);
        at = rule(out, at, files.read(file), files.update(file));
        at = tlvShort(out, at, (byte) 0x80, files.bytes(file));
        if (files.sfi(file) != 0) {
            return tlvByte(out, at, (byte) 0x88, (byte) (files.sfi(file) << 3));
        }
        out[at++] = (byte) 0x88;
        out[at++] = 0;
        return at;
    }

    /// File descriptor; with record length and number when there are records.
    private short descriptor(byte[] out, byte what, short file) {
        short at = 2;
        out[at++] = (byte) 0x82;
        boolean records = file >= 0 && files.record(file) != 0;
        out[at++] = (byte) (records ? 5 : 2);
        out[at++] = what;
        out[at++] = CODING;
        if (records) {
            at = Util.setShort(out, at, files.record(file));
            out[at++] = (byte) files.records(file);
        }
        return at;
    }

    /// Security attributes in expanded form (ISO 7816-4, table 30): read, then update.
    private static short rule(byte[] out, short start, byte read, byte update) {
        short at = start;
        out[at++] = (byte) 0xAB;
        short length = at++;
        at = condition(out, tlvByte(out, at, (byte) 0x80, (byte) 1), read);
        at = condition(out, tlvByte(out, at, (byte) 0x80, (byte) 2), update);
        out[length] = (byte) (at - length - 1);
        return at;
    }

    private static short condition(byte[] out, short start, byte rule) {
        short at = start;
        if (rule == FileTable.ADM) {
            out[at++] = (byte) 0xA4;
            out[at++] = 6;
            at = tlvByte(out, at, (byte) 0x83, ADM1);
            return tlvByte(out, at, (byte) 0x95, (byte) 0x08);
        }
        out[at++] = (byte) (rule == FileTable.ALWAYS ? 0x90 : 0x97);
        out[at++] = 0;
        return at;
    }

    private static short tlvByte(byte[] out, short at, byte tag, byte value) {
        out[at] = tag;
        out[(short) (at + 1)] = 1;
        out[(short) (at + 2)] = value;
        return (short) (at + 3);
    }

    private static short tlvShort(byte[] out, short at, byte tag, short value) {
        out[at] = tag;
        out[(short) (at + 1)] = 2;
        return Util.setShort(out, (short) (at + 2), value);
    }

    /// Writes what class A0 expects to the buffer's beginning.
    ///
    /// @param directory of the present directory even when a file is selected
    /// @return its length
    public short gsm(byte[] out, boolean directory) {
        short file = directory ? -1 : system.file();
        short length = file < 0 ? GSM_DF_BYTES : GSM_EF_BYTES;
        Util.arrayFillNonAtomic(out, (short) 0, length, (byte) 0);
        if (file < 0) {
            gsmDirectory(out);
        } else {
            gsmFile(out, file);
        }
        return length;
    }

    private void gsmDirectory(byte[] out) {
        boolean mf = system.directory() == FileTable.MF;
        short name = system.name() == FileSystem.FID_ADF ? FileSystem.FID_GSM : system.name();
        Util.setShort(out, (short) 4, name);
        out[6] = (byte) (mf ? 1 : 2);
        out[12] = GSM_DF_BYTES - 13;
        out[13] = CHARACTERISTICS;
        out[14] = mf ? GSM_DIRECTORIES : 0;
        out[15] = (byte) files.count(system.directory());
        out[16] = CODES;
        out[18] = FULL_TRIES;
        out[19] = FULL_PUK_TRIES;
    }

    /// What nobody may do, INCREASE, REHABILITATE and INVALIDATE, is "never".
    private void gsmFile(byte[] out, short file) {
        byte structure = files.structure(file);
        Util.setShort(out, (short) 2, files.bytes(file));
        Util.setShort(out, (short) 4, files.fid(file));
        out[6] = 4;
        out[8] = (byte) (gsmRule(files.read(file)) << 4 | gsmRule(files.update(file)));
        Util.setShort(out, (short) 9, (short) 0xFFFF);
        out[11] = 1;
        out[12] = 2;
        out[13] = (byte) (structure == FileTable.TRANSPARENT ? 0 : 1);
        if (structure == FileTable.CYCLIC) {
            out[13] = 3;
        }
        out[14] = (byte) files.record(file);
    }

    private static byte gsmRule(byte rule) {
        if (rule == FileTable.ALWAYS) {
            return 0;
        }
        return (byte) (rule == FileTable.ADM ? 4 : 15);
    }
}
