// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.files;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.store.Journal;

/// What is selected, and reading and writing of files under their rules. Works on an APDU's buffer;
/// every refusal is an ISOException.
public final class FileSystem {
    static final short FID_MF = 0x3F00;
    static final short FID_ADF = 0x7FFF;

    /// DF.TELECOM and DF.GSM of older readers: the same files as ADF.USIM.
    private static final short FID_TELECOM = 0x7F10;

    static final short FID_GSM = 0x7F20;
    private static final short SHORTEST_AID = 5;
    private static final short NOTHING = -1;
    private static final byte RECORD_NEXT = 2;
    private static final byte RECORD_PREVIOUS = 3;
    private static final byte RECORD_ABSOLUTE = 4;
    private static final short SW_NO_EF = (short) 0x6986;
    private static final short SW_STRUCTURE = 0x6981;

    /// Indexes of `current`.
    private static final short DIRECTORY = 0;

    private static final short FILE = 1;
    private static final short RECORD = 2;
    private static final short ADM_VERIFIED = 3;
    private static final short NAME = 4;
    private static final short CURRENT = 5;

    private final FileTable files;
    private final Journal journal;
    private final short[] current;

    /// @param files which files, and where
    /// @param journal what they are kept in
    public FileSystem(FileTable files, Journal journal) {
        this.files = files;
        this.journal = journal;
        current = JCSystem.makeTransientShortArray(CURRENT, JCSystem.CLEAR_ON_RESET);
    }

    /// As after a reset: the MF is selected, nobody has proven to be the operator.
    public void reset() {
        into(FileTable.MF, FID_MF);
        current[ADM_VERIFIED] = 0;
    }

    /// Which files there are.
    public FileTable table() {
        return files;
    }

    /// The present directory.
    public byte directory() {
        return (byte) current[DIRECTORY];
    }

    /// By which identifier it was selected.
    public short name() {
        return current[NAME];
    }

    /// The present file; -1 when a directory is selected.
    public short file() {
        return current[FILE];
    }

    /// What VERIFY found out about ADM1.
    public void verified(boolean adm) {
        current[ADM_VERIFIED] = (short) (adm ? 1 : 0);
    }

    /// Whether ADM1 has been verified since the reset.
    public boolean isVerified() {
        return current[ADM_VERIFIED] == 1;
    }

    /// SELECT by file identifier (TS 102 221, 8.4.1), seen from the present directory.
    public void select(short fid) {
        if (fid == FID_MF) {
            into(FileTable.MF, FID_MF);
        } else if (fid == FID_ADF || fid == FID_GSM || fid == FID_TELECOM) {
            into(FileTable.USIM, fid);
        } else {
            short file = files.find(directory(), fid);
            if (file < 0) {
                ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
            }
            current[FILE] = file;
            current[RECORD] = 0;
        }
    }

    /// SELECT by path: every step, or nothing has changed.
    ///
    /// @param fromMf from the MF, else from the present directory
    public void selectPath(byte[] buffer, short off, short length, boolean fromMf) {
        short directory = current[DIRECTORY];
        short file = current[FILE];
        short name = current[NAME];
        if (length < 2 || (short) (length & 1) != 0) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        try {
            if (fromMf) {
                into(FileTable.MF, FID_MF);
            }
            for (short i = 0; i < length; i += 2) {
                select(Util.getShort(buffer, (short) (off + i)));
            }
        } catch (ISOException refused) {
            current[DIRECTORY] = directory;
            current[FILE] = file;
            current[NAME] = name;
            ISOException.throwIt(refused.getReason());
        }
    }

    /// SELECT by AID, whole or its beginning.
    public void selectAid(byte[] buffer, short off, short length) {
        byte[] aid = FirstContent.AID;
        if (length < SHORTEST_AID
                || length > (short) aid.length
                || Util.arrayCompare(buffer, off, aid, (short) 0, length) != 0) {
            ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
        }
        into(FileTable.USIM, FID_ADF);
    }

    /// SELECT of the directory above.
    public void selectParent() {
        into(FileTable.MF, FID_MF);
    }

    /// Selects ADF.USIM, as a selection of the applet does.
    public void selectUsim() {
        into(FileTable.USIM, FID_ADF);
    }

