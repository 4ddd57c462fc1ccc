// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import javacardx.crypto.Cipher;

/// One channel of SCP03 (Amendment D), from either side: key derivation, cryptograms, and the
/// protection of commands and responses at level 33, which is C-MAC, C-ENC, R-MAC and R-ENC
/// together; there is no other level here. SCP11 loads its own keys and then works the same.
///
/// A channel that failed once is closed and accepts nothing until a new one is opened.
public final class Session {
    /// C-MAC, C-ENC, R-MAC and R-ENC.
    public static final byte LEVEL = 0x33;

    /// Derivation constants of the cryptograms.
    public static final byte CARD = 0x00;

    public static final byte HOST = 0x01;

    /// Lengths of challenges, cryptograms and MACs.
    public static final short S8 = 8;

    public static final short S16 = 16;

    /// What `acceptHost` and the methods that check say.
    public static final short GOOD = 0;

    public static final short WRONG_CRYPTOGRAM = -1;
    public static final short WRONG_MAC = -2;

    private static final byte SECURE_MESSAGING = 0x04;
    private static final byte S_ENC = 0x04;
    private static final byte S_MAC = 0x06;
    private static final byte S_RMAC = 0x07;
    private static final short BLOCK = 16;
    private static final short COMMAND_BYTES_MAX = 255;
    private static final short HEADER = 4;
    private static final short DATA = 5;

    /// Parts of the state.
    private static final short CHAIN = 0;

    private static final short COUNTER = 16;
    private static final short WORK = 32;
    private static final short LENGTH_FIELD = 48;
    private static final short MAC_BYTES = 51;
    private static final short OPEN = 52;
    private static final short STATE_BYTES = 53;

    private final AesKey enc;
    private final AesKey mac;
    private final AesKey rmac;
    private final Cmac cmac;
    private final Kdf kdf;
    private final Cipher ecb;
    private final Cipher cbc;

    /// The MAC chaining value, the command counter, a block to work in, Lc as it is MACed, the
    /// length of MACs, and whether the channel is open.
    private final byte[] state;

    private final byte[] fresh;

