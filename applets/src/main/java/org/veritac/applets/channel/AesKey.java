// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.security.AESKey;
import javacard.security.KeyBuilder;

/// An AES key of 16 or 32 bytes, chosen when it is set. A Java Card key object has one length for
/// its life, so there are two of them.
public final class AesKey {
    public static final short BYTES_128 = 16;
    public static final short BYTES_256 = 32;

    private final AESKey key128;
    private final AESKey key256;

    /// The length of the present key in bytes; 0 without one. Written last, so that a key that was
    /// torn while it was written is none.
    private final byte[] bytes;

    private AesKey(byte type, byte[] bytes) {
        key128 = (AESKey) KeyBuilder.buildKey(type, KeyBuilder.LENGTH_AES_128, false);
        key256 = (AESKey) KeyBuilder.buildKey(type, KeyBuilder.LENGTH_AES_256, false);
        this.bytes = bytes;
    }

    /// One that is forgotten when its applet is deselected.
    public static AesKey forSession() {
        return new AesKey(
                KeyBuilder.TYPE_AES_TRANSIENT_DESELECT,
                JCSystem.makeTransientByteArray((short) 1, JCSystem.CLEAR_ON_DESELECT));
    }

    /// One that stays.
    public static AesKey stored() {
        return new AesKey(KeyBuilder.TYPE_AES, new byte[1]);
    }

    /// @param length 16 or 32; else 6700 is thrown
    public void set(byte[] buffer, short offset, short length) {
        bytes[0] = 0;
        if (length == BYTES_128) {
            key128.setKey(buffer, offset);
        } else if (length == BYTES_256) {
            key256.setKey(buffer, offset);
        } else {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        bytes[0] = (byte) length;
    }

    public boolean isSet() {
        return bytes[0] != 0;
    }

    /// 16 or 32; 0 without a key.
    public short bytes() {
        return bytes[0];
    }

    /// What ciphers and MACs take. Only while there is a key.
    public AESKey key() {
        return bytes[0] == BYTES_256 ? key256 : key128;
    }

    public void clear() {
        bytes[0] = 0;
        key128.clearKey();
        key256.clearKey();
    }
}
