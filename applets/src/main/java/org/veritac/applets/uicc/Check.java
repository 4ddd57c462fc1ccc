// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.ISO7816;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Session;
import org.veritac.applets.channel.Tlv;

/// One check of the phone, step by step: what the system claims, and what the vault proves inside
/// the channel. The steps are proactive commands; the handset only carries them. Anything that does
/// not fit ends the check.
final class Check {
    /// Slots of a vault.
    static final short SLOTS_MAX = 2;

    private static final short TAG_IDENTITY = (short) 0xDF21;
    private static final byte TAG_ID = (byte) 0x82;
    private static final byte TAG_SLOT = (byte) 0xA0;
    private static final short SLOT_BYTES = 15;
    private static final byte IMEI_OF_TERMINAL = 0x01;

    /// Performing failed (TS 102 223, 8.12): the terminal cannot, or its reader says why.
    private static final short CANNOT = 0x30;

    private static final short TYPE_UNKNOWN = 0x31;
    private static final short CARD_READER = 0x38;
    private static final short NO_READER = 0x01;
    private static final short NO_CARD = 0x02;
    private static final short BUSY_READER = 0x03;
    private static final short POWERED_OFF = 0x04;
    private static final short MUTE_CARD = 0x06;
    private static final short NOT_SUCH_READER = 0x09;

    private static final byte[] VAULT_AID = {
        (byte) 0xF0, 0x56, 0x45, 0x52, 0x49, 0x54, 0x41, 0x43, 0x01
    };

    private final State state;
    private final Usat usat;
    private final Facts facts;
    private final Session session;
    private final StaticOpening keys;
    private final CertifiedOpening certificates;
    private final short iccid;
    private final short[] step;

    /// How often another module has taken the vault in this check.
    private final short[] lost;

    /// A vault may serve two modules: one whose session the other ended tries again, this often in
    /// one check, so that a phone cannot keep a check going for ever.
    static final short LOST_MAX = 3;

    /// A command to the vault is put together here.
    private final byte[] apdu;

    private static final short APDU_BYTES = 261;

