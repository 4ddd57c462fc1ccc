// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.ISO7816;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Tlv;

/// The operator's commands out of an authentic packet (docs/secured-imei.md, section 5). Each is
/// whole or not at all; the first that fails ends the packet.
final class Commands {
    /// Commands in one packet.
    static final short COMMANDS_MAX = 16;

    private static final byte TAG_0 = (byte) 0x80;
    private static final byte TAG_1 = (byte) 0x81;
    private static final byte TAG_2 = (byte) 0x82;
    private static final short SW_NOT_FOUND = (short) 0x6A88;
    private static final short SW_OK = ISO7816.SW_NO_ERROR;
    private static final short SCRATCH = 140;

    private final State state;
    private final Gate gate;
    private final Facts facts;
    private final Messages messages;
    private final Report report;
    private final Settings settings;
    private final byte[] scratch;

    /// Whether the last command asked for a report.
    private final byte[] wantsReport;

    Commands(
            State state,
            Gate gate,
            Facts facts,
            Messages messages,
            Report report,
            Settings settings) {
        this.state = state;
        this.gate = gate;
        this.facts = facts;
        this.messages = messages;
        this.report = report;
        this.settings = settings;
        scratch = JCSystem.makeTransientByteArray(SCRATCH, JCSystem.CLEAR_ON_RESET);
        wantsReport = JCSystem.makeTransientByteArray((short) 1, JCSystem.CLEAR_ON_RESET);
    }

    /// Does what the packet says.
    ///
    /// @param out where the data of the proof go, if one is made
    /// @return their end
    short execute(byte[] buffer, short off, short length, byte[] out, short outOff) {
        short end = (short) (off + length);
        short at = off;
        short sw = ISO7816.SW_WRONG_DATA;
        wantsReport[0] = 0;
        for (short i = 0; i < COMMANDS_MAX && at < end; i++) {
            short value = Tlv.value(buffer, at, end);
            if (value == Tlv.NONE) {
                sw = ISO7816.SW_WRONG_DATA;
                break;
            }
            short next = (short) (value + Tlv.length(buffer, value));
            sw = command(buffer[at], buffer, value, next);
            at = sw == SW_OK ? next : end;
        }
        if (at < end) {
            sw = ISO7816.SW_WRONG_DATA;
        }
        return answer(sw, out, outOff);
    }

    private short answer(short sw, byte[] out, short outOff) {
        Util.setShort(out, outOff, (short) 0x8002);
        short at = Util.setShort(out, (short) (outOff + 2), sw);
        if (wantsReport[0] != 0) {
            short start = (short) (at + 2);
            short end = report.write(out, start);
            out[at] = TAG_1;
            out[(short) (at + 1)] = (byte) (end - start);
            return end;
        }
        return at;
    }

    private short command(byte tag, byte[] buffer, short off, short end) {
        switch (tag) {
            case (byte) 0xC1:
                return answered(buffer, off, end);
            case (byte) 0xC2:
                return block(buffer, off, end);
            case (byte) 0xC3:
                return unblock(off, end);
            case (byte) 0xC4:
                return stop(off, end);
            case (byte) 0xC5:
                return recheckAfter(settings.pair(buffer, off, end, scratch));
            case (byte) 0xC6:
                return recheckIfUnproven(settings.keys(buffer, off, end, scratch));
            case (byte) 0xC7:
                return recheckIfUnproven(settings.trust(buffer, off, end));
            case (byte) 0xC8:
                return recheckIfUnproven(settings.policy(buffer, off, end));
            case (byte) 0xC9:
                return poll(buffer, off, end);
            default:
                return ISO7816.SW_INS_NOT_SUPPORTED;
        }
    }

    /// A pairing that is new is asked at once.
    private short recheckAfter(short sw) {
        if (sw == SW_OK) {
            gate.wantCheck();
        }
        return sw;
    }

    /// What the last check lacked may be there now.
    private short recheckIfUnproven(short sw) {
        boolean lacked = facts.isDone() && !facts.isProven();
        return lacked ? recheckAfter(sw) : sw;
    }

