// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.files;

import javacard.framework.Util;

/// Which elementary files there are, and where each stands in the memory. A file is its row:
///
/// ```
///   directory | FID(2) | SFI | structure | record length | bytes(2) | rules: read, update
/// ```
///
/// A cyclic file has one byte more, behind its records: which of them is the newest.
public final class FileTable {
    /// Directories.
    public static final byte MF = 0;

    public static final byte USIM = 1;

    /// Structures, as the file descriptor byte says them (TS 102 221, 11.1.1.4.3).
    public static final byte TRANSPARENT = 0x41;

    public static final byte LINEAR = 0x42;
    public static final byte CYCLIC = 0x46;

    /// Rules. PIN 1 is disabled for good, so what the standard puts under it is free here.
    public static final byte ALWAYS = 0;

    public static final byte ADM = 1;
    public static final byte NEVER = 2;

    /// Rows that others name.
    public static final short DIR = 0;

    public static final short ICCID = 1;
    public static final short PL = 2;
    public static final short IMSI = 3;
    public static final short AD = 4;
    public static final short UST = 5;
    public static final short EST = 6;
    public static final short ACC = 7;
    public static final short LOCI = 8;
    public static final short PSLOCI = 9;
    public static final short EPSLOCI = 10;
    public static final short KEYS = 11;
    public static final short KEYSPS = 12;
    public static final short SMSP = 13;
    public static final short SMS = 14;
    public static final short MSISDN = 15;
    public static final short SPN = 16;
    public static final short HPPLMN = 17;
    public static final short FPLMN = 18;
    public static final short START_HFN = 19;
    public static final short THRESHOLD = 20;
    public static final short ECC = 21;
    public static final short IAL = 22;
    public static final short IPS = 23;
    public static final short IPD = 24;

    /// Number of files.
    public static final short COUNT = 25;

    private static final short ROW = 9;
    private static final short FID = 1;
    private static final short SFI = 3;
    private static final short STRUCTURE = 4;
    private static final short RECORD = 5;
    private static final short BYTES = 6;
    private static final short RULES = 8;

    private static final byte[] ROWS = {
        MF, 0x2F, 0x00, 0x1E, LINEAR, 38, 0, 38, 0x01,
        MF, 0x2F, (byte) 0xE2, 0x02, TRANSPARENT, 0, 0, 10, 0x02,
        MF, 0x2F, 0x05, 0x05, TRANSPARENT, 0, 0, 2, 0x00,
        USIM, 0x6F, 0x07, 0x07, TRANSPARENT, 0, 0, 9, 0x01,
        USIM, 0x6F, (byte) 0xAD, 0x03, TRANSPARENT, 0, 0, 4, 0x01,
        USIM, 0x6F, 0x38, 0x04, TRANSPARENT, 0, 0, 17, 0x01,
        USIM, 0x6F, 0x56, 0x05, TRANSPARENT, 0, 0, 1, 0x01,
        USIM, 0x6F, 0x78, 0x06, TRANSPARENT, 0, 0, 2, 0x01,
        USIM, 0x6F, 0x7E, 0x0B, TRANSPARENT, 0, 0, 11, 0x00,
        USIM, 0x6F, 0x73, 0x0C, TRANSPARENT, 0, 0, 14, 0x00,
        USIM, 0x6F, (byte) 0xE3, 0x1E, TRANSPARENT, 0, 0, 18, 0x00,
        USIM, 0x6F, 0x08, 0x08, TRANSPARENT, 0, 0, 33, 0x00,
        USIM, 0x6F, 0x09, 0x09, TRANSPARENT, 0, 0, 33, 0x00,
        USIM, 0x6F, 0x42, 0x00, LINEAR, 40, 0, 40, 0x00,
        USIM, 0x6F, 0x3C, 0x00, LINEAR, (byte) 176, 0x06, (byte) 0xE0, 0x00,
        USIM, 0x6F, 0x40, 0x00, LINEAR, 24, 0, 24, 0x00,
        USIM, 0x6F, 0x46, 0x00, TRANSPARENT, 0, 0, 17, 0x01,
        USIM, 0x6F, 0x31, 0x12, TRANSPARENT, 0, 0, 1, 0x01,
        USIM, 0x6F, 0x7B, 0x0D, TRANSPARENT, 0, 0, 12, 0x00,
        USIM, 0x6F, 0x5B, 0x0F, TRANSPARENT, 0, 0, 6, 0x00,
        USIM, 0x6F, 0x5C, 0x10, TRANSPARENT, 0, 0, 3, 0x01,
        USIM, 0x6F, (byte) 0xB7, 0x01, LINEAR, 4, 0, 20, 0x01,
        USIM, 0x6F, (byte) 0xF0, 0x00, TRANSPARENT, 0, 0, (byte) 128, 0x01,
        USIM, 0x6F, (byte) 0xF1, 0x00, CYCLIC, 4, 0x01, (byte) 0x90, 0x02,
        USIM, 0x6F, (byte) 0xF2, 0x00, LINEAR, 10, 0, 100, 0x12
    };

    private final short[] starts;
    private final short end;

    /// @param start where in the memory the first file begins
    public FileTable(short start) {
        starts = new short[COUNT];
        short at = start;
        for (short file = 0; file < COUNT; file++) {
            starts[file] = at;
            at += bytes(file);
            if (structure(file) == CYCLIC) {
                at++;
            }
        }
        end = at;
    }

    /// Where in the memory the last file ends.
    public short end() {
        return end;
    }

    /// Where in the memory a file begins.
    public short start(short file) {
        return starts[file];
    }

    /// All bytes of a file.
    public short bytes(short file) {
        return Util.getShort(ROWS, (short) (row(file) + BYTES));
    }

    /// Length of each record; 0 for a transparent file.
    public short record(short file) {
        return (short) (ROWS[(short) (row(file) + RECORD)] & 0xFF);
    }

    /// Number of records.
    public short records(short file) {
        return (short) (bytes(file) / record(file));
    }

    /// One of [#TRANSPARENT], [#LINEAR], [#CYCLIC].
    public byte structure(short file) {
        return ROWS[(short) (row(file) + STRUCTURE)];
    }

    /// File identifier.
    public short fid(short file) {
        return Util.getShort(ROWS, (short) (row(file) + FID));
    }

    /// Short file identifier; 0 without one.
    public byte sfi(short file) {
        return ROWS[(short) (row(file) + SFI)];
    }

    /// Rule for reading.
    public byte read(short file) {
        return (byte) ((short) (ROWS[(short) (row(file) + RULES)] >> 4) & 0x0F);
    }

    /// Rule for updating.
    public byte update(short file) {
        return (byte) (ROWS[(short) (row(file) + RULES)] & 0x0F);
    }

    /// The file with this identifier in a directory; -1 when there is none.
    public short find(byte directory, short fid) {
        for (short file = 0; file < COUNT; file++) {
            if (ROWS[row(file)] == directory && fid(file) == fid) {
                return file;
            }
        }
        return -1;
    }

    /// The file with this short identifier in a directory; -1 when there is none.
    public short findShort(byte directory, byte sfi) {
        for (short file = 0; file < COUNT; file++) {
            if (ROWS[row(file)] == directory && sfi(file) == sfi && sfi != 0) {
                return file;
            }
        }
        return -1;
    }

    /// How many files a directory has.
    public short count(byte directory) {
        short count = 0;
        for (short file = 0; file < COUNT; file++) {
            if (ROWS[row(file)] == directory) {
                count++;
            }
        }
        return count;
    }

    private static short row(short file) {
        return (short) (file * ROW);
    }
}
