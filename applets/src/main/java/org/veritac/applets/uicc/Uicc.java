// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.Util;

import org.veritac.applets.files.Description;
import org.veritac.applets.files.FileSystem;
import org.veritac.applets.usim.Authentication;

/// The operator's module as an applet that is selected at reset: classes 00 and 80 (TS 102 221) and
/// A0 for older readers (TS 51.011). Every command that answers a network's challenge asks the gate
/// first.
///
/// Installation: `80 08 ADM1`.
public final class Uicc extends Applet {
    private static final byte CLA_ISO = 0x00;
    private static final byte CLA_UICC = (byte) 0x80;
    private static final byte CLA_GSM = (byte) 0xA0;

    private static final byte SELECT = (byte) 0xA4;
    private static final byte STATUS = (byte) 0xF2;
    private static final byte READ_BINARY = (byte) 0xB0;
    private static final byte UPDATE_BINARY = (byte) 0xD6;
    private static final byte READ_RECORD = (byte) 0xB2;
    private static final byte UPDATE_RECORD = (byte) 0xDC;
    private static final byte GET_RESPONSE = (byte) 0xC0;
    private static final byte VERIFY = 0x20;
    private static final byte AUTHENTICATE = (byte) 0x88;
    private static final byte GET_IDENTITY = 0x78;
    private static final byte TERMINAL_PROFILE = 0x10;
    private static final byte FETCH = 0x12;
    private static final byte TERMINAL_RESPONSE = 0x14;
    private static final byte ENVELOPE = (byte) 0xC2;
    private static final byte STORE_DATA = (byte) 0xE2;
    private static final byte SET_STATUS = (byte) 0xF0;

    private static final byte ADM1 = 0x0A;
    private static final byte ADM1_TRIES = 10;
    private static final byte ADM1_BYTES = 8;
    private static final byte TAG_ADM1 = (byte) 0x80;
    private static final byte CONTEXT_GSM = (byte) 0x80;
    private static final byte CONTEXT_3G = (byte) 0x81;
    private static final byte CONTEXT_SUCI = 0x01;
    private static final byte PERSONALISED = 0x0F;
    private static final short SW_PENDING = (short) 0x9100;
    private static final short SW_GSM_RESPONSE = (short) 0x9F00;
    private static final short SW_TRIES = 0x63C0;
    private static final short SW_BLOCKED = 0x6983;
    private static final short KEPT_MAX = 64;
    private static final short ANY = 256;
    private static final short NOTHING = -1;

    private final Parts parts;
    private final FileSystem files;
    private final Description description;
    private final Toolkit toolkit;
    private final OwnerPIN adm1;

    /// Whether the first command since the reset has come.
    private final byte[] awake;

    /// An answer of class A0 that waits for GET RESPONSE, and its length.
    private final byte[] kept;

    private final short[] keptBytes;

