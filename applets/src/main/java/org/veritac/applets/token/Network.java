// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.APDU;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

import org.veritac.applets.files.Description;
import org.veritac.applets.files.FileSystem;
import org.veritac.applets.files.FileTable;
import org.veritac.applets.files.FirstContent;
import org.veritac.applets.usim.Authentication;

/// What a free token is to a phone in whose slot it stands: the files that a reader looks for,
/// AUTHENTICATE (TS 31.102) and RUN GSM ALGORITHM (TS 51.011). Nothing of it in a contactless
/// field, where anybody may ask, and nothing once the subscription has been handed over.
final class Network {
    private static final byte SELECT = (byte) 0xA4;
    private static final byte READ_BINARY = (byte) 0xB0;
    private static final byte READ_RECORD = (byte) 0xB2;
    private static final byte UPDATE_BINARY = (byte) 0xD6;
    private static final byte AUTHENTICATE = (byte) 0x88;
    private static final byte CONTEXT_3G = (byte) 0x81;
    private static final byte CONTEXT_GSM = (byte) 0x80;
    private static final short SW_CONTEXT_NOT_SUPPORTED = (short) 0x9864;
    private static final short ANY = 256;
    private static final short UMTS_BYTES = 34;
    private static final short GSM_BYTES = 17;

    /// Bytes of ICCID and IMSI in a token's binding.
    private static final short ICCID_BYTES = 10;

    private static final short IMSI_BYTES = 8;
    private static final short FILE_IMSI_BYTES = 9;
    private static final short NIBBLES = 16;
    private static final short ODD = 9;
    private static final short EVEN = 1;

    private final State state;
    private final FileTable table;
    private final FileSystem files;
    private final Description description;
    private final Subscriber subscriber;
    private final Algorithms algorithms;
    private final Authentication authentication;
    private final ClassA0 old;

    /// @param table of files, in the memory of the state
    Network(Parcel parcel, FileTable table) {
        state = parcel.state;
        this.table = table;
        files = new FileSystem(table, state.journal());
        description = new Description(files);
        subscriber = new Subscriber(parcel);
        algorithms = new Algorithms(parcel.parts);
        authentication = new Authentication(algorithms, subscriber);
        old = new ClassA0(this, files, description, parcel.tools.out);
        FirstContent.write(state.memory(), table);
    }

    /// As after a reset.
    void reset() {
        files.reset();
    }

    /// Forgets an answer that nobody asked for.
    void forget() {
        old.forget();
    }

    /// Whether it is a command of this side.
    static boolean isOne(byte[] head) {
        byte ins = head[ISO7816.OFFSET_INS];
        boolean known =
                ins == SELECT
                        || ins == READ_BINARY
                        || ins == READ_RECORD
                        || ins == UPDATE_BINARY
                        || ins == AUTHENTICATE;
        byte cla = head[ISO7816.OFFSET_CLA];
        return cla == ClassA0.CLASS || (cla == 0 && known);
    }

    /// Answers a command in the APDU's own buffer.
    ///
    /// @param medium over which it came
    void process(APDU apdu, byte medium) {
        Refusal.unless(medium != PersonalToken.CONTACTLESS && state.mayAuthenticate());
        byte[] buffer = apdu.getBuffer();
        if (buffer[ISO7816.OFFSET_CLA] == ClassA0.CLASS) {
            old.process(apdu, buffer);
            return;
        }
        old.forget();
        short p1p2 = Util.getShort(buffer, ISO7816.OFFSET_P1);
        switch (buffer[ISO7816.OFFSET_INS]) {
            case SELECT:
                select(buffer, receive(apdu, buffer));
                if ((byte) (buffer[ISO7816.OFFSET_P2] & 0x0C) != 0x0C) {
                    send(apdu, description.fcp(buffer, false));
                }
                break;
            case READ_BINARY:
                give(apdu, files.readBinary(buffer, p1p2, expected(apdu)));
                break;
            case READ_RECORD:
                send(
                        apdu,
                        files.readRecord(
                                buffer, buffer[ISO7816.OFFSET_P1], buffer[ISO7816.OFFSET_P2]));
                break;
            case UPDATE_BINARY:
                files.updateBinary(buffer, p1p2, ISO7816.OFFSET_CDATA, receive(apdu, buffer));
                break;
            default:
                send(apdu, authenticate(buffer, receive(apdu, buffer)));
        }
    }

