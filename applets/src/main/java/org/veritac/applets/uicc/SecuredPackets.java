// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import javacardx.crypto.Cipher;

import org.veritac.applets.channel.AesKey;
import org.veritac.applets.channel.Bytes;
import org.veritac.applets.channel.Cmac;

/// Secured packets (TS 102 225, clause 5; TS 31.115, clause 4) with AES and AES-CMAC of 8 bytes:
/// key set 1 for what comes in and its proofs of receipt, key set 2 for reports.
///
/// ```
///   CPL(2) CHL(1) SPI(2) KIc KID TAR(3) | CNTR(5) PCNTR CC(8) data padding
///   RPL(2) RHL(1) TAR(3)                | CNTR(5) PCNTR status CC(8) data padding
///                                         `------------- enciphered ------------'
/// ```
final class SecuredPackets {
    /// Status codes of a proof of receipt (TS 102 225, 5.2).
    static final byte OK = 0x00;

    static final byte COUNTER_LOW = 0x02;
    static final byte COUNTER_HIGH = 0x03;
    static final byte COUNTER_BLOCKED = 0x04;
    static final byte TAR_UNKNOWN = 0x09;
    static final byte LEVEL_TOO_LOW = 0x0A;

    /// Not authentic, or not a packet: nobody is told why, or that there is a card at all.
    static final byte NOTHING = -1;

    /// Key sets.
    static final short DOWN = 0;

    static final short UP = 1;

