// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.imeivault;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.MessageDigest;

import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.CommandChain;
import org.veritac.applets.channel.Ecdsa;
import org.veritac.applets.channel.Session;

/// The applet: puts chained commands together, takes their protection off, says who may ask what,
/// and protects the answer. Whatever is wrong once a channel was begun ends it and is answered
/// alike, so that an answer teaches nothing.
public final class ImeiVault extends Applet {
    /// The most bytes of data in a command, chained or not: an IMEI record, padding and MAC.
    private static final short DATA_BYTES_MAX = 384;

    /// Room for what is written behind the longest certificate while it is compared.
    private static final short WORK_BYTES = DATA_BYTES_MAX + 96;

    private static final byte CLEAR = 0x00;
    private static final byte PROPRIETARY = (byte) 0x80;
    private static final byte SECURE = (byte) 0x84;

    private static final byte GET_DATA = (byte) 0xCA;
    private static final byte MANAGE_ENVIRONMENT = 0x22;
    private static final byte INITIALIZE_UPDATE = 0x50;
    private static final byte SECURITY_OPERATION = 0x2A;
    private static final byte AUTHENTICATE = (byte) 0x82;
    private static final byte INTERNAL_AUTHENTICATE = (byte) 0x88;
    private static final byte PUT_KEY = (byte) 0xD8;
    private static final byte GENERATE = 0x46;
    private static final byte STORE_DATA = (byte) 0xE2;
    private static final byte SET_STATUS = (byte) 0xF0;

    private static final short CERTIFICATES = (short) 0xBF21;
    private static final short IMEIS = (short) 0xDF21;
    private static final byte REVOCATIONS = 5;
    private static final short SW_NO_CERTIFICATE = 0x6A88;
    private static final short SW_MAC = 0x6988;
    private static final short SW_CRYPTOGRAM = 0x6300;

    private final Vault vault;
    private final Channels channels;
    private final Personalisation personalisation;
    private final Release release;
    private final CommandChain chain;
    private final byte[] head;
    private final byte[] work =
            JCSystem.makeTransientByteArray(WORK_BYTES, JCSystem.CLEAR_ON_DESELECT);

    private ImeiVault(byte[] parameters, short offset, short length) {
        Ecdsa ecdsa = new Ecdsa();
        MessageDigest sha256 = MessageDigest.getInstance(MessageDigest.ALG_SHA_256, false);
        Certificate certificate = new Certificate();
        vault = new Vault(ecdsa);
        channels = new Channels(vault, certificate, sha256);
        chain = new CommandChain(channels.session(), work, DATA_BYTES_MAX);
        head = chain.head();
        personalisation =
                new Personalisation(
                        vault, certificate, new ImeiRecord(vault, certificate, ecdsa, sha256));
        release = new Release(vault, ecdsa, sha256);
        vault.factory.install(parameters, offset, length);
    }

    /// Installs a vault (Java Card API, Applet.install). The parameters are `80` vault id (8), `81`
    /// personalisation keys ENC, MAC, DEK (48 or 96), `82` class.
    public static void install(byte[] buffer, short offset, byte length) {
        short aid = (short) (buffer[offset] & 0xFF);
        short privileges = (short) (offset + 1 + aid);
        short parameters = (short) (privileges + 1 + (short) (buffer[privileges] & 0xFF));
        ImeiVault applet =
                new ImeiVault(
                        buffer, (short) (parameters + 1), (short) (buffer[parameters] & 0xFF));
        applet.register(buffer, (short) (offset + 1), (byte) aid);
    }

    @Override
    public void process(APDU apdu) {
        if (selectingApplet()) {
            channels.end();
            send(apdu, selected());
            return;
        }
        short status;
        try {
            short length = chain.receive(apdu);
            if (length != CommandChain.MORE) {
                send(apdu, dispatch(apdu, length));
            }
            return;
        } catch (ISOException refused) {
            status = refused.getReason();
        } catch (RuntimeException broken) {
            status = ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED;
        }
        refuse(status);
    }

    /// Ends the channel, if one was begun, and answers the one status there is for it.
    private void refuse(short status) {
        chain.end();
        boolean begun = channels.isBegun();
        channels.end();
        boolean telling = status == SW_MAC || status == SW_CRYPTOGRAM;
        ISOException.throwIt(begun && !telling ? ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED : status);
    }

    private short selected() {
        byte bytes = JCSystem.getAID().getBytes(work, (short) 4);
        work[0] = 0x6F;
        work[1] = (byte) (bytes + 2);
        work[2] = (byte) 0x84;
        work[3] = bytes;
        return (short) (bytes + 4);
    }

    private void send(APDU apdu, short length) {
        apdu.setOutgoing();
        apdu.setOutgoingLength(length);
        apdu.sendBytesLong(work, (short) 0, length);
    }

