// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Tlv;
import org.veritac.applets.files.FileTable;
import org.veritac.applets.store.Journal;

/// The card application toolkit as APDUs: TERMINAL PROFILE begins a check, FETCH and TERMINAL
/// RESPONSE carry it on, ENVELOPE brings packets and calls, STATUS is when to begin anew. On a card
/// with a toolkit runtime its registry would call what is called here.
final class Toolkit {
    /// A relay that was broken off is tried again at STATUS, so often until the next reset.
    static final short RETRIES_MAX = 3;

    private static final byte SMS_PP_DOWNLOAD = (byte) 0xD1;
    private static final byte CALL_CONTROL = (byte) 0xD4;
    private static final byte MENU_SELECTION = (byte) 0xD3;
    private static final byte EVENT_DOWNLOAD = (byte) 0xD6;
    private static final byte TIMER_EXPIRATION = (byte) 0xD7;
    private static final byte TAG_CALLED = Usat.ADDRESS;
    private static final byte PROOF_BY_SMS = 0x20;
    private static final byte PROOF_RULE = 0x03;
    private static final byte PROOF_ALWAYS = 0x01;
    private static final byte PROOF_OF_ERROR = 0x02;
    private static final byte PROOF_INTEGRITY = 0x0C;
    private static final byte PROOF_WITH_CC = 0x08;
    private static final short PROOF_HIDDEN = 0x10;

    private final State state;
    private final Usat usat;
    private final Gate gate;
    private final Check check;
    private final Verdict verdict;
    private final Facts facts;
    private final Messages messages;
    private final Downlink downlink;
    private final SecuredPackets packets;
    private final Commands commands;
    private final FileTable files;
    private final short[] retries;

