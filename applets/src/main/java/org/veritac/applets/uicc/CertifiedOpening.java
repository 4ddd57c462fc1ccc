// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.ISO7816;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Agreement;
import org.veritac.applets.channel.Bytes;
import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.Cmac;
import org.veritac.applets.channel.P256;
import org.veritac.applets.channel.Session;
import org.veritac.applets.channel.Tlv;
import org.veritac.applets.channel.Trust;

/// Opens a vault with certificates: the off-card entity of SCP11a, and of SCP11b, in which only the
/// vault is authenticated.
final class CertifiedOpening {
    /// Modes of the policy, which are the key identifiers of SCP11.
    static final byte MUTUAL = 0x11;

    static final byte ONE_WAY = 0x13;

    /// C-APDU data that one PERFORM CARD APDU carries.
    static final short PART_MAX = 236;

    private static final short TAG_CERTIFICATES = (short) 0xBF21;
    private static final short TAG_EPHEMERAL = 0x5F49;
    private static final byte TAG_RECEIPT = (byte) 0x86;
    private static final byte CA_KLOC = 0x10;
    private static final byte KVN = 0x01;
    private static final short KEY_BYTES = 16;
    private static final short HEADER = 5;

    /// CRT, from A6 to its last byte; parameters stand in its byte 5.
    private static final byte[] CRT = {
        (byte) 0xA6,
        0x0D,
        (byte) 0x90,
        0x02,
        0x11,
        0x01,
        (byte) 0x95,
        0x01,
        Agreement.USAGE,
        (byte) 0x80,
        0x01,
        Agreement.TYPE,
        (byte) 0x81,
        0x01,
        KEY_BYTES
    };

    private static final short PARAMETERS = 5;
    private static final short OWN_POINT = (short) (15 + 3);
    private static final short OWN_BYTES = (short) (15 + 3 + P256.POINT_BYTES);
    private static final short CARD_BYTES = 3 + P256.POINT_BYTES;
    private static final short ANSWER_BYTES = CARD_BYTES + 2 + Cmac.BYTES;

    /// Parts of `work`: both sides' messages, the vault's certified point, a receipt.
    private static final short VAULT_POINT = OWN_BYTES + CARD_BYTES;

    private static final short WORK = VAULT_POINT + P256.POINT_BYTES;

    private final Credentials own;
    private final Agreement agreement;
    private final Session session;
    private final Certificate certificate;
    private final byte[] work;
    private final byte[] receipt;

    /// How much of this module's certificate has been presented.
    private final short[] presented;

