// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

import org.veritac.applets.channel.Bytes;
import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.KeyPairs;
import org.veritac.applets.channel.P256;
import org.veritac.applets.channel.Tlv;

/// What the factory may do, inside its channel, until it ends personalisation. One who lost an
/// answer may send the same command again.
///
/// ```
///   46 00 0n    GENERATE KEY PAIR: 1 agreement, 2 signing; answers 7F49 {86 point}
///   E2 00 nn    STORE DATA: 01 certificate 7F21; authorities (7F49, 42): 02 of handsets' certificates,
///               03 of handsets' bindings, 04 of orders; 05 unblocking key(8); 06 binding BF30;
///               07 policy BF34; 08 spans of IMEIs; 09 keys made of the operator's
///   D6 pp 00    WRITE: part; offset(3), bytes: the part ends behind them
///   F0 80 0F    SET STATUS: personalised for ever
/// ```
final class Personalisation {
    private static final short OFFSET_BYTES = 3;
    private static final short TAG_BINDING = (short) 0xBF30;
    private static final short ROLE_TOKEN = 1;
    private static final short ICCID_BYTES = 10;
    private static final short IMSI_BYTES = 8;
    private static final short KEY_BYTES = 70;

    private final Parcel parcel;
    private final State state;
    private final Identity identity;
    private final Pins pins;
    private final Network network;
    private final Certificate certificate;

    /// @param certificate reader that nobody else uses between two commands
    Personalisation(Parcel parcel, Pins pins, Network network, Certificate certificate) {
        this.parcel = parcel;
        this.pins = pins;
        this.network = network;
        this.certificate = certificate;
        state = parcel.state;
        identity = parcel.identity;
    }

    private static void require(boolean good) {
        if (!good) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
    }

    /// GENERATE KEY PAIR.
    ///
    /// @return the length of the answer
    short generate(byte[] head, byte[] out) {
        short pair = (short) (Util.getShort(head, ISO7816.OFFSET_P1) - 1);
        require(pair == KeyPairs.AGREEMENT || pair == KeyPairs.SIGNING);
        return identity.pairs.generate(pair, out);
    }