    /// @param iccid where EF_ICCID stands
    Check(State state, Usat usat, Facts facts, Openings openings, short iccid) {
        this.state = state;
        this.usat = usat;
        this.facts = facts;
        session = openings.session;
        keys = openings.keys;
        certificates = openings.certificates;
        this.iccid = iccid;
        step = JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_RESET);
        lost = JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_RESET);
        apdu = JCSystem.makeTransientByteArray(APDU_BYTES, JCSystem.CLEAR_ON_RESET);
    }

    boolean isRunning() {
        return step[0] != Step.IDLE;
    }

    /// Begins; one that was running is forgotten.
    void begin() {
        session.close();
        facts.forget();
        facts.mode(state.at(Places.MODE));
        lost[0] = 0;
        step[0] = Step.CLAIM;
    }

    /// The check comes to nothing.
    void abandon() {
        session.close();
        step[0] = Step.IDLE;
    }

    /// Puts the step's proactive command together.
    void propose() {
        byte type = Usat.PERFORM_CARD_APDU;
        byte qualifier = 0;
        byte device = Usat.READER_0;
        if (step[0] == Step.CLAIM) {
            type = Usat.PROVIDE_LOCAL_INFORMATION;
            qualifier = IMEI_OF_TERMINAL;
            device = Usat.TERMINAL;
        } else if (step[0] == Step.POWER_ON) {
            type = Usat.POWER_ON_CARD;
        } else if (step[0] == Step.POWER_OFF) {
            type = Usat.POWER_OFF_CARD;
        }
        short end = usat.begin(type, qualifier, device);
        if (type == Usat.PERFORM_CARD_APDU) {
            short length = command();
            end = usat.head(end, (byte) (Usat.COMPREHENSION | Usat.C_APDU), length);
            end = Util.arrayCopyNonAtomic(apdu, (short) 0, usat.command(), end, length);
        }
        usat.end(end);
    }

    /// The step's command to the vault.
    private short command() {
        switch (step[0]) {
            case Step.SELECT:
                return select();
            case Step.ENVIRONMENT:
                return keys.environment(apdu, (short) 0, state.memory(), iccid);
            case Step.INITIALIZE:
                return keys.initialize(apdu, (short) 0);
            case Step.EXTERNAL:
                return keys.external(apdu, (short) 0);
            case Step.CERTIFICATE:
                return certificates.ask(apdu, (short) 0);
            case Step.PRESENT:
                return certificates.present(apdu, (short) 0);
            case Step.AGREE:
                return certificates.agree(apdu, (short) 0, facts.mode());
            default:
                return identity();
        }
    }

    private short select() {
        Util.setShort(apdu, (short) 0, (short) 0x00A4);
        Util.setShort(apdu, (short) 2, (short) 0x0400);
        apdu[ISO7816.OFFSET_LC] = (byte) VAULT_AID.length;
        short end =
                Util.arrayCopyNonAtomic(
                        VAULT_AID, (short) 0, apdu, ISO7816.OFFSET_CDATA, (short) VAULT_AID.length);
        apdu[end] = 0;
        return (short) (end + 1);
    }

    private short identity() {
        Util.setShort(apdu, (short) 0, (short) 0x80CA);
        Util.setShort(apdu, (short) 2, TAG_IDENTITY);
        apdu[ISO7816.OFFSET_LC] = 0;
        short end = session.wrapCommand(apdu, (short) 0);
        apdu[end] = 0;
        return (short) (end + 1);
    }

    /// Takes the TERMINAL RESPONSE that `usat` has accepted.
    ///
    /// @return a step, IDLE when the check has proven all it can, or a failure
    short take(byte[] buffer, short off, short length) {
        short next = step[0];
        switch (step[0]) {
            case Step.CLAIM:
                takeClaim(buffer, off, (short) (off + length));
                next = Step.POWER_ON;
                break;
            case Step.POWER_ON:
                next = usat.isPerformed() ? Step.SELECT : withoutCard(noPower());
                break;
            case Step.POWER_OFF:
                next = Step.IDLE;
                break;
            default:
                next = takeCard(buffer, off, (short) (off + length));
                break;
        }
        step[0] = (short) (next & Step.FAILED) != 0 ? Step.IDLE : next;
        return next;
    }

    private void takeClaim(byte[] buffer, short off, short end) {
        short value = Usat.find(buffer, off, end, Usat.IMEI);
        if (usat.isPerformed()
                && value != Usat.ABSENT
                && Usat.length(buffer, value) == State.IMEI) {
            facts.claim(buffer, value);
        }
    }

    /// Whether there is no vault, or something stood between.
    private byte noPower() {
        short general = usat.general();
        short why = usat.additional();
        boolean none =
                general == CANNOT
                        || general == TYPE_UNKNOWN
                        || (general == CARD_READER
                                && (why == NO_READER
                                        || why == NO_CARD
                                        || why == MUTE_CARD
                                        || why == NOT_SUCH_READER));
        return none ? Result.NO_VAULT : Result.BROKEN_OFF;
    }

    /// Begins again with the vault when another module has it or has reset it.
    private short withoutCard(byte failure) {
        boolean taken =
                usat.general() == CARD_READER
                        && (usat.additional() == POWERED_OFF || usat.additional() == BUSY_READER);
        if (!taken || lost[0] >= LOST_MAX) {
            return Step.failed(failure);
        }
        lost[0]++;
        session.close();
        return Step.POWER_ON;
    }

    /// What the vault answered.
    private short takeCard(byte[] buffer, short off, short end) {
        short r = Usat.find(buffer, off, end, Usat.R_APDU);
        if (!usat.isPerformed()) {
            return withoutCard(Result.BROKEN_OFF);
        }
        if (r == Usat.ABSENT || Usat.length(buffer, r) < 2) {
            return Step.failed(Result.BROKEN_OFF);
        }
        short length = Usat.length(buffer, r);
        short sw = Util.getShort(buffer, (short) (r + length - 2));
        switch (step[0]) {
            case Step.SELECT:
                return selected(buffer, r, length);
            case Step.ENVIRONMENT:
                return sw == ISO7816.SW_NO_ERROR && length == 2
                        ? Step.INITIALIZE
                        : Step.failed(Result.BROKEN_OFF);
            case Step.INITIALIZE:
                return keys.takeInitialize(buffer, r, length, facts.vault(), (short) 0);
            case Step.EXTERNAL:
                return sw == ISO7816.SW_NO_ERROR && length == 2
                        ? Step.IDENTITY
                        : Step.failed(Result.BROKEN_OFF);
            case Step.CERTIFICATE:
                return certificates.takeCertificate(buffer, r, length, facts.mode(), facts.vault());
            case Step.PRESENT:
                return certificates.takePresented(buffer, r, length);
            case Step.AGREE:
                return certificates.takeAgreement(buffer, r, length, facts.mode());
            default:
                return takeIdentity(buffer, r, length);
        }
    }

    /// `6F {84 AID}` of the vault.
    private short selected(byte[] r, short off, short length) {
        short name = (short) VAULT_AID.length;
        boolean vault =
                length == (short) (4 + name + 2)
                        && Util.getShort(r, off) == (short) (0x6F00 | (short) (name + 2))
                        && Util.getShort(r, (short) (off + 2)) == (short) ((short) 0x8400 | name)
                        && Util.arrayCompare(r, (short) (off + 4), VAULT_AID, (short) 0, name) == 0
                        && Util.getShort(r, (short) (off + 4 + name)) == ISO7816.SW_NO_ERROR;
        if (!vault) {
            return Step.failed(isRefusal(r, off, length) ? Result.NO_VAULT : Result.BROKEN_OFF);
        }
        if (isCertified()) {
            return Step.CERTIFICATE;
        }
        keys.begin();
        return Step.ENVIRONMENT;
    }

    /// Whether a card says that it has no such applet, or knows no applets at all.
    private static boolean isRefusal(byte[] r, short off, short length) {
        short sw = Util.getShort(r, off);
        return length == 2
                && (sw == ISO7816.SW_FILE_NOT_FOUND
                        || sw == ISO7816.SW_INS_NOT_SUPPORTED
                        || sw == ISO7816.SW_CLA_NOT_SUPPORTED);
    }

    private boolean isCertified() {
        return facts.mode() == CertifiedOpening.MUTUAL || facts.mode() == CertifiedOpening.ONE_WAY;
    }

    /// `DF21 {82 vault id, A0 {80 slot, 81 IMEI}, [A0 {..}]}` out of the channel.
    private short takeIdentity(byte[] r, short off, short length) {
        if (length == 2) {
            session.close();
            return Step.failed(Result.BROKEN_OFF);
        }
        short plain = session.unwrapResponse(r, off, length);
        session.close();
        if (plain < 0 || !isIdentity(r, off, (short) (off + plain))) {
            return Step.failed(Result.NOT_AUTHENTIC);
        }
        if (!isCertified()) {
            keys.opened();
        }
        return Step.POWER_OFF;
    }

    private boolean isIdentity(byte[] r, short off, short end) {
        short id = Tlv.value(r, off, end);
        if (id == Tlv.NONE || Tlv.tag(r, off, end) != TAG_IDENTITY) {
            return false;
        }
        short at = (short) (id + 2 + State.IMEI);
        if (at >= end
                || (short) (id + Tlv.length(r, id)) != end
                || r[id] != TAG_ID
                || r[(short) (id + 1)] != State.IMEI
                || !facts.isVault(r, (short) (id + 2))) {
            return false;
        }
        for (short i = 0; i < SLOTS_MAX && at < end; i++) {
            if (!isSlot(r, at, end)) {
                return false;
            }
            facts.prove(r[(short) (at + 4)], r, (short) (at + 7));
            at += SLOT_BYTES;
        }
        return at == end;
    }

    /// `A0 0D {80 01 slot, 81 08 IMEI}`.
    private static boolean isSlot(byte[] r, short at, short end) {
        return (short) (end - at) >= SLOT_BYTES
                && r[at] == TAG_SLOT
                && r[(short) (at + 1)] == (byte) (SLOT_BYTES - 2)
                && Util.getShort(r, (short) (at + 2)) == (short) 0x8001
                && Util.getShort(r, (short) (at + 5)) == (short) 0x8108;
    }
}