    private static final short KEY_SETS = 2;
    private static final byte[] ZEROS = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] TAR = {0x56, 0x49, 0x4D};
    private static final short BLOCK = 16;
    private static final short CC = 8;
    private static final byte CHL = 0x15;
    private static final byte RHL = 0x12;
    private static final byte KEYS_DOWN = 0x12;
    private static final byte KEYS_UP = 0x22;
    private static final short SPI_UP = 0x1600;

    /// Offsets in a command packet.
    private static final short SPI = 3;

    private static final short KIC = 5;
    private static final short KID = 6;
    private static final short TAR_AT = 7;
    private static final short CNTR = 10;
    private static final short PCNTR = 15;
    private static final short CC_AT = 16;
    private static final short HEAD = 24;

    /// Bits of SPI.
    private static final byte INTEGRITY = 0x03;

    private static final byte CC_BITS = 0x02;
    private static final byte CIPHERED = 0x04;
    private static final byte COUNTER = 0x18;
    private static final byte COUNTER_HIGHER = 0x10;
    private static final byte COUNTER_NEXT = 0x18;

    private final State state;
    private final AesKey[] kic;
    private final AesKey[] kid;
    private final Cipher cbc;
    private final Cmac cmac;
    private final byte[] mac;

    SecuredPackets(State state, Cmac cmac) {
        this.state = state;
        this.cmac = cmac;
        kic = new AesKey[KEY_SETS];
        kid = new AesKey[KEY_SETS];
        for (short i = 0; i < KEY_SETS; i++) {
            kic[i] = AesKey.stored();
            kid[i] = AesKey.stored();
        }
        cbc = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_CBC_NOPAD, false);
        mac = JCSystem.makeTransientByteArray(BLOCK, JCSystem.CLEAR_ON_RESET);
    }

    /// The key that enciphers in a set.
    AesKey kic(short set) {
        return kic[set];
    }

    /// The key that authenticates in a set.
    AesKey kid(short set) {
        return kid[set];
    }

    /// Reads a command packet in place. OK: its counter has been kept, and data of [#dataBytes]
    /// stand at [#data]. Other statuses are for an authentic packet that is refused; NOTHING is for
    /// any other.
    byte open(byte[] p, short off, short length) {
        short body = (short) (length - CNTR);
        if (length < HEAD
                || Util.getShort(p, off) != (short) (length - 2)
                || p[(short) (off + 2)] != CHL
                || p[(short) (off + KID)] != KEYS_DOWN
                || !kid[DOWN].isSet()
                || (byte) (p[(short) (off + SPI)] & INTEGRITY) != CC_BITS) {
            return NOTHING;
        }
        boolean ciphered = (byte) (p[(short) (off + SPI)] & CIPHERED) != 0;
        if (ciphered) {
            if (p[(short) (off + KIC)] != KEYS_DOWN || (short) (body & (BLOCK - 1)) != 0) {
                return NOTHING;
            }
            cipher(DOWN, Cipher.MODE_DECRYPT, p, (short) (off + CNTR), body);
        }
        cmac.init(kid[DOWN].key());
        cmac.update(p, off, CC_AT);
        cmac.update(p, (short) (off + HEAD), (short) (length - HEAD));
        cmac.finish(mac, (short) 0);
        if (!Bytes.equal(mac, (short) 0, p, (short) (off + CC_AT), CC)
                || dataBytes(p, off, length) < 0) {
            return NOTHING;
        }
        return accept(p, off, ciphered);
    }

    /// An authentic packet: level, address, counter.
    private byte accept(byte[] p, short off, boolean ciphered) {
        byte counter = (byte) (p[(short) (off + SPI)] & COUNTER);
        if (!ciphered || (counter != COUNTER_HIGHER && counter != COUNTER_NEXT)) {
            return LEVEL_TOO_LOW;
        }
        if (Util.arrayCompare(p, (short) (off + TAR_AT), TAR, (short) 0, (short) 3) != 0) {
            return TAR_UNKNOWN;
        }
        if (!state.canGrow(Places.DOWNLINK, Places.COUNTER_BYTES)) {
            return COUNTER_BLOCKED;
        }
        short cntr = (short) (off + CNTR);
        byte[] memory = state.memory();
        if (Bytes.compare(p, cntr, memory, Places.DOWNLINK, Places.COUNTER_BYTES) <= 0) {
            return COUNTER_LOW;
        }
        if (counter == COUNTER_NEXT && !isNext(p, cntr)) {
            return COUNTER_HIGH;
        }
        state.journal().write(Places.DOWNLINK, p, cntr, Places.COUNTER_BYTES);
        return OK;
    }

    private boolean isNext(byte[] p, short cntr) {
        Util.arrayCopyNonAtomic(
                state.memory(), Places.DOWNLINK, mac, (short) 0, Places.COUNTER_BYTES);
        for (short i = (short) (Places.COUNTER_BYTES - 1); i >= 0; i--) {
            mac[i]++;
            if (mac[i] != 0) {
                break;
            }
        }
        return Util.arrayCompare(p, cntr, mac, (short) 0, Places.COUNTER_BYTES) == 0;
    }

    /// Where the data of an opened packet begin.
    short data(short off) {
        return (short) (off + HEAD);
    }

    /// How many bytes they are, without padding; negative when PCNTR cannot be.
    short dataBytes(byte[] p, short off, short length) {
        return (short) (length - HEAD - (short) (p[(short) (off + PCNTR)] & 0xFF));
    }

    /// The second byte of the SPI, which says how to prove receipt.
    byte proofWanted(byte[] p, short off) {
        return p[(short) (off + SPI + 1)];
    }

    /// Makes the proof of receipt of an authentic packet: `02 71 00` and the packet.
    ///
    /// @param p the command packet, for its counter
    /// @param out where the proof goes; its data stand behind [#PROOF_DATA] already
    /// @param bytes of the data
    /// @return its length
    short prove(byte[] p, short off, byte status, byte[] out, short bytes) {
        boolean ciphered = (byte) (proofWanted(p, off) & 0x10) != 0;
        short padding = ciphered ? padding((short) (PROOF_DATA - PROOF_CNTR + bytes)) : 0;
        Util.arrayFillNonAtomic(out, (short) (PROOF_DATA + bytes), padding, (byte) 0);
        short end = (short) (PROOF_DATA + bytes + padding);
        Util.setShort(out, (short) 0, (short) 0x0271);
        out[2] = 0;
        Util.setShort(out, (short) 3, (short) (end - 5));
        out[5] = RHL;
        Util.arrayCopyNonAtomic(p, (short) (off + TAR_AT), out, (short) 6, (short) 3);
        Util.arrayCopyNonAtomic(p, (short) (off + CNTR), out, PROOF_CNTR, Places.COUNTER_BYTES);
        out[(short) (PROOF_CNTR + 5)] = (byte) padding;
        out[(short) (PROOF_CNTR + 6)] = status;
        authenticate(DOWN, out, (short) 0, PROOF_CC, end);
        if (ciphered) {
            cipher(DOWN, Cipher.MODE_ENCRYPT, out, PROOF_CNTR, (short) (end - PROOF_CNTR));
        }
        return end;
    }

    private static final short PROOF_CNTR = 9;
    private static final short PROOF_CC = 16;

    /// Where the data of a proof begin.
    static final short PROOF_DATA = 24;

    /// Makes a report's packet: `02 70 00` and the packet, with the counter that was kept for it.
    ///
    /// @param out where it goes; its data stand from [#REPORT_DATA] on already
    /// @param bytes of the data
    /// @return its length
    short report(byte[] out, short start, short bytes) {
        short packet = (short) (start + 3);
        short data = (short) (start + REPORT_DATA);
        short padding = padding((short) (HEAD - CNTR + bytes));
        Util.arrayFillNonAtomic(out, (short) (data + bytes), padding, (byte) 0);
        short end = (short) (data + bytes + padding);
        Util.setShort(out, start, (short) 0x0270);
        out[(short) (start + 2)] = 0;
        Util.setShort(out, packet, (short) (end - packet - 2));
        out[(short) (packet + 2)] = CHL;
        Util.setShort(out, (short) (packet + SPI), SPI_UP);
        out[(short) (packet + KIC)] = KEYS_UP;
        out[(short) (packet + KID)] = KEYS_UP;
        Util.arrayCopyNonAtomic(TAR, (short) 0, out, (short) (packet + TAR_AT), (short) 3);
        Util.arrayCopyNonAtomic(
                state.memory(), Places.UPLINK, out, (short) (packet + CNTR), Places.COUNTER_BYTES);
        out[(short) (packet + PCNTR)] = (byte) padding;
        authenticate(UP, out, packet, (short) (packet + CC_AT), end);
        short body = (short) (packet + CNTR);
        cipher(UP, Cipher.MODE_ENCRYPT, out, body, (short) (end - body));
        return (short) (end - start);
    }

    /// Where the data of a report's packet begin, behind the start of its header `02 70 00`.
    static final short REPORT_DATA = 27;

    /// The CC over everything from `from` to `end` but itself.
    private void authenticate(short set, byte[] out, short from, short cc, short end) {
        cmac.init(kid[set].key());
        cmac.update(out, from, (short) (cc - from));
        cmac.update(out, (short) (cc + CC), (short) (end - cc - CC));
        cmac.finish(mac, (short) 0);
        Util.arrayCopyNonAtomic(mac, (short) 0, out, cc, CC);
    }

    private static short padding(short length) {
        return (short) ((short) (BLOCK - (short) (length & (BLOCK - 1))) & (BLOCK - 1));
    }

    private void cipher(short set, byte mode, byte[] buffer, short off, short length) {
        cbc.init(kic[set].key(), mode, ZEROS, (short) 0, BLOCK);
        cbc.doFinal(buffer, off, length, buffer, off);
    }
}
