// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.files.FileTable;
import org.veritac.applets.store.Journal;

/// What checks came to, readable by any terminal: EF_IPS holds `"OK"` or `"KO"`, the number of the
/// record of EF_IPD that names the phone (00 without), and the result; EF_IPD holds `80 08 IMEI`
/// (TS 31.102, 4.2.101 and 4.2.102).
final class History {
    private static final short STATUS_BYTES = 4;
    private static final short PHONE_BYTES = 10;
    private static final byte TAG_IMEI = (byte) 0x80;

    private final Journal journal;
    private final FileTable files;
    private final byte[] work;

    History(Journal journal, FileTable files) {
        this.journal = journal;
        this.files = files;
        work = JCSystem.makeTransientByteArray(PHONE_BYTES, JCSystem.CLEAR_ON_RESET);
    }

    /// Puts a result into the open change.
    ///
    /// @param named whether there is an IMEI to name
    void put(boolean opened, byte result, boolean named, byte[] imei, short off) {
        byte[] memory = journal.memory();
        short newestPlace = (short) (files.start(FileTable.IPS) + files.bytes(FileTable.IPS));
        short newest = memory[newestPlace];
        short last = (short) (files.start(FileTable.IPS) + (short) (newest * STATUS_BYTES));
        byte phone = named ? phone(imei, off, memory[(short) (last + 2)]) : 0;
        short next = (short) ((short) (newest + 1) % files.records(FileTable.IPS));
        work[0] = (byte) (opened ? 'O' : 'K');
        work[1] = (byte) (opened ? 'K' : 'O');
        work[2] = phone;
        work[3] = result;
        short to = (short) (files.start(FileTable.IPS) + (short) (next * STATUS_BYTES));
        journal.put(to, work, (short) 0, STATUS_BYTES);
        journal.putByte(newestPlace, (byte) next);
    }

    /// The record of EF_IPD with this IMEI, or a new one behind the one named last.
    private byte phone(byte[] imei, short off, byte last) {
        byte[] memory = journal.memory();
        short records = files.records(FileTable.IPD);
        for (short i = 0; i < records; i++) {
            short at = place(i);
            if (memory[at] == TAG_IMEI
                    && Util.arrayCompare(memory, (short) (at + 2), imei, off, State.IMEI) == 0) {
                return (byte) (i + 1);
            }
        }
        short index = (short) ((short) (last < 0 ? 0 : last) % records);
        work[0] = TAG_IMEI;
        work[1] = (byte) State.IMEI;
        Util.arrayCopyNonAtomic(imei, off, work, (short) 2, State.IMEI);
        journal.put(place(index), work, (short) 0, PHONE_BYTES);
        return (byte) (index + 1);
    }

    private short place(short index) {
        return (short) (files.start(FileTable.IPD) + (short) (index * PHONE_BYTES));
    }
}
