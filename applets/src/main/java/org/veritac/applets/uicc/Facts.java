// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.JCSystem;
import javacard.framework.Util;

/// What the last check has learned, for the verdict and for reports. Gone with a reset.
final class Facts {
    /// 14 digits are compared; the check digit is nobody's identity.
    private static final short COMPARED = 7;

    private static final byte MOBILE_IDENTITY_IMEI = 0x0A;

    /// Indexes of `now`.
    private static final short CLAIMED = 0;

    private static final short PROVEN = 1;
    private static final short SLOT = 2;
    private static final short MODE = 3;
    private static final short RESULT = 4;
    private static final short DONE = 5;

    private final byte[] now;
    private final byte[] claimed;
    private final byte[] vault;

    /// IMEIs in the order in which the vault names them, each behind its slot.
    private final byte[] slots;

    private static final short SLOT_BYTES = 9;

    Facts() {
        now = JCSystem.makeTransientByteArray((short) 6, JCSystem.CLEAR_ON_RESET);
        claimed = JCSystem.makeTransientByteArray(State.IMEI, JCSystem.CLEAR_ON_RESET);
        vault = JCSystem.makeTransientByteArray(State.IMEI, JCSystem.CLEAR_ON_RESET);
        slots =
                JCSystem.makeTransientByteArray(
                        (short) (Check.SLOTS_MAX * SLOT_BYTES), JCSystem.CLEAR_ON_RESET);
    }

    void forget() {
        Util.arrayFillNonAtomic(now, (short) 0, (short) now.length, (byte) 0);
        Util.arrayFillNonAtomic(vault, (short) 0, State.IMEI, (byte) 0);
    }

    void mode(byte mode) {
        now[MODE] = mode;
    }

    byte mode() {
        return now[MODE];
    }

    void result(byte result) {
        now[RESULT] = result;
        now[DONE] = 1;
    }

    byte result() {
        return now[RESULT];
    }

    /// Whether a check has come to a result since the reset.
    boolean isDone() {
        return now[DONE] == 1;
    }

    /// What the system claims: an IMEI as mobile identity (TS 24.008, 10.5.1.4), as TS 31.111 says,
    /// or as EF_IPD has it. Anything else is no claim.
    void claim(byte[] value, short off) {
        boolean identity = (byte) (value[off] & 0x0F) == MOBILE_IDENTITY_IMEI;
        for (short i = 0; i < State.IMEI; i++) {
            short at = (short) (off + i);
            short nibbles = (short) (value[at] & 0xFF);
            if (identity) {
                short next = i == (short) (State.IMEI - 1) ? (short) 0x0F : value[(short) (at + 1)];
                nibbles = (short) ((short) (nibbles >> 4) | (short) ((short) (next & 0x0F) << 4));
            }
            claimed[i] = (byte) nibbles;
        }
        now[CLAIMED] = (byte) (isNumber(claimed) ? 1 : 0);
    }

    private static boolean isNumber(byte[] imei) {
        for (short i = 0; i < COMPARED; i++) {
            if ((byte) (imei[i] & 0x0F) > 9 || (short) ((short) (imei[i] >> 4) & 0x0F) > 9) {
                return false;
            }
        }
        return (byte) (imei[COMPARED] & 0x0F) <= 9;
    }

    boolean isClaimed() {
        return now[CLAIMED] == 1;
    }

    /// The claimed IMEI as in EF_IPD; only while there is one.
    byte[] claimed() {
        return claimed;
    }

    /// Where the vault's id is kept as soon as somebody says one.
    byte[] vault() {
        return vault;
    }

    /// Whether the channel's vault is the one that its content names.
    boolean isVault(byte[] id, short off) {
        return Util.arrayCompare(vault, (short) 0, id, off, State.IMEI) == 0;
    }

    /// Whether a vault has named itself; an id of zeros is none.
    boolean hasVault() {
        byte any = 0;
        for (short i = 0; i < State.IMEI; i++) {
            any |= vault[i];
        }
        return any != 0;
    }

    /// The vault has proven the IMEI of a slot.
    void prove(byte slot, byte[] imei, short off) {
        short at = (short) (now[PROVEN] * SLOT_BYTES);
        slots[at] = slot;
        Util.arrayCopyNonAtomic(imei, off, slots, (short) (at + 1), State.IMEI);
        now[PROVEN]++;
    }

    boolean isProven() {
        return now[PROVEN] != 0;
    }

    /// Finds the slot whose IMEI is claimed, in 14 digits; it is the proven one from then on.
    /// Without one the first is.
    boolean matchClaim() {
        now[SLOT] = 0;
        for (byte i = 0; i < now[PROVEN]; i++) {
            short at = (short) (i * SLOT_BYTES + 1);
            if (isClaimed() && Util.arrayCompare(slots, at, claimed, (short) 0, COMPARED) == 0) {
                now[SLOT] = i;
                return true;
            }
        }
        return false;
    }

    /// The number of the proven slot.
    byte slot() {
        return slots[(short) (now[SLOT] * SLOT_BYTES)];
    }

    /// Where the proven IMEI stands in `slots`; only while there is one.
    short proven() {
        return (short) (now[SLOT] * SLOT_BYTES + 1);
    }

    byte[] slots() {
        return slots;
    }

    /// Copies the IMEI by which this phone is known: the proven one, else the claimed one, else FF.
    void identity(byte[] out, short off) {
        if (isProven()) {
            Util.arrayCopyNonAtomic(slots, proven(), out, off, State.IMEI);
        } else if (isClaimed()) {
            Util.arrayCopyNonAtomic(claimed, (short) 0, out, off, State.IMEI);
        } else {
            Util.arrayFillNonAtomic(out, off, State.IMEI, (byte) 0xFF);
        }
    }
}
