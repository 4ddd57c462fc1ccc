// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.AesKey;
import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.Tlv;
import org.veritac.applets.files.FileTable;
import org.veritac.applets.store.Journal;
import org.veritac.applets.usim.Milenage;
import org.veritac.applets.usim.SequenceNumbers;

/// What the factory gives (docs/secured-imei.md, section 4): STORE DATA in any order, each again as
/// often as it takes, then SET STATUS. After that nobody calls this any more.
final class Personalisation {
    private static final byte IDENTITY = 1;
    private static final byte SUBSCRIBER_KEYS = 2;
    private static final byte OTA_KEYS = 3;
    private static final byte POLICY = 4;
    private static final byte CERTIFICATE = 5;
    private static final byte AUTHORITY = 6;
    private static final byte GATEWAY = 7;
    private static final byte KIND = 8;

    /// Bits of GIVEN that SET STATUS asks for; OTA keys have one bit for each set.
    private static final byte GIVEN_IDENTITY = 0x01;

    private static final byte GIVEN_SUBSCRIBER_KEYS = 0x02;
    private static final byte GIVEN_OTA_DOWN = 0x04;
    private static final byte GIVEN_OTA_UP = 0x08;
    private static final byte GIVEN_POLICY = 0x10;
    private static final byte GIVEN_GATEWAY = 0x20;
    private static final byte GIVEN_ALL = 0x3F;

    private static final byte TAG_0 = (byte) 0x80;
    private static final byte TAG_1 = (byte) 0x81;
    private static final byte TAG_2 = (byte) 0x82;
    private static final byte TAG_3 = (byte) 0x83;
    private static final byte TAG_4 = (byte) 0x84;
    private static final short ICCID_BYTES = 10;
    private static final short IMSI_BYTES = 9;
    private static final short AMF_BYTES = 2;
    private static final short NUMBER_IN_MSISDN = 10;
    private static final short CENTRE_IN_SMSP = 25;
    private static final short SW_WRONG = ISO7816.SW_WRONG_DATA;

    private final State state;
    private final Journal journal;
    private final FileTable files;
    private final Milenage milenage;
    private final SecuredPackets packets;
    private final Settings settings;
    private final Credentials credentials;
    private final byte[] scratch;

    Personalisation(
            State state,
            FileTable files,
            Milenage milenage,
            SecuredPackets packets,
            Settings settings,
            Credentials credentials) {
        this.state = state;
        journal = state.journal();
        this.files = files;
        this.milenage = milenage;
        this.packets = packets;
        this.settings = settings;
        this.credentials = credentials;
        scratch = JCSystem.makeTransientByteArray(Places.ADDRESS_MAX, JCSystem.CLEAR_ON_RESET);
    }

    /// STORE DATA `80 E2 00 nn`.
    void store(byte what, byte[] buffer, short off, short length) {
        short end = (short) (off + length);
        switch (what) {
            case IDENTITY:
                identity(buffer, off, end);
                break;
            case SUBSCRIBER_KEYS:
                subscriberKeys(buffer, off, length);
                break;
            case OTA_KEYS:
                otaKeys(buffer, off, end);
                break;
            case POLICY:
                require(settings.policy(buffer, off, end) == ISO7816.SW_NO_ERROR);
                given(GIVEN_POLICY);
                break;
            case CERTIFICATE:
                require(credentials.personalise(buffer, off, length));
                break;
            case AUTHORITY:
                require(credentials.trust().anchor(buffer, off, length));
                break;
            case GATEWAY:
                gateway(buffer, off, length);
                break;
            case KIND:
                require(
                        length == 1
                                && (buffer[off] == Certificate.LAB
                                        || buffer[off] == Certificate.PRODUCTION));
                journal.writeByte(Places.KIND, buffer[off]);
                break;
            default:
                ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
        }
    }

    /// SET STATUS: for ever, and only when nothing is missing.
    void finish() {
        byte mode = state.at(Places.MODE);
        boolean whole =
                (byte) (state.at(Places.GIVEN) & GIVEN_ALL) == GIVEN_ALL
                        && (mode == Settings.STATIC || credentials.trust().isSet())
                        && (mode != CertifiedOpening.MUTUAL || credentials.isSet());
        if (!whole) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        journal.writeByte(Places.LIFE, State.PERSONALISED);
    }

    private static void require(boolean good) {
        if (!good) {
            ISOException.throwIt(SW_WRONG);
        }
    }

    private void given(byte bit) {
        journal.writeByte(Places.GIVEN, (byte) (state.at(Places.GIVEN) | bit));
    }