    Toolkit(Parts parts) {
        state = parts.state;
        usat = parts.usat;
        gate = parts.gate;
        check = parts.check;
        verdict = parts.verdict;
        facts = parts.facts;
        messages = parts.messages;
        packets = parts.packets;
        commands = parts.commands;
        files = parts.files;
        downlink = new Downlink();
        retries = JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_RESET);
    }

    /// TERMINAL PROFILE: the terminal is there, or there again.
    void profile(byte[] scratch) {
        if (!state.isPersonalised()) {
            return;
        }
        Journal journal = state.journal();
        journal.begin();
        if (state.putNext(Places.BOOTS, Places.BOOTS_BYTES, scratch, (short) 0)) {
            journal.commit();
        }
        // What was under way before nobody answers any more.
        usat.abandon();
        beginCheck();
        propose(false);
    }

    /// STATUS.
    void status() {
        if (usat.isIdle()) {
            if (!check.isRunning() && gate.takeWish()) {
                beginCheck();
            }
            propose(true);
        }
    }

    /// The applet was selected anew; keys of a channel are gone with that.
    void interrupted() {
        if (check.isRunning()) {
            usat.abandon();
            failed(Result.BROKEN_OFF);
        }
    }

    /// FETCH.
    short fetch(byte[] out) {
        return usat.fetch(out);
    }

    /// What 91 xx announces; -1 when nothing waits.
    short announced() {
        return usat.isReady() ? (short) (usat.announced() & 0xFF) : (short) -1;
    }

    /// TERMINAL RESPONSE. One that fits no command ends a check that is running.
    void response(byte[] buffer, short off, short length) {
        if (!usat.accept(buffer, off, length)) {
            if (check.isRunning()) {
                usat.abandon();
                failed(Result.BROKEN_OFF);
                propose(false);
                return;
            }
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        if (check.isRunning()) {
            short next = check.take(buffer, off, length);
            if ((short) (next & Step.FAILED) != 0) {
                failed((byte) next);
            } else if (next == Step.IDLE) {
                verdict.proven();
                concluded();
            }
        } else {
            messages.taken();
        }
        propose(false);
    }

    private void beginCheck() {
        gate.close();
        gate.takeWish();
        messages.forgetReport();
        check.begin();
    }

    private void failed(byte result) {
        check.abandon();
        verdict.failed(result);
        concluded();
        if (result == Result.BROKEN_OFF && retries[0] < RETRIES_MAX) {
            retries[0]++;
            gate.wantCheck();
        }
    }

    private void concluded() {
        if (!gate.isOpen() || facts.result() == Result.UNANSWERED) {
            messages.wantText(facts.result());
        }
        messages.wantReport();
    }

    /// Puts the next proactive command together when none is under way.
    ///
    /// @param reports whether a report may be offered: at STATUS, when a network can be there
    private void propose(boolean reports) {
        if (!usat.isIdle()) {
            return;
        }
        if (check.isRunning()) {
            check.propose();
        } else {
            messages.propose(reports && (gate.hasAuthenticated() || !gate.isOpen()));
        }
    }

    /// ENVELOPE.
    ///
    /// @return the length of the answer at the buffer's beginning
    short envelope(byte[] buffer, short off, short length) {
        short end = (short) (off + length);
        short value = Tlv.value(buffer, off, end);
        if (value == Tlv.NONE || (short) (value + Tlv.length(buffer, value)) != end) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        short answer = 0;
        switch (buffer[off]) {
            case SMS_PP_DOWNLOAD:
                answer = download(buffer, value, end);
                break;
            case CALL_CONTROL:
                answer = call(buffer, value, end);
                break;
            case MENU_SELECTION:
            case EVENT_DOWNLOAD:
            case TIMER_EXPIRATION:
                break;
            default:
                ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        if (usat.isIdle() && !check.isRunning() && gate.takeWish()) {
            beginCheck();
        }
        propose(false);
        return answer;
    }

    /// A packet over whatever bearer. What is not authentic changes nothing and is answered as if
    /// nothing had come.
    private short download(byte[] buffer, short off, short end) {
        short length = state.isPersonalised() ? downlink.take(buffer, off, end) : 0;
        if (length == Downlink.NOTHING) {
            return 0;
        }
        byte[] packet = downlink.packet();
        byte status = packets.open(packet, (short) 0, length);
        if (status == SecuredPackets.NOTHING) {
            return 0;
        }
        byte[] proof = messages.proof();
        short data = 0;
        if (status == SecuredPackets.OK) {
            short dataEnd =
                    commands.execute(
                            packet,
                            packets.data((short) 0),
                            packets.dataBytes(packet, (short) 0, length),
                            proof,
                            SecuredPackets.PROOF_DATA);
            data = (short) (dataEnd - SecuredPackets.PROOF_DATA);
        }
        return prove(packet, status, data, buffer);
    }

    /// The proof of receipt that the packet asks for. It is always made with a CC, and tells its
    /// data only enciphered.
    private short prove(byte[] packet, byte status, short data, byte[] buffer) {
        byte wanted = packets.proofWanted(packet, (short) 0);
        byte rule = (byte) (wanted & PROOF_RULE);
        boolean made =
                rule == PROOF_ALWAYS || (rule == PROOF_OF_ERROR && status != SecuredPackets.OK);
        if (!made || (byte) (wanted & PROOF_INTEGRITY) != PROOF_WITH_CC) {
            return 0;
        }
        short told = (short) (wanted & PROOF_HIDDEN) != 0 ? data : 0;
        byte[] proof = messages.proof();
        short length = packets.prove(packet, (short) 0, status, proof, told);
        if ((byte) (wanted & PROOF_BY_SMS) != 0) {
            messages.wantProof(length);
            return 0;
        }
        return Util.arrayCopyNonAtomic(proof, (short) 0, buffer, (short) 0, length);
    }

    /// CALL CONTROL (TS 31.111, 7.3.1.6): allowed, or not allowed until a check has passed since
    /// the last call. Emergency numbers always pass.
    private short call(byte[] buffer, short off, short end) {
        boolean allowed =
                state.at(Places.BEFORE_CALL) == 0
                        || isEmergency(buffer, off, end)
                        || (gate.isOpen() && gate.takeFreshness());
        if (!allowed && !check.isRunning()) {
            gate.wantCheck();
        }
        buffer[0] = (byte) (allowed ? 0 : 1);
        buffer[1] = 0;
        return 2;
    }

    private boolean isEmergency(byte[] buffer, short off, short end) {
        short value = Usat.find(buffer, off, end, TAG_CALLED);
        if (value == Usat.ABSENT) {
            return false;
        }
        short bytes = (short) (Usat.length(buffer, value) - 1);
        short record = files.record(FileTable.ECC);
        if (bytes < 1 || bytes > (short) (record - 1)) {
            return false;
        }
        short at = files.start(FileTable.ECC);
        for (short i = 0; i < files.records(FileTable.ECC); i++) {
            boolean same = state.is(at, buffer, (short) (value + 1), bytes);
            boolean whole = bytes == (short) (record - 1) || state.at((short) (at + bytes)) == -1;
            if (same && whole) {
                return true;
            }
            at += record;
        }
        return false;
    }
}
