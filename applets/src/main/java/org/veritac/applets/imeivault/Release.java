// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.imeivault;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.MessageDigest;

import org.veritac.applets.channel.Ecdsa;
import org.veritac.applets.channel.Factory;
import org.veritac.applets.channel.KeyPairs;

/// What a personalised vault gives out inside a channel: its IMEIs, and a proof that it has them.
final class Release {
    static final short NONCE_BYTES = 16;

    private static final short TAG_IMEIS = (short) 0xDF21;
    private static final byte TAG_VAULT = (byte) 0x82;
    private static final byte TAG_ENTRY = (byte) 0xA0;
    private static final byte TAG_SLOT = (byte) 0x80;
    private static final byte TAG_IMEI = (byte) 0x81;
    private static final short HEAD_BYTES = 3;
    private static final short ENTRY_BYTES = 5 + Vault.IMEI_BYTES;
    private static final short CONTENT_BYTES_MAX =
            2 + Factory.ID_BYTES + Vault.SLOTS * (2 + ENTRY_BYTES);
    private static final short HASH_BYTES = 32;
    private static final byte[] DOMAIN = {
        'V', 'E', 'R', 'I', 'T', 'A', 'C', ' ', 'P', 'R', 'O', 'O', 'F', ' ', 'V', '1'
    };

    private final Vault vault;
    private final Ecdsa ecdsa;
    private final MessageDigest sha256;
    private final byte[] work =
            JCSystem.makeTransientByteArray(CONTENT_BYTES_MAX, JCSystem.CLEAR_ON_DESELECT);

    Release(Vault vault, Ecdsa ecdsa, MessageDigest sha256) {
        this.vault = vault;
        this.ecdsa = ecdsa;
        this.sha256 = sha256;
    }

    /// Writes `DF21 {82 vault id, A0 {80 slot, 81 IMEI}..}` and returns its length.
    short imeis(byte[] out) {
        short length = content(out, HEAD_BYTES);
        Util.setShort(out, (short) 0, TAG_IMEIS);
        out[2] = (byte) length;
        return (short) (HEAD_BYTES + length);
    }

    private short content(byte[] out, short offset) {
        out[offset] = TAG_VAULT;
        out[(short) (offset + 1)] = (byte) Factory.ID_BYTES;
        short end =
                Util.arrayCopyNonAtomic(
                        vault.factory.id(), (short) 0, out, (short) (offset + 2), Factory.ID_BYTES);
        for (short slot = 0; slot < Vault.SLOTS; slot++) {
            if (vault.imei(slot).isWritten()) {
                end = entry(slot, out, end);
            }
        }
        return (short) (end - offset);
    }

    private short entry(short slot, byte[] out, short offset) {
        Util.setShort(out, offset, Util.makeShort(TAG_ENTRY, (byte) ENTRY_BYTES));
        Util.setShort(out, (short) (offset + 2), Util.makeShort(TAG_SLOT, (byte) 1));
        out[(short) (offset + 4)] = (byte) (slot + 1);
        Util.setShort(out, (short) (offset + 5), Util.makeShort(TAG_IMEI, (byte) Vault.IMEI_BYTES));
        return Util.arrayCopyNonAtomic(
                vault.imei(slot).content(), (short) 0, out, (short) (offset + 7), Vault.IMEI_BYTES);
    }

    /// Signs `"VERITAC PROOF V1"`, a nonce of 16 bytes and SHA-256 of what DF21 holds.
    ///
    /// @return the length of the answer `5F37 r || s`
    short proof(byte[] data, short length) {
        if (length != NONCE_BYTES) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        short bytes = content(work, (short) 0);
        sha256.reset();
        sha256.doFinal(work, (short) 0, bytes, work, (short) 0);
        ecdsa.beginSign(vault.pairs.privateKey(KeyPairs.SIGNING));
        ecdsa.update(DOMAIN, (short) 0, (short) DOMAIN.length);
        ecdsa.update(data, (short) 0, NONCE_BYTES);
        ecdsa.update(work, (short) 0, HASH_BYTES);
        Util.setShort(data, (short) 0, (short) 0x5F37);
        data[2] = (byte) Ecdsa.RAW_BYTES;
        ecdsa.sign(data, (short) 3);
        return (short) (3 + Ecdsa.RAW_BYTES);
    }
}