    CertifiedOpening(Credentials own, Agreement agreement, Session session) {
        this.own = own;
        this.agreement = agreement;
        this.session = session;
        certificate = new Certificate();
        work = JCSystem.makeTransientByteArray(WORK, JCSystem.CLEAR_ON_RESET);
        receipt = JCSystem.makeTransientByteArray(Cmac.BYTES, JCSystem.CLEAR_ON_RESET);
        presented = JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_RESET);
    }

    /// GET DATA for the vault's certificate.
    ///
    /// @return the end of the command
    short ask(byte[] out, short start) {
        Util.setShort(out, start, (short) 0x00CA);
        Util.setShort(out, (short) (start + 2), TAG_CERTIFICATES);
        out[(short) (start + 4)] = 0;
        return (short) (start + HEADER);
    }

    /// Checks the certificate against the authority for vaults.
    ///
    /// @param length with the status word
    /// @param mode MUTUAL or ONE_WAY
    /// @param id where the vault's id goes, which is the certificate's serial
    short takeCertificate(byte[] r, short off, short length, byte mode, byte[] id) {
        short end = (short) (off + length - 2);
        short sw = Util.getShort(r, end);
        if (sw == (short) 0x6A88) {
            return Step.failed(Result.NO_KEY);
        }
        if (sw != ISO7816.SW_NO_ERROR) {
            return Step.failed(Result.BROKEN_OFF);
        }
        short inner = Tlv.value(r, off, end);
        if (inner == Tlv.NONE
                || Tlv.tag(r, off, end) != TAG_CERTIFICATES
                || (short) (inner + Tlv.length(r, inner)) != end
                || !certificate.read(r, inner, (short) (end - inner))) {
            return Step.failed(Result.NOT_AUTHENTIC);
        }
        byte verdict = own.trust().verify(certificate, r, Certificate.AGREES, own.kind());
        if (verdict != Trust.TRUSTED) {
            return Step.failed(verdict == Trust.REFUSED ? Result.NOT_AUTHENTIC : Result.REVOKED);
        }
        Util.arrayCopyNonAtomic(r, certificate.at(Certificate.SERIAL), id, (short) 0, State.IMEI);
        Util.arrayCopyNonAtomic(r, certificate.point(), work, VAULT_POINT, P256.POINT_BYTES);
        presented[0] = 0;
        return mode == MUTUAL ? Step.PRESENT : Step.AGREE;
    }

    /// PERFORM SECURITY OPERATION with the next part of this module's certificate.
    short present(byte[] out, short start) {
        short rest = (short) (own.certificateBytes() - presented[0]);
        boolean more = rest > PART_MAX;
        short part = more ? PART_MAX : rest;
        out[start] = (byte) (more ? 0x90 : 0x80);
        out[(short) (start + 1)] = 0x2A;
        out[(short) (start + 2)] = KVN;
        out[(short) (start + 3)] = CA_KLOC;
        out[(short) (start + 4)] = (byte) part;
        return Util.arrayCopyNonAtomic(
                own.certificate(), presented[0], out, (short) (start + HEADER), part);
    }

    /// What a part was answered.
    short takePresented(byte[] r, short off, short length) {
        if (length != 2 || Util.getShort(r, off) != ISO7816.SW_NO_ERROR) {
            return Step.failed(Result.BROKEN_OFF);
        }
        presented[0] += PART_MAX;
        return presented[0] < own.certificateBytes() ? Step.PRESENT : Step.AGREE;
    }

    /// MUTUAL AUTHENTICATE or INTERNAL AUTHENTICATE with a new ephemeral key.
    short agree(byte[] out, short start, byte mode) {
        boolean mutual = mode == MUTUAL;
        Util.arrayCopyNonAtomic(CRT, (short) 0, work, (short) 0, (short) CRT.length);
        work[PARAMETERS] = (byte) (mutual ? 1 : 0);
        Util.setShort(work, (short) CRT.length, TAG_EPHEMERAL);
        work[(short) (OWN_POINT - 1)] = (byte) P256.POINT_BYTES;
        agreement.begin(work, OWN_POINT);
        Util.setShort(out, start, mutual ? (short) 0x8082 : (short) 0x8088);
        out[(short) (start + 2)] = KVN;
        out[(short) (start + 3)] = mode;
        out[(short) (start + 4)] = (byte) OWN_BYTES;
        short end =
                Util.arrayCopyNonAtomic(work, (short) 0, out, (short) (start + HEADER), OWN_BYTES);
        out[end] = 0;
        return (short) (end + 1);
    }

    /// Agrees on keys and checks the receipt, which only who has the certified key can make.
    short takeAgreement(byte[] r, short off, short length, byte mode) {
        short end = (short) (off + length - 2);
        if (Util.getShort(r, end) != ISO7816.SW_NO_ERROR) {
            agreement.forget();
            return Step.failed(Result.BROKEN_OFF);
        }
        boolean good = isAnswer(r, off, end) && hasAgreed(r, off, mode);
        if (good) {
            agreement.open(session, KEY_BYTES, receipt);
            return Step.IDENTITY;
        }
        agreement.forget();
        return Step.failed(Result.NOT_AUTHENTIC);
    }

    private static boolean isAnswer(byte[] r, short off, short end) {
        short second = (short) (off + CARD_BYTES);
        return (short) (end - off) == ANSWER_BYTES
                && Util.getShort(r, off) == TAG_EPHEMERAL
                && r[(short) (off + 2)] == P256.POINT_BYTES
                && r[second] == TAG_RECEIPT
                && r[(short) (second + 1)] == Cmac.BYTES;
    }

    private boolean hasAgreed(byte[] r, short off, byte mode) {
        boolean fixed =
                mode == MUTUAL
                        ? agreement.fixed(own.key(), work, VAULT_POINT)
                        : agreement.fixed(work, VAULT_POINT);
        if (!fixed || !agreement.ephemeral(r, (short) (off + 3))) {
            return false;
        }
        Util.arrayCopyNonAtomic(r, off, work, OWN_BYTES, CARD_BYTES);
        agreement.receipt(work, (short) 0, (short) (OWN_BYTES + CARD_BYTES), KEY_BYTES, receipt);
        return Bytes.equal(receipt, (short) 0, r, (short) (off + CARD_BYTES + 2), Cmac.BYTES);
    }
}
