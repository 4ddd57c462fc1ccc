// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import org.veritac.applets.files.FileTable;

/// GET IDENTITY (TS 31.102, 7.5): the SUCI with the null scheme, `A1 {mobile identity}` of TS
/// 24.501, 9.11.3.4. A scheme that hides needs a home network's public key, which no file here
/// holds.
final class Suci {
    private static final byte SUCI_OF_IMSI = 0x01;
    private static final byte FILLER = 0x0F;
    private static final short FIRST_DIGIT = 1;

    private final State state;
    private final FileTable files;

    Suci(State state, FileTable files) {
        this.state = state;
        this.files = files;
    }

    /// Writes it to the buffer's beginning.
    ///
    /// @return its length
    short write(byte[] out) {
        short mncDigits = state.at((short) (files.start(FileTable.AD) + 3));
        short digits = digits();
        short msin = (short) (3 + mncDigits);
        byte third = mncDigits == 3 ? digit((short) 5) : FILLER;
        short at = 2;
        out[at++] = SUCI_OF_IMSI;
        out[at++] = pair(digit((short) 0), digit((short) 1));
        out[at++] = pair(digit((short) 2), third);
        out[at++] = pair(digit((short) 3), digit((short) 4));
        // Routing indicator 0, null scheme, no public key.
        out[at++] = (byte) 0xF0;
        out[at++] = (byte) 0xFF;
        out[at++] = 0;
        out[at++] = 0;
        for (short i = msin; i < digits; i += 2) {
            byte second = (short) (i + 1) < digits ? digit((short) (i + 1)) : FILLER;
            out[at++] = pair(digit(i), second);
        }
        out[0] = (byte) 0xA1;
        out[1] = (byte) (at - 2);
        return at;
    }

    /// Number of digits: two in each byte behind the length but the parity half byte, one less when
    /// the last is filler.
    private short digits() {
        short start = files.start(FileTable.IMSI);
        short digits = (short) (2 * state.at(start) - 1);
        return digit((short) (digits - 1)) == FILLER ? (short) (digits - 1) : digits;
    }

    private byte digit(short index) {
        short half = (short) (index + FIRST_DIGIT);
        short at = (short) (files.start(FileTable.IMSI) + 1 + (short) (half >> 1));
        byte both = state.at(at);
        return (byte) ((short) (half & 1) == 0 ? both & 0x0F : (both >> 4) & 0x0F);
    }

    private static byte pair(byte low, byte high) {
        return (byte) (low | high << 4);
    }
}
