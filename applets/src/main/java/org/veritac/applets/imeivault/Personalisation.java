// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.imeivault;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import javacardx.crypto.Cipher;

import org.veritac.applets.channel.AesKey;
import org.veritac.applets.channel.Bytes;
import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.Factory;
import org.veritac.applets.channel.KeyPairs;
import org.veritac.applets.channel.P256;

/// What the factory may do, inside its channel, until it ends personalisation. One who lost an
/// answer may send the same command again.
final class Personalisation {
    private static final byte KEY_TYPE = (byte) 0x88;
    private static final short KEYS = 3;
    private static final short CHECK_BYTES = 3;

    /// What a key takes beside its own bytes: type, two lengths, the check value with its length.
    private static final short KEY_OVERHEAD = 3 + 1 + CHECK_BYTES;

    private static final short BLOCK = 16;

    private final Vault vault;
    private final Certificate certificate;
    private final ImeiRecord record;
    private final Cipher cbc = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_CBC_NOPAD, false);
    private final AesKey checked = AesKey.forSession();
    private final byte[] block = JCSystem.makeTransientByteArray(BLOCK, JCSystem.CLEAR_ON_DESELECT);

    Personalisation(Vault vault, Certificate certificate, ImeiRecord record) {
        this.vault = vault;
        this.certificate = certificate;
        this.record = record;
    }

    private static void require(boolean good) {
        if (!good) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
    }

    /// PUT KEY (Card Specification 11.8): `version`, then ENC, MAC and DEK, each `88`, length,
    /// length of the key, key under DEK, `03`, check value. The DEK is checked and not kept:
    /// nothing is ever enciphered under it.
    ///
    /// @return the length of the answer: version and check values
    short putKey(byte[] data, short length) {
        require(length > 1 && KeySets.isOperators(data[0]));
        short bytes = length > 3 ? data[3] : 0;
        require(bytes == AesKey.BYTES_128 || bytes == AesKey.BYTES_256);
        short each = (short) (bytes + KEY_OVERHEAD);
        require(length == (short) (1 + (short) (KEYS * each)));
        short at = 1;
        for (short i = 0; i < KEYS; i++) {
            decipher(data, at, bytes);
            at += each;
        }
        short enc = 4;
        require(vault.sets.put(data[0], data, enc, (short) (enc + each), bytes));
        short end = 1;
        at = (short) (each + 1 - CHECK_BYTES);
        for (short i = 0; i < KEYS; i++) {
            end = Util.arrayCopyNonAtomic(data, at, data, end, CHECK_BYTES);
            at += each;
        }
        return end;
    }

    /// Deciphers the key of one field in place and compares its check value.
    private void decipher(byte[] data, short at, short bytes) {
        short key = (short) (at + 3);
        short check = (short) (key + bytes);
        require(
                data[at] == KEY_TYPE
                        && data[(short) (at + 1)] == (byte) (bytes + 1)
                        && data[(short) (at + 2)] == (byte) bytes
                        && data[check] == CHECK_BYTES);
        cbc.init(vault.factory.key(Factory.DEK).key(), Cipher.MODE_DECRYPT);
        cbc.doFinal(data, key, bytes, data, key);
        require(vault.factory.allows(data, key, bytes));
        checked.set(data, key, bytes);
        Util.arrayFillNonAtomic(block, (short) 0, BLOCK, (byte) 1);
        cbc.init(checked.key(), Cipher.MODE_ENCRYPT);
        cbc.doFinal(block, (short) 0, BLOCK, block, (short) 0);
        checked.clear();
        require(Bytes.equal(block, (short) 0, data, (short) (check + 1), CHECK_BYTES));
    }

    /// STORE DATA.
    ///
    /// @param which P2
    void store(byte which, byte[] data, short length) {
        switch (which) {
            case 1:
                storeCertificate(data, length);
                break;
            case 2:
                require(vault.modules.anchor(data, (short) 0, length));
                break;
            case 3:
                require(vault.signers.anchor(data, (short) 0, length));
                break;
            case 4:
                require(record.read(data, length));
                require(vault.imei(record.slot(data)).write(data, record.imei(), Vault.IMEI_BYTES));
                break;
            case 6:
                require(length == 1 && (data[0] == 0 || data[0] == 1));
                vault.allowOneWay(data[0] == 1);
                break;
            default:
                ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }

    /// The vault's own certificate: its key is the agreement key, its serial the vault's id. Who
    /// signed it is the modules' business.
    private void storeCertificate(byte[] data, short length) {
        require(
                length <= Certificate.BYTES_MAX
                        && certificate.read(data, (short) 0, length)
                        && data[certificate.at(Certificate.USAGE)] == Certificate.AGREES
                        && certificate.kind(data) == vault.factory.kind()
                        && vault.pairs.isMade(KeyPairs.AGREEMENT));
        vault.pairs.point(KeyPairs.AGREEMENT, data, length);
        require(Bytes.equal(data, certificate.point(), data, length, P256.POINT_BYTES));
        short serial = certificate.at(Certificate.SERIAL);
        require(Bytes.equal(data, serial, vault.factory.id(), (short) 0, Factory.ID_BYTES));
        require(vault.certificate.write(data, (short) 0, length));
    }

    /// SET STATUS: personalised for ever.
    void end() {
        if (!vault.isComplete()) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        vault.personalised();
    }
}
