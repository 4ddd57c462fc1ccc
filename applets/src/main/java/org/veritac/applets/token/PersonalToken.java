// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import javacardx.apdu.ExtendedLength;

import org.veritac.applets.channel.CommandChain;
import org.veritac.applets.channel.Session;
import org.veritac.applets.files.FileTable;

/// The applet: puts chained commands together, takes their protection off, says who may ask what,
/// protects the answer and hands it out in pieces where a reader takes no long ones.
public final class PersonalToken extends Applet implements ExtendedLength {
    /// Over which a command came, as policies count it.
    static final byte SLOT = 1;

    static final byte USB = 2;
    static final byte CONTACTLESS = 4;

    private static final byte CLEAR = 0x00;
    private static final byte PROPRIETARY = (byte) 0x80;
    private static final byte SECURE = (byte) 0x84;

    private static final byte GET_DATA = (byte) 0xCA;
    private static final byte GET_RESPONSE = (byte) 0xC0;
    private static final byte INITIALIZE_UPDATE = 0x50;
    private static final byte SECURITY_OPERATION = 0x2A;
    private static final byte AUTHENTICATE = (byte) 0x82;
    private static final byte RENEW = 0x10;
    private static final byte GENERATE = 0x46;
    private static final byte STORE_DATA = (byte) 0xE2;
    private static final byte SET_STATUS = (byte) 0xF0;

    private static final short CERTIFICATES = (short) 0xBF21;
    private static final short SW_NO_CERTIFICATE = 0x6A88;
    private static final short SHORT_MAX = 256;

    /// Parts of the array of lengths: what is left of the answer, from where, with which status.
    private static final short REST = 0;

    private static final short FROM = 1;
    private static final short STATUS = 2;
    private static final short LENGTHS = 3;

    private final Parcel parcel;
    private final Channels channels;
    private final Personalisation personalisation;
    private final Network network;
    private final HandOver handOver;
    private final byte[] in;
    private final byte[] out;
    private final CommandChain chain;
    private final byte[] head;
    private final short[] lengths =
            JCSystem.makeTransientShortArray(LENGTHS, JCSystem.CLEAR_ON_DESELECT);

    private PersonalToken(byte[] parameters, short offset, short length) {
        FileTable table = new FileTable(State.END);
        Tools tools = new Tools();
        parcel = new Parcel(new State((short) (table.end() - State.END)), tools);
        in = tools.in;
        out = tools.out;
        channels = new Channels(parcel);
        chain = new CommandChain(channels.session(), in, Tools.IN_BYTES);
        head = chain.head();
        network = new Network(parcel, table);
        Pins pins = new Pins(parcel.state, parcel.tap);
        personalisation = new Personalisation(parcel, pins, network, channels.certificate());
        handOver = new HandOver(parcel, pins);
        parcel.identity.factory.install(parameters, offset, length);
    }

    /// Installs a token (Java Card API, Applet.install). The parameters are `80` token id (8), `81`
    /// personalisation keys ENC and MAC (32), `82` class.
    public static void install(byte[] buffer, short offset, byte length) {
        short aid = (short) (buffer[offset] & 0xFF);
        short privileges = (short) (offset + 1 + aid);
        short parameters = (short) (privileges + 1 + (short) (buffer[privileges] & 0xFF));
        PersonalToken applet =
                new PersonalToken(
                        buffer, (short) (parameters + 1), (short) (buffer[parameters] & 0xFF));
        applet.register(buffer, (short) (offset + 1), (byte) aid);
    }

    @Override
    public boolean select() {
        parcel.recover();
        network.reset();
        return true;
    }

    @Override
    public void process(APDU apdu) {
        byte[] buffer = apdu.getBuffer();
        if (!selectingApplet() && Network.isOne(buffer)) {
            lengths[REST] = 0;
            network.process(apdu, medium());
            return;
        }
        network.forget();
        if (selectingApplet()) {
            channels.end();
            send(apdu, selected(), ISO7816.SW_NO_ERROR);
            return;
        }
        short status;
        try {
            short length = chain.receive(apdu);
            if (length != CommandChain.MORE) {
                dispatch(apdu, length);
            }
            return;
        } catch (ISOException refused) {
            status = refused.getReason();
        } catch (RuntimeException broken) {
            status = Refusal.SECURITY;
        }
        refuse(status);
    }

    /// Refuses in clear. Two of the status words end the channel.
    private void refuse(short status) {
        chain.end();
        Util.arrayFillNonAtomic(in, (short) 0, Tools.IN_BYTES, (byte) 0);
        if (status == Refusal.SECURITY || status == Refusal.MAC) {
            channels.end();
        }
        ISOException.throwIt(status);
    }

    /// Over which the present command came.
    private static byte medium() {
        byte media = (byte) (APDU.getProtocol() & APDU.PROTOCOL_MEDIA_MASK);
        if (media == APDU.PROTOCOL_MEDIA_CONTACTLESS_TYPE_A
                || media == APDU.PROTOCOL_MEDIA_CONTACTLESS_TYPE_B) {
            return CONTACTLESS;
        }
        return media == APDU.PROTOCOL_MEDIA_USB ? USB : SLOT;
    }

    private short selected() {
        byte bytes = JCSystem.getAID().getBytes(out, (short) 4);
        out[0] = 0x6F;
        out[1] = (byte) (bytes + 2);
        out[2] = (byte) 0x84;
        out[3] = bytes;
        return (short) (bytes + 4);
    }

    /// Sends `length` bytes of `out`, as many as the reader takes, and keeps the rest for GET
    /// RESPONSE.
    private void send(APDU apdu, short length, short status) {
        lengths[REST] = length;
        lengths[FROM] = 0;
        lengths[STATUS] = status;
        next(apdu);
    }