    /// @return the length of the answer in `work`
    private short dispatch(APDU apdu, short length) {
        boolean unprotected = head[0] == CLEAR || head[0] == PROPRIETARY;
        if (unprotected) {
            return inClear(length);
        }
        if (head[0] != SECURE) {
            ISOException.throwIt(ISO7816.SW_CLA_NOT_SUPPORTED);
        }
        if (head[1] == AUTHENTICATE && !channels.session().isOpen()) {
            channels.authenticate(apdu.getBuffer(), length);
            return 0;
        }
        short plain = channels.session().unwrapCommand(head, (short) 0, work, (short) 0, length);
        if (plain == Session.WRONG_MAC) {
            ISOException.throwIt(channels.isBegun() ? SW_MAC : ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        short answer = inChannel(plain);
        return channels.session().wrapResponse(work, (short) 0, answer, ISO7816.SW_NO_ERROR);
    }

    /// Commands without a channel, and those that open one. Once a channel was begun they are
    /// wrong, but for a new beginning.
    private short inClear(short length) {
        short instruction = Util.makeShort(head[0], head[1]);
        switch (instruction) {
            case (short) (PROPRIETARY << 8 | INITIALIZE_UPDATE):
                requireParameter2((byte) 0);
                return channels.initialize(head[2], work, length);
            case (short) (PROPRIETARY << 8 | SECURITY_OPERATION):
                channels.present(head, work, length);
                return 0;
            case (short) (PROPRIETARY << 8 | (AUTHENTICATE & 0xFF)):
                return channels.mutual(head, work, length);
            case (short) (PROPRIETARY << 8 | (INTERNAL_AUTHENTICATE & 0xFF)):
                return channels.internal(head, work, length);
            default:
                requireNothingBegun();
                return harmless(length);
        }
    }

    private short harmless(short length) {
        if (head[0] != CLEAR) {
            ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
        switch (head[1]) {
            case GET_DATA:
                requireReference(CERTIFICATES);
                return certificates();
            case MANAGE_ENVIRONMENT:
                requireReference((short) 0x41A4);
                channels.environment(work, length);
                return 0;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
                return 0;
        }
    }

    private void requireNothingBegun() {
        if (channels.isBegun()) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
    }

    private short certificates() {
        if (!vault.certificate.isWritten()) {
            ISOException.throwIt(SW_NO_CERTIFICATE);
        }
        short length = vault.certificate.length();
        Util.setShort(work, (short) 0, CERTIFICATES);
        short at = 2;
        if (length > 127) {
            work[at++] = (byte) 0x81;
        }
        work[at++] = (byte) length;
        return Util.arrayCopyNonAtomic(vault.certificate.content(), (short) 0, work, at, length);
    }

    private void requireReference(short reference) {
        if (Util.getShort(head, ISO7816.OFFSET_P1) != reference) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }

    private void requireParameter2(byte parameter) {
        if (head[ISO7816.OFFSET_P2] != parameter) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }

    private short inChannel(short length) {
        byte peer = channels.peer();
        if (peer == Channels.FACTORY) {
            return forFactory(length);
        }
        boolean known = peer == Channels.OPERATOR || peer == Channels.MODULE;
        if (!known && !vault.isOneWayAllowed()) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        switch (head[1]) {
            case GET_DATA:
                requireReference(IMEIS);
                requireLength(length, (short) 0);
                return release.imeis(work);
            case INTERNAL_AUTHENTICATE:
                requireReference((short) 1);
                return release.proof(work, length);
            case STORE_DATA:
                requireReference(REVOCATIONS);
                if (!known || !vault.modules.revoke(work, (short) 0, length)) {
                    ISOException.throwIt(ISO7816.SW_WRONG_DATA);
                }
                return 0;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
                return 0;
        }
    }

    private static void requireLength(short length, short wanted) {
        if (length != wanted) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
    }

    private short forFactory(short length) {
        if (!vault.isFresh()) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        switch (head[1]) {
            case PUT_KEY:
                requireReference((short) 0x0081);
                return personalisation.putKey(work, length);
            case GENERATE:
                requireLength(length, (short) 0);
                return vault.pairs.generate(pair(), work);
            case STORE_DATA:
                if (head[ISO7816.OFFSET_P1] != 0) {
                    ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
                }
                personalisation.store(head[ISO7816.OFFSET_P2], work, length);
                return 0;
            case SET_STATUS:
                requireReference((short) 0x800F);
                requireLength(length, (short) 0);
                personalisation.end();
                return 0;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
                return 0;
        }
    }

    private short pair() {
        short wanted = Util.getShort(head, ISO7816.OFFSET_P1);
        if (wanted != 1 && wanted != 2) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        return (short) (wanted - 1);
    }
}
