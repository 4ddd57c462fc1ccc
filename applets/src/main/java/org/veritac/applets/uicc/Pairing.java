// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.Util;

import org.veritac.applets.channel.Tlv;
import org.veritac.applets.files.FileTable;

/// Which phones this module works in. EF_IAL holds up to 8 ranges as `80 0E {lowest 14 digits,
/// highest 14 digits}`, in BCD as it is read, FF behind the last.
final class Pairing {
    static final short RANGES_MAX = 8;

    private static final byte RANGE = (byte) 0x80;
    private static final short DIGITS_BYTES = 7;
    private static final short RANGE_BYTES = 14;
    private static final short ENTRY = 16;

    private final State state;
    private final FileTable files;

    Pairing(State state, FileTable files) {
        this.state = state;
        this.files = files;
    }

    byte mode() {
        return state.at(Places.PAIRING);
    }

    /// Whether the proven phone may be used.
    boolean allows(Facts facts) {
        if (mode() == State.LISTED) {
            return isListed(facts.slots(), facts.proven());
        }
        boolean known = mode() == State.FIXED && hasVault();
        return !known || isLast(facts);
    }

    /// Whether another vault opened the gate before.
    boolean isOther(Facts facts) {
        return hasVault() && !isLast(facts);
    }

    private boolean isLast(Facts facts) {
        return state.is(Places.VAULT, facts.vault(), (short) 0, State.IMEI);
    }

    /// Whether a vault has opened the gate; ids of zeros are not given out.
    private boolean hasVault() {
        byte any = 0;
        for (short i = 0; i < State.IMEI; i++) {
            any |= state.at((short) (Places.VAULT + i));
        }
        return any != 0;
    }

    private boolean isListed(byte[] imei, short off) {
        byte[] memory = state.memory();
        short at = files.start(FileTable.IAL);
        for (short i = 0; i < RANGES_MAX && memory[at] == RANGE; i++) {
            short low = (short) (at + 2);
            if (compare(imei, off, memory, low) >= 0
                    && compare(imei, off, memory, (short) (low + DIGITS_BYTES)) <= 0) {
                return true;
            }
            at += ENTRY;
        }
        return false;
    }

    /// Compares 14 digits, of which the first come low half byte first.
    private static short compare(byte[] imei, short off, byte[] bcd, short bcdOff) {
        for (short i = 0; i < DIGITS_BYTES; i++) {
            short swapped = (short) (imei[(short) (off + i)] & 0xFF);
            swapped = (short) ((short) ((short) (swapped & 0x0F) << 4) | (short) (swapped >> 4));
            short other = (short) (bcd[(short) (bcdOff + i)] & 0xFF);
            if (swapped != other) {
                return (short) (swapped - other);
            }
        }
        return 0;
    }

    /// PAIR: `80` mode, `81` ranges; without ranges those in EF_IAL stay.
    ///
    /// @param scratch at least 128 bytes, overwritten
    /// @return whether it has this form
    boolean change(byte[] buffer, short off, short end, byte[] scratch) {
        short mode = Tlv.find(buffer, off, end, (byte) 0x80);
        short ranges = Tlv.find(buffer, off, end, (byte) 0x81);
        if (mode == Tlv.NONE
                || Tlv.length(buffer, mode) != 1
                || buffer[mode] < State.FREE
                || buffer[mode] > State.FIXED) {
            return false;
        }
        short bytes = ranges == Tlv.NONE ? 0 : Tlv.length(buffer, ranges);
        short count = (short) (bytes / RANGE_BYTES);
        if ((short) (count * RANGE_BYTES) != bytes || count > RANGES_MAX) {
            return false;
        }
        state.journal().begin();
        if (ranges != Tlv.NONE) {
            short all = (short) (RANGES_MAX * ENTRY);
            Util.arrayFillNonAtomic(scratch, (short) 0, all, (byte) 0xFF);
            for (short i = 0; i < count; i++) {
                short to = (short) (i * ENTRY);
                short from = (short) (ranges + (short) (i * RANGE_BYTES));
                scratch[to] = RANGE;
                scratch[(short) (to + 1)] = (byte) RANGE_BYTES;
                Util.arrayCopyNonAtomic(buffer, from, scratch, (short) (to + 2), RANGE_BYTES);
            }
            state.journal().put(files.start(FileTable.IAL), scratch, (short) 0, all);
        }
        state.journal().putByte(Places.PAIRING, buffer[mode]);
        state.journal().commit();
        return true;
    }
}