    private void next(APDU apdu) {
        short expected = apdu.setOutgoing();
        short most = expected <= 0 ? SHORT_MAX : expected;
        short length = lengths[REST] < most ? lengths[REST] : most;
        apdu.setOutgoingLength(length);
        apdu.sendBytesLong(out, lengths[FROM], length);
        lengths[FROM] += length;
        lengths[REST] -= length;
        short status = lengths[STATUS];
        if (lengths[REST] > 0) {
            short left = lengths[REST] > 255 ? 0 : lengths[REST];
            status = (short) (ISO7816.SW_BYTES_REMAINING_00 | left);
        } else {
            Util.arrayFillNonAtomic(out, (short) 0, Tools.OUT_BYTES, (byte) 0);
        }
        if (status != ISO7816.SW_NO_ERROR) {
            ISOException.throwIt(status);
        }
    }

    private void dispatch(APDU apdu, short length) {
        // Some drivers of readers ask in the class of the command that said 61xx.
        if (head[1] == GET_RESPONSE && (head[0] == CLEAR || head[0] == SECURE)) {
            if (lengths[REST] == 0) {
                ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
            }
            next(apdu);
            return;
        }
        lengths[REST] = 0;
        if (head[0] == CLEAR || head[0] == PROPRIETARY) {
            send(apdu, inClear(length), ISO7816.SW_NO_ERROR);
            return;
        }
        if (head[0] != SECURE) {
            ISOException.throwIt(ISO7816.SW_CLA_NOT_SUPPORTED);
        }
        if (head[1] == AUTHENTICATE && !channels.session().isOpen()) {
            channels.authenticate(apdu.getBuffer(), length);
            return;
        }
        Session session = channels.session();
        boolean open = session.isOpen();
        short plain = session.unwrapCommand(head, (short) 0, in, (short) 0, length);
        if (plain == Session.WRONG_MAC) {
            ISOException.throwIt(open ? Refusal.MAC : ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        if (channels.peer() == Channels.STRANGER) {
            renew(apdu, plain);
            return;
        }
        short status = ISO7816.SW_NO_ERROR;
        short answer = 0;
        try {
            answer =
                    channels.peer() == Channels.FACTORY
                            ? forFactory(plain)
                            : handOver.answer(head, plain);
        } catch (ISOException refused) {
            status = refused.getReason();
            if (!Refusal.isWarning(status)) {
                ISOException.throwIt(status);
            }
        }
        Util.arrayFillNonAtomic(in, (short) 0, Tools.IN_BYTES, (byte) 0);
        send(apdu, session.wrapResponse(out, (short) 0, answer, status), status);
    }

    /// A fresh agreement, before which who has the operator's key may ask nothing else.
    private void renew(APDU apdu, short length) {
        boolean good = head[1] == RENEW && Util.getShort(head, ISO7816.OFFSET_P1) == 0;
        Refusal.insecureUnless(good);
        short answer = channels.renew(in, length);
        Util.arrayCopyNonAtomic(in, (short) 0, out, (short) 0, answer);
        Session session = channels.session();
        answer = session.wrapResponse(out, (short) 0, answer, ISO7816.SW_NO_ERROR);
        channels.renewed(medium());
        send(apdu, answer, ISO7816.SW_NO_ERROR);
    }

    /// Commands that open a channel, and what is shown to anybody.
    private short inClear(short length) {
        short instruction = Util.makeShort(head[0], head[1]);
        switch (instruction) {
            case (short) (PROPRIETARY << 8 | INITIALIZE_UPDATE):
                requireReference(ISO7816.OFFSET_P2, (byte) 0);
                short answer = channels.initialize(head[2], in, length);
                return Util.arrayCopyNonAtomic(in, (short) 0, out, (short) 0, answer);
            case (short) (PROPRIETARY << 8 | SECURITY_OPERATION):
                channels.present(head, in, length);
                return 0;
            case (short) (PROPRIETARY << 8 | (AUTHENTICATE & 0xFF)):
                return Util.arrayCopyNonAtomic(
                        in, (short) 0, out, (short) 0, channels.mutual(head, in, length, medium()));
            case (short) (GET_DATA & 0xFF):
                return certificates();
            default:
                ISOException.throwIt(Refusal.UNKNOWN);
                return 0;
        }
    }

    private void requireReference(short place, byte wanted) {
        if (head[place] != wanted) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }

    private short certificates() {
        if (Util.getShort(head, ISO7816.OFFSET_P1) != CERTIFICATES) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        if (!parcel.identity.certificate.isWritten()) {
            ISOException.throwIt(SW_NO_CERTIFICATE);
        }
        short length = parcel.identity.certificate.length();
        Util.setShort(out, (short) 0, CERTIFICATES);
        out[2] = (byte) 0x81;
        out[3] = (byte) length;
        return Util.arrayCopyNonAtomic(
                parcel.identity.certificate.content(), (short) 0, out, (short) 4, length);
    }

    private short forFactory(short length) {
        Refusal.unless(!parcel.state.isPersonalised());
        switch (head[1]) {
            case GENERATE:
                return personalisation.generate(head, out);
            case STORE_DATA:
                requireReference(ISO7816.OFFSET_P1, (byte) 0);
                personalisation.store(head[ISO7816.OFFSET_P2], in, length);
                return 0;
            case HandOver.WRITE:
                personalisation.write(head, in, length);
                return 0;
            case SET_STATUS:
                requireReference(ISO7816.OFFSET_P1, (byte) 0x80);
                requireReference(ISO7816.OFFSET_P2, (byte) 0x0F);
                personalisation.end();
                return 0;
            default:
                ISOException.throwIt(Refusal.UNKNOWN);
                return 0;
        }
    }
}