    /// STORE DATA.
    void store(byte which, byte[] data, short length) {
        switch (which) {
            case 1:
                storeCertificate(data, length);
                break;
            case 2:
                require(identity.handsets.anchor(data, (short) 0, length));
                break;
            case 3:
                require(identity.bindings.anchor(data, (short) 0, length));
                break;
            case 4:
                require(identity.operators.anchor(data, (short) 0, length));
                break;
            case 5:
                pins.factory(data, length);
                break;
            case 6:
                storeBinding(data, length);
                break;
            case 7:
                parcel.policy.take(data, length, true);
                break;
            case 9:
                storeOperatorKeys(data, length);
                break;
            case 8:
                require(
                        (short) (length % Identity.SPAN_BYTES) == 0
                                && identity.spans.write(data, (short) 0, length));
                break;
            default:
                ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }

    /// Keys made of the operator's: `80 pseudonym(8), 81 ENC, 82 MAC`.
    private void storeOperatorKeys(byte[] data, short length) {
        short name = Field.value(data, (short) 0, length, (short) 0x80, Identity.ID_BYTES);
        short enc = Field.any(data, (short) (name + Identity.ID_BYTES), length, (short) 0x81);
        short bytes = Tlv.length(data, enc);
        short mac = Field.value(data, (short) (enc + bytes), length, (short) 0x82, bytes);
        require((short) (mac + bytes) == length);
        require(identity.factory.allows(data, enc, bytes));
        require(identity.factory.allows(data, mac, bytes));
        identity.operatorEnc.set(data, enc, bytes);
        identity.operatorMac.set(data, mac, bytes);
        require(identity.pseudonym.write(data, name, Identity.ID_BYTES));
    }

    /// The token's own certificate, for its agreement key.
    private void storeCertificate(byte[] data, short length) {
        require(
                length <= Certificate.BYTES_MAX
                        && certificate.read(data, (short) 0, length)
                        && data[certificate.at(Certificate.USAGE)] == Certificate.AGREES
                        && certificate.kind(data) == identity.factory.kind()
                        && identity.pairs.isMade(KeyPairs.AGREEMENT));
        byte[] out = parcel.tools.out;
        identity.pairs.point(KeyPairs.AGREEMENT, out, (short) 0);
        require(Bytes.equal(data, certificate.point(), out, (short) 0, P256.POINT_BYTES));
        require(identity.certificate.write(data, (short) 0, length));
    }

    /// The token's binding, with the serial of its certificate and its signing key. Who signed it
    /// is the handsets' business.
    private void storeBinding(byte[] data, short length) {
        require(
                length <= Identity.BINDING_BYTES_MAX
                        && identity.certificate.isWritten()
                        && identity.pairs.isMade(KeyPairs.SIGNING));
        short body = Field.any(data, (short) 0, length, TAG_BINDING);
        short at = Field.value(data, body, length, (short) 0x80, (short) 1);
        require(data[at] == ROLE_TOKEN);
        at = Field.value(data, (short) (at + 1), length, (short) 0x81, Identity.ID_BYTES);
        require(Bytes.equal(data, at, identity.factory.id(), (short) 0, Identity.ID_BYTES));
        short next = (short) (at + Identity.ID_BYTES);
        short iccid = Field.value(data, next, length, (short) 0x82, ICCID_BYTES);
        next = (short) (iccid + ICCID_BYTES);
        short imsi = Field.value(data, next, length, (short) 0x83, IMSI_BYTES);
        next = (short) (imsi + IMSI_BYTES);
        short serial = Field.value(data, next, length, (short) 0x84, Certificate.SERIAL_BYTES);
        require(isSerial(data, serial));
        next = (short) (serial + Certificate.SERIAL_BYTES);
        next = (short) (Field.value(data, next, length, (short) 0x85, (short) 1) + 1);
        next = (short) (Field.value(data, next, length, (short) 0x86, (short) 1) + 1);
        short key = Field.value(data, next, length, Field.PUBLIC_KEY, KEY_BYTES);
        byte[] out = parcel.tools.out;
        identity.pairs.point(KeyPairs.SIGNING, out, (short) 0);
        require(Bytes.equal(data, (short) (key + 2), out, (short) 0, P256.POINT_BYTES));
        network.personalise(data, iccid, imsi, out);
        require(identity.binding.write(data, (short) 0, length));
    }

    private boolean isSerial(byte[] data, short serial) {
        byte[] own = identity.certificate.content();
        return certificate.read(own, (short) 0, identity.certificate.length())
                && Bytes.equal(
                        data,
                        serial,
                        own,
                        certificate.at(Certificate.SERIAL),
                        Certificate.SERIAL_BYTES);
    }

    /// WRITE: some bytes of a part, behind those that are there.
    void write(byte[] head, byte[] data, short length) {
        byte part = head[ISO7816.OFFSET_P1];
        require(Parts.isPart(part) && head[ISO7816.OFFSET_P2] == 0 && length >= OFFSET_BYTES);
        short offset = Util.getShort(data, (short) 1);
        Parts parts = parcel.parts;
        require(data[0] == 0 && offset >= 0 && offset <= parts.length(part));
        short bytes = (short) (length - OFFSET_BYTES);
        short end = (short) (offset + bytes);
        require(end >= 0 && (part != Parts.KEYS || end <= Parts.KEYS_BYTES_MAX));
        parts.write(parts.current(part), offset, data, OFFSET_BYTES, bytes);
        state.journal().begin();
        parts.putLength(part, end);
        state.journal().commit();
        state.journal().forget();
    }

    /// SET STATUS.
    void end() {
        Refusal.unless(
                identity.isComplete()
                        && pins.hasPuk()
                        && parcel.policy.isSet()
                        && parcel.parts.has(Parts.KEYS));
        state.journal().writeByte(State.PERSONALISED, (byte) 1);
        identity.factory.end();
    }
}