    /// @param cmac may be shared with others that use it between calls
    public Session(Cmac cmac, Kdf kdf) {
        this.cmac = cmac;
        this.kdf = kdf;
        enc = AesKey.forSession();
        mac = AesKey.forSession();
        rmac = AesKey.forSession();
        ecb = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_ECB_NOPAD, false);
        cbc = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_CBC_NOPAD, false);
        state = JCSystem.makeTransientByteArray(STATE_BYTES, JCSystem.CLEAR_ON_DESELECT);
        fresh = JCSystem.makeTransientByteArray(AesKey.BYTES_256, JCSystem.CLEAR_ON_DESELECT);
    }

    /// Begins a channel with the challenges.
    ///
    /// @param buffer host challenge, then card challenge, each of `size` bytes
    /// @param size S8 or S16
    public void context(byte[] buffer, short offset, short size) {
        close();
        state[MAC_BYTES] = (byte) size;
        kdf.context(buffer, offset, (short) (2 * size));
    }

    /// Derives the session keys (Amendment D, 6.2.1), each as long as the static ones.
    public void derive(AesKey staticEnc, AesKey staticMac) {
        derive(staticEnc, S_ENC, enc);
        derive(staticMac, S_MAC, mac);
        derive(staticMac, S_RMAC, rmac);
        Util.arrayFillNonAtomic(fresh, (short) 0, AesKey.BYTES_256, (byte) 0);
    }

    private void derive(AesKey from, byte constant, AesKey to) {
        kdf.derive(from, constant, from.bytes(), fresh, (short) 0);
        to.set(fresh, (short) 0, from.bytes());
    }

    /// Writes the card's or the host's cryptogram (6.2.2), 8 or 16 bytes.
    ///
    /// @param which CARD or HOST
    public void cryptogram(byte which, byte[] out, short offset) {
        kdf.derive(mac, which, state[MAC_BYTES], out, offset);
    }

    /// Whether a cryptogram is the one expected.
    ///
    /// @param which CARD or HOST
    public boolean isCryptogram(byte which, byte[] buffer, short offset) {
        cryptogram(which, fresh, (short) 0);
        return Bytes.equal(fresh, (short) 0, buffer, offset, state[MAC_BYTES]);
    }

    /// Card: takes an EXTERNAL AUTHENTICATE and opens the channel when all of it is right.
    ///
    /// @param apdu header with Lc, then cryptogram and C-MAC
    /// @param length of cryptogram and C-MAC
    /// @return GOOD, WRONG_CRYPTOGRAM or WRONG_MAC
    public short acceptHost(byte[] apdu, short offset, short length) {
        short size = state[MAC_BYTES];
        short data = (short) (offset + DATA);
        if (!mac.isSet() || size == 0 || length != (short) (2 * size)) {
            close();
            return WRONG_CRYPTOGRAM;
        }
        if (!isCryptogram(HOST, apdu, data)) {
            close();
            return WRONG_CRYPTOGRAM;
        }
        if (!isCommandMac(apdu, offset, apdu, data, length)) {
            close();
            return WRONG_MAC;
        }
        state[OPEN] = 1;
        return GOOD;
    }

    /// Host: makes the EXTERNAL AUTHENTICATE and opens the channel. The card's cryptogram has to be
    /// checked before.
    ///
    /// @return the length of the command, without Le
    public short externalAuthenticate(byte[] apdu, short offset) {
        short size = state[MAC_BYTES];
        Util.setShort(apdu, offset, (short) 0x8482);
        Util.setShort(apdu, (short) (offset + 2), (short) (LEVEL << 8));
        cryptogram(HOST, apdu, (short) (offset + DATA));
        short length = appendMac(apdu, offset, size);
        state[OPEN] = 1;
        return length;
    }

    /// Takes the keys of SCP11 (Amendment F, 6.5): S-ENC, S-MAC, S-RMAC one after the other, and
    /// the receipt as first chaining value. MACs have 8 bytes. The channel is open.
    ///
    /// @param bytes of one key, 16 or 32
    public void load(byte[] keys, short offset, short bytes, byte[] receipt, short receiptOffset) {
        close();
        enc.set(keys, offset, bytes);
        mac.set(keys, (short) (offset + bytes), bytes);
        rmac.set(keys, (short) (offset + 2 * bytes), bytes);
        Util.arrayCopyNonAtomic(receipt, receiptOffset, state, CHAIN, BLOCK);
        state[MAC_BYTES] = (byte) S8;
        state[OPEN] = 1;
    }

    public boolean isOpen() {
        return state[OPEN] == 1;
    }

    /// Forgets keys and state.
    public void close() {
        enc.clear();
        mac.clear();
        rmac.clear();
        Util.arrayFillNonAtomic(state, (short) 0, STATE_BYTES, (byte) 0);
        Util.arrayFillNonAtomic(fresh, (short) 0, AesKey.BYTES_256, (byte) 0);
    }

    /// Card: checks and deciphers a command in place (6.2.4 to 6.2.6). More data than one APDU
    /// holds has been put together before; its Lc is MACed in three bytes.
    ///
    /// @param header of the (last) command, CLA to P2
    /// @param data enciphered data and C-MAC
    /// @return the length of the data; WRONG_MAC when the channel is closed, now or before
    public short unwrapCommand(
            byte[] header, short headerOffset, byte[] data, short offset, short length) {
        if (state[OPEN] != 1 || !isCommandMac(header, headerOffset, data, offset, length)) {
            close();
            return WRONG_MAC;
        }
        count();
        short enciphered = (short) (length - state[MAC_BYTES]);
        if (enciphered == 0) {
            return 0;
        }
        return decipher((byte) 0, data, offset, enciphered);
    }

    /// Card: enciphers and MACs a response in place (6.2.7).
    ///
    /// @param status which the caller sends behind it
    /// @return the length of the data with R-MAC, at most `length` + 32
    public short wrapResponse(byte[] data, short offset, short length, short status) {
        short enciphered = length == 0 ? 0 : encipher((byte) 0x80, data, offset, length);
        short end = (short) (offset + enciphered);
        responseMac(data, offset, enciphered, status);
        Util.arrayCopyNonAtomic(fresh, (short) 0, data, end, state[MAC_BYTES]);
        return (short) (enciphered + state[MAC_BYTES]);
    }

    /// Host: enciphers and MACs a command in place.
    ///
    /// @param apdu plain header with Lc, then data
    /// @return the length of the command, without Le; 6700 is thrown when it does not fit one APDU
    public short wrapCommand(byte[] apdu, short offset) {
        if (state[OPEN] != 1) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        short plain = (short) (apdu[(short) (offset + HEADER)] & 0xFF);
        short padded = plain == 0 ? 0 : (short) ((short) (plain & 0xF0) + BLOCK);
        if ((short) (padded + state[MAC_BYTES]) > COMMAND_BYTES_MAX) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        apdu[offset] = (byte) (apdu[offset] | SECURE_MESSAGING);
        count();
        short data = (short) (offset + DATA);
        return appendMac(apdu, offset, plain == 0 ? 0 : encipher((byte) 0, apdu, data, plain));
    }

    /// Host: checks and deciphers a response in place. A response without data and MAC, as errors
    /// have, is not authentic and ends the channel.
    ///
    /// @param length of data, R-MAC and status word
    /// @return the length of the data; WRONG_MAC when the channel is closed, now or before
    public short unwrapResponse(byte[] response, short offset, short length) {
        short enciphered = (short) ((short) (length - 2) - state[MAC_BYTES]);
        if (state[OPEN] != 1 || enciphered < 0) {
            close();
            return WRONG_MAC;
        }
        short end = (short) (offset + enciphered);
        short status = Util.getShort(response, (short) (end + state[MAC_BYTES]));
        responseMac(response, offset, enciphered, status);
        if (!Bytes.equal(fresh, (short) 0, response, end, state[MAC_BYTES])) {
            close();
            return WRONG_MAC;
        }
        return enciphered == 0 ? 0 : decipher((byte) 0x80, response, offset, enciphered);
    }

    /// MACs a command whose data has `length` bytes, puts the C-MAC behind it and corrects Lc.
    private short appendMac(byte[] apdu, short offset, short length) {
        short size = state[MAC_BYTES];
        short data = (short) (offset + DATA);
        short end = (short) (data + length);
        apdu[(short) (offset + HEADER)] = (byte) (length + size);
        commandMac(apdu, offset, apdu, data, (short) (length + size));
        Util.arrayCopyNonAtomic(state, CHAIN, apdu, end, size);
        return (short) ((short) (end + size) - offset);
    }

    private boolean isCommandMac(
            byte[] header, short headerOffset, byte[] data, short offset, short length) {
        short size = state[MAC_BYTES];
        if (length < size) {
            return false;
        }
        commandMac(header, headerOffset, data, offset, length);
        short sent = (short) ((short) (offset + length) - size);
        return Bytes.equal(state, CHAIN, data, sent, size);
    }

    /// The next chaining value, whose beginning is the C-MAC.
    ///
    /// @param length of data and C-MAC, which is what Lc says
    private void commandMac(
            byte[] header, short headerOffset, byte[] data, short offset, short length) {
        cmac.init(mac.key());
        cmac.update(state, CHAIN, BLOCK);
        Util.arrayCopyNonAtomic(header, headerOffset, state, WORK, HEADER);
        cmac.update(state, WORK, HEADER);
        short field = LENGTH_FIELD + 2;
        if (length > COMMAND_BYTES_MAX) {
            field = LENGTH_FIELD;
        }
        state[LENGTH_FIELD] = 0;
        Util.setShort(state, (short) (LENGTH_FIELD + 1), length);
        cmac.update(state, field, (short) (MAC_BYTES - field));
        cmac.update(data, offset, (short) (length - state[MAC_BYTES]));
        cmac.finish(state, CHAIN);
    }

    private void responseMac(byte[] data, short offset, short length, short status) {
        cmac.init(rmac.key());
        cmac.update(state, CHAIN, BLOCK);
        cmac.update(data, offset, length);
        Util.setShort(state, WORK, status);
        cmac.update(state, WORK, (short) 2);
        cmac.finish(fresh, (short) 0);
    }

    private void count() {
        for (short i = (short) (COUNTER + BLOCK - 1); i >= COUNTER; i--) {
            state[i]++;
            if (state[i] != 0) {
                return;
            }
        }
    }

    /// Begins CBC with the encrypted counter, whose first byte is 80 for responses.
    private void cipher(byte direction, byte mode) {
        Util.arrayCopyNonAtomic(state, COUNTER, state, WORK, BLOCK);
        state[WORK] = direction;
        ecb.init(enc.key(), Cipher.MODE_ENCRYPT);
        ecb.doFinal(state, WORK, BLOCK, state, WORK);
        cbc.init(enc.key(), mode, state, WORK, BLOCK);
    }

    private short encipher(byte direction, byte[] data, short offset, short length) {
        short padded = (short) ((short) (length & (short) 0xFFF0) + BLOCK);
        short end = (short) (offset + length);
        data[end] = (byte) 0x80;
        Util.arrayFillNonAtomic(
                data, (short) (end + 1), (short) ((short) (padded - length) - 1), (byte) 0);
        cipher(direction, Cipher.MODE_ENCRYPT);
        return cbc.doFinal(data, offset, padded, data, offset);
    }

    /// The length without padding; WRONG_MAC, and the channel closed, when it is not padded.
    private short decipher(byte direction, byte[] data, short offset, short length) {
        if ((short) (length & (BLOCK - 1)) != 0) {
            close();
            return WRONG_MAC;
        }
        cipher(direction, Cipher.MODE_DECRYPT);
        cbc.doFinal(data, offset, length, data, offset);
        short last = (short) ((short) (offset + length) - 1);
        while (last > offset && data[last] == 0) {
            last--;
        }
        if (data[last] != (byte) 0x80) {
            close();
            return WRONG_MAC;
        }
        return (short) (last - offset);
    }
}
