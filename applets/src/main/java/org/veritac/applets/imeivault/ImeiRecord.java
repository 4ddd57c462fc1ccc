// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.imeivault;

import javacard.framework.JCSystem;
import javacard.security.MessageDigest;

import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.Ecdsa;
import org.veritac.applets.channel.KeyPairs;
import org.veritac.applets.channel.P256;
import org.veritac.applets.channel.Tlv;
import org.veritac.applets.channel.Trust;

/// The reader of an IMEI as the factory brings it:
///
/// ```
///   BF20 {80 slot(1), 81 IMEI(8), 7F21 signer's certificate, 5F37 r || s}
/// ```
///
/// signed over `"VERITAC IMEI V1"`, slot, IMEI and SHA-256 of this vault's agreement point by
/// someone whose certificate names the IMEI's TAC.
final class ImeiRecord {
    private static final short TAG = (short) 0xBF20;
    private static final short TAG_SLOT = 0x80;
    private static final short TAG_IMEI = 0x81;
    private static final short TAG_SIGNATURE = 0x5F37;
    private static final short TAG_TAC = 0x81;
    private static final short CLASS_TLV_BYTES = 3;
    private static final short TAC_BYTES = 4;
    private static final short HASH_BYTES = 32;
    private static final byte[] DOMAIN = {
        'V', 'E', 'R', 'I', 'T', 'A', 'C', ' ', 'I', 'M', 'E', 'I', ' ', 'V', '1'
    };

    private static final short SLOT = 0;
    private static final short IMEI = 1;

    private final Vault vault;
    private final Certificate signer;
    private final Ecdsa ecdsa;
    private final MessageDigest sha256;

    /// Where slot and IMEI stand.
    private final short[] at =
            JCSystem.makeTransientShortArray((short) 2, JCSystem.CLEAR_ON_DESELECT);

    private final byte[] work =
            JCSystem.makeTransientByteArray(P256.POINT_BYTES, JCSystem.CLEAR_ON_DESELECT);

    ImeiRecord(Vault vault, Certificate signer, Ecdsa ecdsa, MessageDigest sha256) {
        this.vault = vault;
        this.signer = signer;
        this.ecdsa = ecdsa;
        this.sha256 = sha256;
    }

    /// Whether the record that fills `length` bytes has the form, an IMEI that is one, and a
    /// signature that counts.
    boolean read(byte[] data, short length) {
        short slot = field(data, Tlv.whole(data, (short) 0, length, TAG), length, TAG_SLOT);
        if (slot == Tlv.NONE || Tlv.length(data, slot) != 1) {
            return false;
        }
        short imei = field(data, (short) (slot + 1), length, TAG_IMEI);
        if (imei == Tlv.NONE || Tlv.length(data, imei) != Vault.IMEI_BYTES) {
            return false;
        }
        at[SLOT] = slot;
        at[IMEI] = imei;
        return data[slot] >= 1
                && data[slot] <= Vault.SLOTS
                && isImei(data, imei)
                && isSigned(data, (short) (imei + Vault.IMEI_BYTES), length);
    }

    /// The slot, counted from 0.
    short slot(byte[] data) {
        return (short) (data[at[SLOT]] - 1);
    }

    /// Where the IMEI stands.
    short imei() {
        return at[IMEI];
    }

    private static short field(byte[] data, short offset, short end, short tag) {
        if (offset == Tlv.NONE || Tlv.tag(data, offset, end) != tag) {
            return Tlv.NONE;
        }
        return Tlv.value(data, offset, end);
    }

    private boolean isSigned(byte[] data, short certificate, short end) {
        short value = field(data, certificate, end, Certificate.TAG);
        if (value == Tlv.NONE) {
            return false;
        }
        short next = (short) (value + Tlv.length(data, value));
        short signature = field(data, next, end, TAG_SIGNATURE);
        return signature != Tlv.NONE
                && Tlv.length(data, signature) == Ecdsa.RAW_BYTES
                && (short) (signature + Ecdsa.RAW_BYTES) == end
                && signer.read(data, certificate, (short) (next - certificate))
                && vault.signers.verify(signer, data, Certificate.SIGNS, vault.factory.kind())
                        == Trust.TRUSTED
                && namesTac(data)
                && verify(data, signature);
    }

    /// Whether the signer may sign for the TAC of this IMEI.
    private boolean namesTac(byte[] data) {
        short offset = (short) (signer.at(Certificate.DISCRETIONARY) + CLASS_TLV_BYTES);
        short end =
                (short)
                        (signer.at(Certificate.DISCRETIONARY)
                                + signer.length(Certificate.DISCRETIONARY, data));
        boolean named = false;
        while (offset < end) {
            short tac = field(data, offset, end, TAG_TAC);
            if (tac == Tlv.NONE || Tlv.length(data, tac) != TAC_BYTES) {
                return false;
            }
            named |= isTac(data, tac);
            offset = (short) (tac + TAC_BYTES);
        }
        return named;
    }

    /// The TAC has its first digit in the high half of a byte, the IMEI in the low one.
    private boolean isTac(byte[] data, short tac) {
        for (short i = 0; i < TAC_BYTES; i++) {
            short own = (short) (data[(short) (at[IMEI] + i)] & 0xFF);
            byte swapped = (byte) ((short) (own << 4) | (short) (own >> 4));
            if (data[(short) (tac + i)] != swapped) {
                return false;
            }
        }
        return true;
    }

    private boolean verify(byte[] data, short signature) {
        if (!vault.pairs.isMade(KeyPairs.AGREEMENT) || !ecdsa.beginVerify(data, signer.point())) {
            return false;
        }
        ecdsa.update(DOMAIN, (short) 0, (short) DOMAIN.length);
        ecdsa.update(data, at[SLOT], (short) 1);
        ecdsa.update(data, at[IMEI], Vault.IMEI_BYTES);
        vault.pairs.point(KeyPairs.AGREEMENT, work, (short) 0);
        sha256.reset();
        sha256.doFinal(work, (short) 0, P256.POINT_BYTES, work, (short) 0);
        ecdsa.update(work, (short) 0, HASH_BYTES);
        return ecdsa.verify(data, signature);
    }

    /// 15 decimal digits, low half of each byte first, the last of them the check digit (TS 23.003,
    /// annex B), then F.
    private static boolean isImei(byte[] data, short offset) {
        short sum = 0;
        for (short i = 0; i < 15; i++) {
            short digit = (short) (data[(short) (offset + (short) (i >> 1))] & 0xFF);
            boolean odd = (short) (i & 1) == 1;
            digit = odd ? (short) (digit >> 4) : (short) (digit & 0x0F);
            if (digit > 9) {
                return false;
            }
            short weighted = odd ? (short) (2 * digit) : digit;
            sum += weighted > 9 ? (short) (weighted - 9) : weighted;
        }
        boolean filled = (byte) (data[(short) (offset + 7)] & 0xF0) == (byte) 0xF0;
        return filled && (short) (sum % 10) == 0;
    }
}
