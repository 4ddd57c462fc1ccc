// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.JCSystem;
import javacard.framework.Util;

/// What the module has to say unasked, after a check: a text on the display, a proof of receipt, a
/// report; the last two as SMS-SUBMIT to the gateway (TS 23.040, 9.2.2.2).
final class Messages {
    /// A report that the terminal could not send is offered again at the next STATUS, so often.
    static final short OFFERS_MAX = 10;

    /// User data of one SMS.
    static final short USER_DATA_MAX = 140;

    private static final byte CLEARED_LATER = 0x00;
    private static final byte EIGHT_BIT = 0x04;
    private static final byte SUBMIT_WITH_HEADER = 0x41;
    private static final byte CLASS_2 = (byte) 0xF6;

    /// The centre's address in EF_SMSP: behind 12 bytes of name, parameter indicator, TP-DA.
    private static final short CENTRE = 25;

    /// Which message is under way.
    private static final short NONE = 0;

    private static final short DISPLAY = 1;
    private static final short PROOF = 2;
    private static final short REPORT = 3;

    /// Indexes of `now`. The text that is wanted is a result with TEXT set.
    private static final short UNDER_WAY = 0;

    private static final short TEXT_WANTED = 1;
    private static final short PROOF_BYTES = 2;
    private static final short REPORT_WANTED = 3;
    private static final short OFFERS = 4;
    private static final short REPORT_BYTES = 5;
    private static final short TEXT = 0x100;

    private final State state;
    private final Usat usat;
    private final Report report;
    private final SecuredPackets packets;
    private final short centre;
    private final short[] now;
    private final byte[] proof;
    private final byte[] packet;

    /// @param smsp where EF_SMSP stands
    Messages(State state, Usat usat, Report report, SecuredPackets packets, short smsp) {
        this.state = state;
        this.usat = usat;
        this.report = report;
        this.packets = packets;
        centre = (short) (smsp + CENTRE);
        now = JCSystem.makeTransientShortArray((short) 6, JCSystem.CLEAR_ON_RESET);
        proof = JCSystem.makeTransientByteArray(USER_DATA_MAX, JCSystem.CLEAR_ON_RESET);
        packet = JCSystem.makeTransientByteArray(USER_DATA_MAX, JCSystem.CLEAR_ON_RESET);
    }

    /// The user is to be told a result.
    void wantText(byte result) {
        now[TEXT_WANTED] = (short) (TEXT | result);
    }

    /// The check that has just ended is to be reported.
    void wantReport() {
        now[REPORT_WANTED] = 1;
        now[OFFERS] = 0;
        now[REPORT_BYTES] = 0;
    }

    /// A new check makes an older report pointless: its counter is no longer the last.
    void forgetReport() {
        now[REPORT_WANTED] = 0;
    }

    /// Where a proof of receipt is made that is to be sent.
    byte[] proof() {
        return proof;
    }

    /// The proof is to be sent.
    void wantProof(short bytes) {
        now[PROOF_BYTES] = bytes;
    }

    /// Puts the next message together.
    ///
    /// @param reports whether a report may be offered now
    /// @return whether there is one
    boolean propose(boolean reports) {
        if (now[TEXT_WANTED] != 0) {
            display((byte) now[TEXT_WANTED]);
            now[UNDER_WAY] = DISPLAY;
        } else if (now[PROOF_BYTES] != 0) {
            submit(proof, now[PROOF_BYTES]);
            now[UNDER_WAY] = PROOF;
        } else if (reports && now[REPORT_WANTED] != 0) {
            submit(packet, reportBytes());
            now[UNDER_WAY] = REPORT;
        } else {
            return false;
        }
        return true;
    }

    /// The TERMINAL RESPONSE to what was proposed is there.
    void taken() {
        if (now[UNDER_WAY] == DISPLAY) {
            now[TEXT_WANTED] = 0;
        } else if (now[UNDER_WAY] == PROOF) {
            now[PROOF_BYTES] = 0;
        } else if (now[UNDER_WAY] == REPORT) {
            now[OFFERS]++;
            if (usat.isPerformed() || now[OFFERS] >= OFFERS_MAX) {
                now[REPORT_WANTED] = 0;
            }
        }
        now[UNDER_WAY] = NONE;
    }

    /// The report's packet, made once so that its counter says one thing only.
    private short reportBytes() {
        if (now[REPORT_BYTES] == 0) {
            short end = report.write(packet, SecuredPackets.REPORT_DATA);
            now[REPORT_BYTES] =
                    packets.report(packet, (short) 0, (short) (end - SecuredPackets.REPORT_DATA));
        }
        return now[REPORT_BYTES];
    }

    private void display(byte result) {
        short own = (short) (state.at(Places.BLOCK_TEXT) & 0xFF);
        boolean custom = result == Result.BLOCKED && own != 0;
        byte[] text = custom ? state.memory() : Result.text(result);
        short from = custom ? (short) (Places.BLOCK_TEXT + 1) : 0;
        short length = custom ? own : (short) text.length;
        short at = usat.begin(Usat.DISPLAY_TEXT, CLEARED_LATER, Usat.DISPLAY);
        at = usat.head(at, (byte) (Usat.COMPREHENSION | Usat.TEXT), (short) (length + 1));
        usat.command()[at++] = EIGHT_BIT;
        usat.end(Util.arrayCopyNonAtomic(text, from, usat.command(), at, length));
    }

    /// SEND SHORT MESSAGE with an SMS-SUBMIT to the gateway.
    private void submit(byte[] data, short bytes) {
        byte[] memory = state.memory();
        byte[] out = usat.command();
        short at = usat.begin(Usat.SEND_SHORT_MESSAGE, (byte) 0, Usat.NETWORK);
        short centreBytes = (short) (memory[centre] & 0xFF);
        if (centreBytes > 0 && centreBytes < Places.ADDRESS_MAX) {
            at = usat.head(at, (byte) (Usat.COMPREHENSION | Usat.ADDRESS), centreBytes);
            at = Util.arrayCopyNonAtomic(memory, (short) (centre + 1), out, at, centreBytes);
        }
        short address = (short) (memory[Places.GATEWAY] & 0xFF);
        short tpdu = (short) (2 + address + 3 + bytes);
        at = usat.head(at, (byte) (Usat.COMPREHENSION | Usat.TPDU), tpdu);
        out[at++] = SUBMIT_WITH_HEADER;
        out[at++] = 0;
        at = Util.arrayCopyNonAtomic(memory, (short) (Places.GATEWAY + 1), out, at, address);
        out[at++] = 0;
        out[at++] = CLASS_2;
        out[at++] = (byte) bytes;
        usat.end(Util.arrayCopyNonAtomic(data, (short) 0, out, at, bytes));
    }
}
