// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.Util;

/// The report of the last check, `D0 {...}` of docs/secured-imei.md, section 5.
final class Report {
    private static final byte TAG = (byte) 0xD0;
    private static final byte VERSION = 0x01;
    private static final short IMSI_BYTES = 8;

    private final State state;
    private final Facts facts;
    private final short imsi;

    /// @param imsi where EF_IMSI stands
    Report(State state, Facts facts, short imsi) {
        this.state = state;
        this.facts = facts;
        this.imsi = imsi;
    }

    /// Writes it.
    ///
    /// @return its end
    short write(byte[] out, short start) {
        short at = (short) (start + 2);
        at = tlv(out, at, (byte) 0x80, VERSION);
        if (facts.isProven()) {
            at = tlv(out, at, (byte) 0x81, facts.slots(), facts.proven(), State.IMEI);
        }
        if (facts.isClaimed()) {
            at = tlv(out, at, (byte) 0x82, facts.claimed(), (short) 0, State.IMEI);
        }
        if (facts.hasVault()) {
            at = tlv(out, at, (byte) 0x83, facts.vault(), (short) 0, State.IMEI);
        }
        if (facts.isProven()) {
            at = tlv(out, at, (byte) 0x84, facts.slot());
        }
        at = tlv(out, at, (byte) 0x85, facts.result());
        at = tlv(out, at, (byte) 0x86, facts.mode());
        at = tlv(out, at, (byte) 0x87, state.memory(), (short) (imsi + 1), IMSI_BYTES);
        at = tlv(out, at, (byte) 0x88, state.memory(), Places.BOOTS, Places.BOOTS_BYTES);
        at = tlv(out, at, (byte) 0x89, state.at(Places.BLOCKS));
        out[start] = TAG;
        out[(short) (start + 1)] = (byte) (at - start - 2);
        return at;
    }

    private static short tlv(byte[] out, short at, byte tag, byte value) {
        out[at] = tag;
        out[(short) (at + 1)] = 1;
        out[(short) (at + 2)] = value;
        return (short) (at + 3);
    }

    private static short tlv(
            byte[] out, short at, byte tag, byte[] value, short off, short length) {
        out[at] = tag;
        out[(short) (at + 1)] = (byte) length;
        return Util.arrayCopyNonAtomic(value, off, out, (short) (at + 2), length);
    }
}