    private void select(byte[] buffer, short length) {
        switch (buffer[ISO7816.OFFSET_P1]) {
            case 0x00:
                if (length != 2) {
                    ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
                }
                files.select(Util.getShort(buffer, ISO7816.OFFSET_CDATA));
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

    /// AUTHENTICATE: RAND and AUTN, or RAND, each behind its length.
    private short authenticate(byte[] buffer, short length) {
        byte context = buffer[ISO7816.OFFSET_P2];
        boolean umts = context == CONTEXT_3G;
        if (buffer[ISO7816.OFFSET_P1] != 0 || (!umts && context != CONTEXT_GSM)) {
            ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
        short rand = ISO7816.OFFSET_CDATA + 1;
        short autn = (short) (rand + Authentication.RAND + 1);
        if (length != (umts ? UMTS_BYTES : GSM_BYTES)
                || buffer[ISO7816.OFFSET_CDATA] != Authentication.RAND
                || (umts && buffer[(short) (autn - 1)] != Authentication.RAND)) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        return umts ? umts(buffer, rand, autn) : gsm(buffer, rand, false);
    }

    private short umts(byte[] buffer, short rand, short autn) {
        boolean known = algorithms.look();
        if (algorithms.isOfGsm()) {
            ISOException.throwIt(SW_CONTEXT_NOT_SUPPORTED);
        }
        count(known, true);
        return authentication.umts(buffer, rand, autn, buffer);
    }

    /// SRES and Kc to a challenge, counted.
    ///
    /// @param plain without their lengths
    short gsm(byte[] buffer, short rand, boolean plain) {
        count(algorithms.look(), false);
        return algorithms.isOfGsm()
                ? authentication.gsm(algorithms.begunOfGsm(buffer, rand), plain, buffer)
                : authentication.gsm(buffer, rand, plain, buffer);
    }

    /// Counts what is about to be computed, or refuses it.
    private void count(boolean known, boolean umts) {
        Refusal.unless(known && subscriber.mayAnswer() && !subscriber.isExhausted(umts));
        subscriber.count(umts);
    }

    /// Fills EF_ICCID and EF_IMSI from the token's binding. Torn, it is to be called again.
    ///
    /// @param iccid where its 10 bytes stand, digits in order, filled up with F
    /// @param imsi where its 8 bytes stand, likewise
    void personalise(byte[] binding, short iccid, short imsi, byte[] work) {
        for (short i = 0; i < ICCID_BYTES; i++) {
            work[i] = swapped(binding[(short) (iccid + i)]);
        }
        state.journal().write(table.start(FileTable.ICCID), work, (short) 0, ICCID_BYTES);
        short last = (short) (binding[(short) (imsi + IMSI_BYTES - 1)] & 0x0F);
        short even = (short) (binding[(short) (imsi + IMSI_BYTES - 1)] & 0xF0);
        work[0] = (byte) IMSI_BYTES;
        short before = even == 0xF0 && last == 0x0F ? EVEN : ODD;
        for (short i = 0; i < NIBBLES; i += 2) {
            byte pair = binding[(short) (imsi + (short) (i / 2))];
            short high = (short) ((short) (pair >> 4) & 0x0F);
            work[(short) (1 + (short) (i / 2))] = (byte) ((short) (high << 4) | before);
            before = (short) (pair & 0x0F);
        }
        state.journal().write(table.start(FileTable.IMSI), work, (short) 0, FILE_IMSI_BYTES);
    }

    private static byte swapped(byte pair) {
        return (byte) ((short) ((short) (pair & 0x0F) << 4) | (short) ((short) (pair >> 4) & 0x0F));
    }

    /// All data of a short command.
    static short receive(APDU apdu, byte[] buffer) {
        short received = apdu.setIncomingAndReceive();
        short length = apdu.getIncomingLength();
        if (apdu.getOffsetCdata() != ISO7816.OFFSET_CDATA) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        while (received < length) {
            received += apdu.receiveBytes((short) (ISO7816.OFFSET_CDATA + received));
        }
        return length;
    }

    private static short expected(APDU apdu) {
        short expected = apdu.setOutgoing();
        return expected <= 0 || expected > ANY ? ANY : expected;
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
