// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.ECPrivateKey;
import javacard.security.MessageDigest;

/// The card's side of a key agreement of SCP11 on P-256 (Amendment F, 7.5 and 7.6): takes the data
/// of MUTUAL or INTERNAL AUTHENTICATE, opens the channel and makes the answer.
public final class Acceptance {
    /// Of the variants: a, which authenticates both sides, and b, which authenticates the card.
    public static final byte MUTUAL = 0x11;

    public static final byte ONE_WAY = 0x13;

    /// `A6 {90 11 pp, 95 3C, 80 88, 81 length}`, `5F49 point`; the changing bytes are 00.
    private static final byte[] REQUEST = {
        (byte) 0xA6,
        0x0D,
        (byte) 0x90,
        0x02,
        0x11,
        0,
        (byte) 0x95,
        0x01,
        Agreement.USAGE,
        (byte) 0x80,
        0x01,
        Agreement.TYPE,
        (byte) 0x81,
        0x01,
        0,
        0x5F,
        0x49,
        P256.POINT_BYTES
    };

    private static final short TAG_POINT = 0x5F49;
    private static final short REQUEST_PARAMETERS = 5;
    private static final short REQUEST_KEY_BYTES = 14;
    private static final short REQUEST_POINT = 18;
    private static final short REQUEST_BYTES = REQUEST_POINT + P256.POINT_BYTES;
    private static final short ANSWER_POINT = REQUEST_BYTES + 3;
    private static final short ANSWER_POINT_BYTES = 3 + P256.POINT_BYTES;
    private static final short ANSWER_RECEIPT = REQUEST_BYTES + ANSWER_POINT_BYTES;

    private final Session session;
    private final Agreement agreement;
    private final byte[] receipt;

    /// @param session that is opened
    public Acceptance(Session session, Cmac cmac, MessageDigest sha256) {
        this.session = session;
        agreement = new Agreement(cmac, sha256);
        receipt = JCSystem.makeTransientByteArray(Cmac.BYTES, JCSystem.CLEAR_ON_DESELECT);
    }

    /// MUTUAL AUTHENTICATE (SCP11a). Whatever is wrong is thrown, and nothing is open then.
    ///
    /// @param own the card's certified key
    /// @param point where the host's certified point stands in `points`
    /// @return the length of the answer, which is moved to the beginning of `data`
    public short mutual(byte[] data, short length, ECPrivateKey own, byte[] points, short point) {
        agree(data, length, (byte) 1);
        boolean good =
                agreement.ephemeral(data, REQUEST_POINT) && agreement.fixed(own, points, point);
        return open(data, good);
    }

    /// INTERNAL AUTHENTICATE (SCP11b).
    ///
    /// @return as `mutual`
    public short internal(byte[] data, short length, ECPrivateKey own) {
        agree(data, length, (byte) 0);
        boolean good =
                agreement.ephemeral(data, REQUEST_POINT)
                        && agreement.fixed(own, data, REQUEST_POINT);
        return open(data, good);
    }

    /// Reads the request and puts the own point behind it.
    private void agree(byte[] data, short length, byte parameters) {
        if (length != REQUEST_BYTES) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        for (short i = 0; i < REQUEST_POINT; i++) {
            byte expected = i == REQUEST_PARAMETERS ? parameters : REQUEST[i];
            if (i != REQUEST_KEY_BYTES && data[i] != expected) {
                ISOException.throwIt(ISO7816.SW_WRONG_DATA);
            }
        }
        byte bytes = data[REQUEST_KEY_BYTES];
        if (bytes != AesKey.BYTES_128 && bytes != AesKey.BYTES_256) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        Util.setShort(data, REQUEST_BYTES, (short) 0x5F49);
        data[(short) (REQUEST_BYTES + 2)] = (byte) P256.POINT_BYTES;
        agreement.begin(data, ANSWER_POINT);
    }

    /// Agrees afresh inside a channel that is open, whose protection is the proof of who agrees:
    /// `5F49 point` is answered `5F49 point, 86 receipt`. Keys and receipt are made as when a
    /// channel is opened, with zeros in the place of ShSss. The answer still goes under the old
    /// keys; then `renewed` is called.
    ///
    /// @return the length of the answer, in `data`
    public short renew(byte[] data, short length) {
        short head = (short) (ANSWER_POINT_BYTES - P256.POINT_BYTES);
        if (length != ANSWER_POINT_BYTES
                || Util.getShort(data, (short) 0) != TAG_POINT
                || data[2] != P256.POINT_BYTES) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        agreement.forget();
        short own = (short) (length + head);
        agreement.begin(data, own);
        if (!agreement.ephemeral(data, head)) {
            agreement.forget();
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        Util.arrayCopyNonAtomic(data, (short) 0, data, length, head);
        short both = (short) (2 * ANSWER_POINT_BYTES);
        agreement.receipt(data, (short) 0, both, AesKey.BYTES_128, receipt);
        Util.arrayCopyNonAtomic(data, length, data, (short) 0, length);
        Util.setShort(data, length, (short) 0x8610);
        return Util.arrayCopyNonAtomic(receipt, (short) 0, data, (short) (length + 2), Cmac.BYTES);
    }

    /// From here on the keys of `renew` hold.
    public void renewed() {
        agreement.open(session, AesKey.BYTES_128, receipt);
    }

    private short open(byte[] data, boolean agreed) {
        if (!agreed) {
            agreement.forget();
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        short bytes = data[REQUEST_KEY_BYTES];
        agreement.receipt(data, (short) 0, ANSWER_RECEIPT, bytes, receipt);
        agreement.open(session, bytes, receipt);
        Util.arrayCopyNonAtomic(data, REQUEST_BYTES, data, (short) 0, ANSWER_POINT_BYTES);
        Util.setShort(data, ANSWER_POINT_BYTES, (short) 0x8610);
        return Util.arrayCopyNonAtomic(
                receipt, (short) 0, data, (short) (ANSWER_POINT_BYTES + 2), Cmac.BYTES);
    }

    /// The receipt of the last agreement, 16 bytes: what names the channel and no other.
    public byte[] receipt() {
        return receipt;
    }
}