    /// `80` EF_IMSI, `81` EF_ICCID, `82` number of EF_MSISDN, `83` centre of EF_SMSP, `84` digits
    /// of the MNC.
    private void identity(byte[] buffer, short off, short end) {
        short imsi = Tlv.find(buffer, off, end, TAG_0);
        short iccid = Tlv.find(buffer, off, end, TAG_1);
        short msisdn = Tlv.find(buffer, off, end, TAG_2);
        short centre = Tlv.find(buffer, off, end, TAG_3);
        short mnc = Tlv.find(buffer, off, end, TAG_4);
        require(
                imsi != Tlv.NONE
                        && Tlv.length(buffer, imsi) == IMSI_BYTES
                        && iccid != Tlv.NONE
                        && Tlv.length(buffer, iccid) == ICCID_BYTES
                        && isAddress(buffer, msisdn)
                        && isAddress(buffer, centre)
                        && isMncLength(buffer, mnc));
        journal.begin();
        journal.put(files.start(FileTable.IMSI), buffer, imsi, IMSI_BYTES);
        journal.put(files.start(FileTable.ICCID), buffer, iccid, ICCID_BYTES);
        putAddress((short) (files.start(FileTable.MSISDN) + NUMBER_IN_MSISDN), buffer, msisdn);
        putAddress((short) (files.start(FileTable.SMSP) + CENTRE_IN_SMSP), buffer, centre);
        if (mnc != Tlv.NONE) {
            journal.putByte((short) (files.start(FileTable.AD) + 3), buffer[mnc]);
        }
        journal.commit();
        given(GIVEN_IDENTITY);
    }

    private static boolean isAddress(byte[] buffer, short value) {
        return value == Tlv.NONE || Tlv.length(buffer, value) <= Places.ADDRESS_MAX;
    }

    private static boolean isMncLength(byte[] buffer, short value) {
        return value == Tlv.NONE
                || (Tlv.length(buffer, value) == 1 && (buffer[value] == 2 || buffer[value] == 3));
    }

    private void putAddress(short place, byte[] buffer, short value) {
        if (value != Tlv.NONE) {
            Util.arrayFillNonAtomic(scratch, (short) 0, Places.ADDRESS_MAX, (byte) 0xFF);
            Util.arrayCopyNonAtomic(buffer, value, scratch, (short) 0, Tlv.length(buffer, value));
            journal.put(place, scratch, (short) 0, Places.ADDRESS_MAX);
        }
    }

    /// Ki || OPc || AMF, and behind them, if the card is not the first of its subscriber, the
    /// highest SQN that was accepted. The AMF is not kept: the network's comes with each challenge.
    private void subscriberKeys(byte[] buffer, short off, short length) {
        short keys = (short) (2 * Milenage.BLOCK);
        short least = (short) (keys + AMF_BYTES);
        require(
                (length == least || length == (short) (least + SequenceNumbers.SQN))
                        && !settings.isForbidden(buffer, off, Milenage.BLOCK));
        milenage.personalise(buffer, off);
        if (length > least) {
            short sqn = (short) (off + least);
            short ind = (short) (buffer[(short) (sqn + 5)] & 0x1F);
            journal.write(
                    (short) (Places.SEQUENCE_NUMBERS + (short) (ind * SequenceNumbers.SQN)),
                    buffer,
                    sqn,
                    SequenceNumbers.SQN);
        }
        given(GIVEN_SUBSCRIBER_KEYS);
    }

    /// `80` version, `81` KIc, `82` KID.
    private void otaKeys(byte[] buffer, short off, short end) {
        short version = Tlv.find(buffer, off, end, TAG_0);
        short kic = Tlv.find(buffer, off, end, TAG_1);
        short kid = Tlv.find(buffer, off, end, TAG_2);
        require(
                version != Tlv.NONE
                        && Tlv.length(buffer, version) == 1
                        && (buffer[version] == 1 || buffer[version] == 2)
                        && isKey(buffer, kic)
                        && isKey(buffer, kid));
        short set = (short) (buffer[version] - 1);
        packets.kic(set).set(buffer, kic, Tlv.length(buffer, kic));
        packets.kid(set).set(buffer, kid, Tlv.length(buffer, kid));
        given(set == SecuredPackets.DOWN ? GIVEN_OTA_DOWN : GIVEN_OTA_UP);
    }

    private boolean isKey(byte[] buffer, short value) {
        if (value == Tlv.NONE) {
            return false;
        }
        short bytes = Tlv.length(buffer, value);
        return (bytes == AesKey.BYTES_128 || bytes == AesKey.BYTES_256)
                && !settings.isForbidden(buffer, value, bytes);
    }

    /// The gateway's address as TP-DA: number of digits, type, digits two to a byte.
    private void gateway(byte[] buffer, short off, short length) {
        require(
                length >= 3
                        && length <= Places.ADDRESS_MAX
                        && (short) ((short) (buffer[off] + 1) >> 1) == (short) (length - 2));
        journal.begin();
        journal.putByte(Places.GATEWAY, (byte) length);
        journal.put((short) (Places.GATEWAY + 1), buffer, off, length);
        journal.commit();
        given(GIVEN_GATEWAY);
    }
}
