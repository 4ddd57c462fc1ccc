// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/// What a card has of its factory: its id and its class for ever, the factory's keys until
/// personalisation has ended.
public final class Factory {
    public static final short ID_BYTES = 8;

    /// Which key.
    public static final short ENC = 0;

    public static final short MAC = 1;
    public static final short DEK = 2;

    private static final short TAG_ID = 0x80;
    private static final short TAG_KEYS = 0x81;
    private static final short TAG_CLASS = 0x82;

    private final byte[] id = new byte[ID_BYTES];
    private final byte[] kind = new byte[1];
    private final AesKey[] keys;

    /// @param count how many keys there are: 2 without DEK, 3 with it
    public Factory(short count) {
        keys = new AesKey[count];
        for (short i = 0; i < count; i++) {
            keys[i] = AesKey.stored();
        }
    }

    /// Takes the parameters of the installation: `80` id, `81` keys one behind the other, `82`
    /// class.
    public void install(byte[] buffer, short offset, short length) {
        short end = (short) (offset + length);
        short at = parameter(buffer, offset, end, TAG_ID);
        require(Tlv.length(buffer, at) == ID_BYTES);
        Util.arrayCopyNonAtomic(buffer, at, id, (short) 0, ID_BYTES);
        short key = parameter(buffer, (short) (at + ID_BYTES), end, TAG_KEYS);
        short all = Tlv.length(buffer, key);
        short each = (short) (all / (short) keys.length);
        require(all == (short) (each * (short) keys.length));
        at = parameter(buffer, (short) (key + all), end, TAG_CLASS);
        require(Tlv.length(buffer, at) == 1 && (short) (at + 1) == end);
        kind[0] = buffer[at];
        require(kind[0] == Certificate.LAB || kind[0] == Certificate.PRODUCTION);
        for (short i = 0; i < keys.length; i++) {
            require(allows(buffer, key, each));
            keys[i].set(buffer, key, each);
            key += each;
        }
    }

    private static short parameter(byte[] buffer, short offset, short end, short tag) {
        short value = Tlv.value(buffer, offset, end);
        require(value != Tlv.NONE && Tlv.tag(buffer, offset, end) == tag);
        return value;
    }

    private static void require(boolean good) {
        if (!good) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
    }

    /// Whether this card takes a key: in production none that everybody knows.
    public boolean allows(byte[] key, short offset, short bytes) {
        return kind[0] != Certificate.PRODUCTION || !PublishedKeys.contain(key, offset, bytes);
    }

    public byte[] id() {
        return id;
    }

    /// LAB or PRODUCTION.
    public byte kind() {
        return kind[0];
    }

    public AesKey key(short which) {
        return keys[which];
    }

    /// Personalisation has ended.
    public void end() {
        for (short i = 0; i < keys.length; i++) {
            keys[i].clear();
        }
    }
}