    /// READ BINARY: copies `length` bytes to the buffer's beginning.
    ///
    /// @param p1p2 offset, or 80 | SFI and an offset of one byte
    public short readBinary(byte[] buffer, short p1p2, short length) {
        short offset = offset(p1p2);
        short file = permitted(FileTable.TRANSPARENT, true);
        short rest = (short) (files.bytes(file) - offset);
        if (rest <= 0) {
            ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
        short count = length > rest ? rest : length;
        return Util.arrayCopyNonAtomic(
                journal.memory(), (short) (files.start(file) + offset), buffer, (short) 0, count);
    }

    /// UPDATE BINARY.
    public void updateBinary(byte[] buffer, short p1p2, short data, short length) {
        short offset = offset(p1p2);
        short file = permitted(FileTable.TRANSPARENT, false);
        if (length > (short) (files.bytes(file) - offset)) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        journal.write((short) (files.start(file) + offset), buffer, data, length);
    }

    /// READ RECORD: copies a record to the buffer's beginning.
    ///
    /// @param p1 record number; 0 is the present one
    /// @param p2 SFI in its upper 5 bits, mode in its lower 3
    public short readRecord(byte[] buffer, byte p1, byte p2) {
        short place = record(p1, p2, true);
        return Util.arrayCopyNonAtomic(
                journal.memory(), place, buffer, (short) 0, files.record(current[FILE]));
    }

    /// UPDATE RECORD: the whole record. Of the cyclic files none may be updated from outside.
    public void updateRecord(byte[] buffer, byte p1, byte p2, short length) {
        short place = record(p1, p2, false);
        if (length != files.record(current[FILE])) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        journal.write(place, buffer, ISO7816.OFFSET_CDATA, length);
    }

    private void into(byte directory, short name) {
        current[DIRECTORY] = directory;
        current[NAME] = name;
        current[FILE] = NOTHING;
        current[RECORD] = 0;
    }

    private void selectShort(byte sfi) {
        short file = files.findShort(directory(), sfi);
        if (file < 0) {
            ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
        }
        current[FILE] = file;
        current[RECORD] = 0;
    }

    private short offset(short p1p2) {
        if (p1p2 >= 0) {
            return p1p2;
        }
        if ((short) (p1p2 & 0x6000) != 0) {
            ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
        selectShort((byte) ((short) (p1p2 >> 8) & 0x1F));
        return (short) (p1p2 & 0xFF);
    }

    /// The present file, when it is of the kind and its rule is met.
    private short permitted(byte structure, boolean reading) {
        short file = current[FILE];
        if (file < 0) {
            ISOException.throwIt(SW_NO_EF);
        }
        boolean transparent = files.structure(file) == FileTable.TRANSPARENT;
        if (transparent != (structure == FileTable.TRANSPARENT)) {
            ISOException.throwIt(SW_STRUCTURE);
        }
        byte rule = reading ? files.read(file) : files.update(file);
        if (rule == FileTable.NEVER || (rule == FileTable.ADM && !isVerified())) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        return file;
    }

    /// Where in the memory the record meant by P1 and P2 begins.
    private short record(byte p1, byte p2, boolean reading) {
        byte sfi = (byte) ((short) (p2 >> 3) & 0x1F);
        if (sfi != 0) {
            selectShort(sfi);
        }
        short file = permitted(FileTable.LINEAR, reading);
        short number = number(file, p1, (byte) (p2 & 7));
        if (number < 1 || number > files.records(file)) {
            ISOException.throwIt(ISO7816.SW_RECORD_NOT_FOUND);
        }
        short index = (short) (number - 1);
        if (files.structure(file) == FileTable.CYCLIC) {
            // Record 1 is the newest.
            short newest = journal.memory()[newestPlace(file)];
            index = (short) ((short) (newest - index + files.records(file)) % files.records(file));
        }
        return (short) (files.start(file) + (short) (index * files.record(file)));
    }

    private short number(short file, byte p1, byte mode) {
        short records = files.records(file);
        if (mode == RECORD_ABSOLUTE) {
            short number = (short) (p1 & 0xFF);
            return number == 0 ? current[RECORD] : number;
        }
        if (p1 != 0 || (mode != RECORD_NEXT && mode != RECORD_PREVIOUS)) {
            ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
        boolean cyclic = files.structure(file) == FileTable.CYCLIC;
        short number = current[RECORD];
        if (mode == RECORD_NEXT) {
            number = cyclic && number == records ? 1 : (short) (number + 1);
        } else if (number == 0 || (cyclic && number == 1)) {
            number = records;
        } else {
            number--;
        }
        if (number >= 1 && number <= records) {
            current[RECORD] = number;
        }
        return number;
    }

    /// Where the number of the newest record of a cyclic file stands.
    short newestPlace(short file) {
        return (short) (files.start(file) + files.bytes(file));
    }
}