    /// ANSWER: only to the last report.
    private short answered(byte[] buffer, short off, short end) {
        short counter = Tlv.find(buffer, off, end, TAG_0);
        short listed = Tlv.find(buffer, off, end, TAG_1);
        if (!isCounter(buffer, counter) || listed == Tlv.NONE) {
            return ISO7816.SW_WRONG_DATA;
        }
        if (!isLast(buffer, counter)) {
            return SW_NOT_FOUND;
        }
        state.answered();
        gate.answered();
        return SW_OK;
    }

    private static boolean isCounter(byte[] buffer, short counter) {
        return counter != Tlv.NONE && Tlv.length(buffer, counter) == Places.COUNTER_BYTES;
    }

    private boolean isLast(byte[] buffer, short counter) {
        return state.is(Places.UPLINK, buffer, counter, Places.COUNTER_BYTES);
    }

    /// BLOCK: bound to the IMEI of the last report, which is the one that it answers when it says
    /// so.
    private short block(byte[] buffer, short off, short end) {
        short counter = Tlv.find(buffer, off, end, TAG_0);
        short reason = Tlv.find(buffer, off, end, TAG_1);
        short text = Tlv.find(buffer, off, end, TAG_2);
        if (counter != Tlv.NONE && !isCounter(buffer, counter)) {
            return ISO7816.SW_WRONG_DATA;
        }
        if (counter != Tlv.NONE && !isLast(buffer, counter)) {
            return SW_NOT_FOUND;
        }
        short length = text == Tlv.NONE ? 0 : Tlv.length(buffer, text);
        if (length > Places.BLOCK_TEXT_MAX
                || (reason != Tlv.NONE && Tlv.length(buffer, reason) != 1)) {
            return ISO7816.SW_WRONG_DATA;
        }
        state.journal().begin();
        state.journal().putByte(Places.BLOCKS, (byte) (state.at(Places.BLOCKS) | State.BLOCKED));
        state.journal().put(Places.BLOCK_IMEI, state.memory(), Places.REPORTED_IMEI, State.IMEI);
        state.journal().putByte(Places.BLOCK_REASON, reason == Tlv.NONE ? 0 : buffer[reason]);
        state.journal().putByte(Places.BLOCK_TEXT, (byte) length);
        if (length != 0) {
            state.journal().put((short) (Places.BLOCK_TEXT + 1), buffer, text, length);
        }
        state.journal().commit();
        shut();
        return SW_OK;
    }

    /// STOP KEYS.
    private short stop(short off, short end) {
        if (off != end) {
            return ISO7816.SW_WRONG_DATA;
        }
        byte blocks = (byte) (state.at(Places.BLOCKS) | State.STOPPED);
        state.journal().writeByte(Places.BLOCKS, blocks);
        shut();
        return SW_OK;
    }

    private void shut() {
        gate.close();
        messages.wantText(Result.BLOCKED);
    }

    /// UNBLOCK: the gate stays closed until a check passes.
    private short unblock(short off, short end) {
        if (off != end) {
            return ISO7816.SW_WRONG_DATA;
        }
        state.journal().begin();
        state.journal().putByte(Places.BLOCKS, (byte) 0);
        state.journal().putByte(Places.BLOCK_TEXT, (byte) 0);
        state.journal().commit();
        gate.wantCheck();
        return SW_OK;
    }

    /// POLL: the last report in the proof, or a new check whose report follows by itself.
    private short poll(byte[] buffer, short off, short end) {
        short what = Tlv.find(buffer, off, end, TAG_0);
        if (what == Tlv.NONE || Tlv.length(buffer, what) != 1) {
            return ISO7816.SW_WRONG_DATA;
        }
        if (buffer[what] == 1) {
            gate.wantCheck();
            return SW_OK;
        }
        if (buffer[what] != 0) {
            return ISO7816.SW_WRONG_DATA;
        }
        if (!facts.isDone()) {
            return SW_NOT_FOUND;
        }
        wantsReport[0] = 1;
        return SW_OK;
    }
}