    private Uicc(byte[] parameters, short off, short length) {
        short value = (short) (off + 2);
        if (length != (short) (ADM1_BYTES + 2)
                || parameters[off] != TAG_ADM1
                || parameters[(short) (off + 1)] != ADM1_BYTES) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        parts = new Parts();
        files = parts.fileSystem;
        description = new Description(files);
        toolkit = new Toolkit(parts);
        adm1 = new OwnerPIN(ADM1_TRIES, ADM1_BYTES);
        adm1.update(parameters, value, ADM1_BYTES);
        awake = JCSystem.makeTransientByteArray((short) 1, JCSystem.CLEAR_ON_RESET);
        kept = JCSystem.makeTransientByteArray(KEPT_MAX, JCSystem.CLEAR_ON_RESET);
        keptBytes = JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_RESET);
    }

    /// Called by the card.
    public static void install(byte[] parameters, short off, byte length) {
        short aid = (short) (parameters[off] & 0xFF);
        short control = (short) (off + 1 + aid);
        short data = (short) (control + 1 + (short) (parameters[control] & 0xFF));
        short bytes = (short) (parameters[data] & 0xFF);
        new Uicc(parameters, (short) (data + 1), bytes)
                .register(parameters, (short) (off + 1), parameters[off]);
    }

    @Override
    public boolean select() {
        wake();
        toolkit.interrupted();
        files.selectUsim();
        return true;
    }

    /// The first thing after a reset: what a loss of power left half done is ended before anything
    /// is read.
    private void wake() {
        if (awake[0] == 0) {
            parts.state.journal().recover();
            files.reset();
            awake[0] = 1;
        }
    }

    @Override
    public void process(APDU apdu) {
        wake();
        byte[] buffer = apdu.getBuffer();
        byte ins = buffer[ISO7816.OFFSET_INS];
        if (selectingApplet()) {
            send(apdu, description.fcp(buffer, true));
            return;
        }
        if (ins != GET_RESPONSE) {
            keptBytes[0] = 0;
        }
        switch (buffer[ISO7816.OFFSET_CLA]) {
            case CLA_ISO:
                iso(apdu, buffer, ins);
                break;
            case CLA_UICC:
                uicc(apdu, buffer, ins);
                break;
            case CLA_GSM:
                gsm(apdu, buffer, ins);
                break;
            default:
                ISOException.throwIt(ISO7816.SW_CLA_NOT_SUPPORTED);
        }
    }

    private void iso(APDU apdu, byte[] buffer, byte ins) {
        switch (ins) {
            case SELECT:
                select(buffer, receive(apdu, buffer));
                if ((byte) (buffer[ISO7816.OFFSET_P2] & 0x0C) != 0x0C) {
                    send(apdu, description.fcp(buffer, false));
                }
                break;
            case AUTHENTICATE:
                send(apdu, authenticate(buffer, receive(apdu, buffer)));
                break;
            default:
                file(apdu, buffer, ins);
        }
    }

    /// Commands that classes 00 and A0 share.
    private void file(APDU apdu, byte[] buffer, byte ins) {
        short p1p2 = Util.getShort(buffer, ISO7816.OFFSET_P1);
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        switch (ins) {
            case READ_BINARY:
                give(apdu, files.readBinary(buffer, p1p2, expected(apdu)));
                break;
            case UPDATE_BINARY:
                files.updateBinary(buffer, p1p2, ISO7816.OFFSET_CDATA, receive(apdu, buffer));
                break;
            case READ_RECORD:
                send(apdu, files.readRecord(buffer, p1, p2));
                break;
            case UPDATE_RECORD:
                files.updateRecord(buffer, p1, p2, receive(apdu, buffer));
                break;
            case VERIFY:
                verify(buffer, receive(apdu, buffer));
                break;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    private void uicc(APDU apdu, byte[] buffer, byte ins) {
        switch (ins) {
            case STORE_DATA:
                requireP1(buffer);
                requireFactory();
                parts.personalisation.store(
                        buffer[ISO7816.OFFSET_P2],
                        buffer,
                        ISO7816.OFFSET_CDATA,
                        receive(apdu, buffer));
                break;
            case SET_STATUS:
                if (Util.getShort(buffer, ISO7816.OFFSET_P1) != (short) (0x8000 | PERSONALISED)) {
                    ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
                }
                requireFactory();
                parts.personalisation.finish();
                break;
            case GET_IDENTITY:
                identity(apdu, buffer);
                break;
            default:
                toolkit(apdu, buffer, ins);
        }
    }

    private void gsm(APDU apdu, byte[] buffer, byte ins) {
        switch (ins) {
            case SELECT:
                files.select(fid(buffer, receive(apdu, buffer)));
                keep(apdu, buffer, description.gsm(buffer, false));
                break;
            case AUTHENTICATE:
                keep(apdu, buffer, gsmAlgorithm(buffer, receive(apdu, buffer)));
                break;
            case GET_RESPONSE:
                giveKept(apdu, buffer);
                break;
            case STATUS:
            case TERMINAL_PROFILE:
            case FETCH:
            case TERMINAL_RESPONSE:
            case ENVELOPE:
                toolkit(apdu, buffer, ins);
                break;
            default:
                file(apdu, buffer, ins);
        }
    }

    /// Commands of the toolkit, after which 91 xx may tell of a proactive command.
    private void toolkit(APDU apdu, byte[] buffer, byte ins) {
        short answer = 0;
        switch (ins) {
            case STATUS:
                toolkit.status();
                answer = status(buffer);
                break;
            case TERMINAL_PROFILE:
                receive(apdu, buffer);
                toolkit.profile(buffer);
                break;
            case FETCH:
                send(apdu, toolkit.fetch(buffer));
                return;
            case TERMINAL_RESPONSE:
                toolkit.response(buffer, ISO7816.OFFSET_CDATA, receive(apdu, buffer));
                break;
            case ENVELOPE:
                answer = toolkit.envelope(buffer, ISO7816.OFFSET_CDATA, receive(apdu, buffer));
                break;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
        send(apdu, answer);
        short pending = toolkit.announced();
        if (pending != NOTHING) {
            ISOException.throwIt((short) (SW_PENDING | pending));
        }
    }

    private short status(byte[] buffer) {
        if (buffer[ISO7816.OFFSET_CLA] == CLA_GSM) {
            return description.gsm(buffer, true);
        }
        boolean data = buffer[ISO7816.OFFSET_P2] == 0;
        return data ? description.fcp(buffer, true) : 0;
    }

    private void select(byte[] buffer, short length) {
        switch (buffer[ISO7816.OFFSET_P1]) {
            case 0x00:
                files.select(fid(buffer, length));
                break;
            case 0x03:
                files.selectParent();
                break;
            case 0x04:
                files.selectAid(buffer, ISO7816.OFFSET_CDATA, length);
                break;
            case 0x08:
                files.selectPath(buffer, ISO7816.OFFSET_CDATA, length, true);
                break;
            case 0x09:
                files.selectPath(buffer, ISO7816.OFFSET_CDATA, length, false);
                break;
            default:
                ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
    }

    private static short fid(byte[] buffer, short length) {
        if (length != 2) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        return Util.getShort(buffer, ISO7816.OFFSET_CDATA);
    }

    /// VERIFY of ADM1. PIN 1 is disabled; asking for it changes nothing.
    private void verify(byte[] buffer, short length) {
        if (buffer[ISO7816.OFFSET_P1] != 0 || buffer[ISO7816.OFFSET_P2] != ADM1) {
            ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
        if (length == 0) {
            ISOException.throwIt((short) (SW_TRIES | adm1.getTriesRemaining()));
        }
        if (length != ADM1_BYTES) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        files.verified(false);
        boolean right = adm1.check(buffer, ISO7816.OFFSET_CDATA, ADM1_BYTES);
        if (!right && adm1.getTriesRemaining() == 0) {
            ISOException.throwIt(SW_BLOCKED);
        }
        if (!right) {
            ISOException.throwIt((short) (SW_TRIES | adm1.getTriesRemaining()));
        }
        files.verified(true);
    }

    /// AUTHENTICATE: RAND and AUTN, or RAND, each behind its length.
    private short authenticate(byte[] buffer, short length) {
        byte context = buffer[ISO7816.OFFSET_P2];
        requireP1(buffer);
        if (context != CONTEXT_3G && context != CONTEXT_GSM) {
            ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
        short rand = ISO7816.OFFSET_CDATA + 1;
        short autn = (short) (rand + Authentication.RAND + 1);
        boolean umts = context == CONTEXT_3G;
        short expected = (short) (umts ? 34 : 17);
        if (length != expected
                || buffer[ISO7816.OFFSET_CDATA] != Authentication.RAND
                || (umts && buffer[(short) (autn - 1)] != Authentication.RAND)) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        parts.gate.enter();
        return umts
                ? parts.authentication.umts(buffer, rand, autn, buffer)
                : parts.authentication.gsm(buffer, rand, false, buffer);
    }

    /// RUN GSM ALGORITHM.
    private short gsmAlgorithm(byte[] buffer, short length) {
        if (Util.getShort(buffer, ISO7816.OFFSET_P1) != 0) {
            ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
        if (length != Authentication.RAND) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        parts.gate.enter();
        return parts.authentication.gsm(buffer, ISO7816.OFFSET_CDATA, true, buffer);
    }

    private void identity(APDU apdu, byte[] buffer) {
        if (Util.getShort(buffer, ISO7816.OFFSET_P1) != CONTEXT_SUCI) {
            ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
        if (!parts.gate.isOpen()) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        send(apdu, parts.suci.write(buffer));
    }

    /// Before SET STATUS, and only for who knows ADM1.
    private void requireFactory() {
        if (parts.state.isPersonalised()) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        if (!files.isVerified()) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
    }

    private static void requireP1(byte[] buffer) {
        if (buffer[ISO7816.OFFSET_P1] != 0) {
            ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
    }

    /// Class A0: at once where the reader says that it expects an answer, else by GET RESPONSE.
    private void keep(APDU apdu, byte[] buffer, short length) {
        if (apdu.setOutgoing() != 0) {
            give(apdu, length);
            return;
        }
        Util.arrayCopyNonAtomic(buffer, (short) 0, kept, (short) 0, length);
        keptBytes[0] = length;
        ISOException.throwIt((short) (SW_GSM_RESPONSE | length));
    }

    private void giveKept(APDU apdu, byte[] buffer) {
        short expected = expected(apdu);
        if (keptBytes[0] == 0) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        short length = expected < keptBytes[0] ? expected : keptBytes[0];
        Util.arrayCopyNonAtomic(kept, (short) 0, buffer, (short) 0, length);
        keptBytes[0] = 0;
        Util.arrayFillNonAtomic(kept, (short) 0, KEPT_MAX, (byte) 0);
        give(apdu, length);
    }

    /// All data of the command.
    ///
    /// @return how many bytes
    private static short receive(APDU apdu, byte[] buffer) {
        short received = apdu.setIncomingAndReceive();
        short length = apdu.getIncomingLength();
        short end = (short) (ISO7816.OFFSET_CDATA + received);
        if ((short) (ISO7816.OFFSET_CDATA + length) > (short) buffer.length) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        while (received < length) {
            short more = apdu.receiveBytes(end);
            received += more;
            end += more;
        }
        return length;
    }

    /// How many bytes the reader expects; the direction is outgoing from now on.
    private static short expected(APDU apdu) {
        short expected = apdu.setOutgoing();
        return expected == 0 ? ANY : expected;
    }

    private static void send(APDU apdu, short length) {
        if (length > 0) {
            apdu.setOutgoing();
            give(apdu, length);
        }
    }

    private static void give(APDU apdu, short length) {
        apdu.setOutgoingLength(length);
        apdu.sendBytes((short) 0, length);
    }
}
