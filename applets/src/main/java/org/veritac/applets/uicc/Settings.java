// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.ISO7816;
import javacard.framework.Util;

import org.veritac.applets.channel.AesKey;
import org.veritac.applets.channel.Certificate;
import org.veritac.applets.channel.PublishedKeys;
import org.veritac.applets.channel.Tlv;

/// What the operator sets in the factory and over the air alike: policy, pairing, keys of vaults
/// and whom to trust. Answers are status words.
final class Settings {
    /// Mode of the policy for static keys; the others are those of [CertifiedOpening].
    static final byte STATIC = 0x03;

    private static final byte TAG_0 = (byte) 0x80;
    private static final byte TAG_1 = (byte) 0x81;
    private static final byte TAG_2 = (byte) 0x82;
    private static final byte TAG_3 = (byte) 0x83;
    private static final byte TAG_4 = (byte) 0x84;
    private static final short TAG_POINT = 0x7F49;
    private static final short TAG_LIST = (short) 0xBF22;
    private static final byte KVN_MAX = 0x0F;
    private static final short HEAD_KVN = 8;
    private static final short DATE_BYTES = 4;
    private static final short WRONG = ISO7816.SW_WRONG_DATA;
    private static final short OK = ISO7816.SW_NO_ERROR;

    private final State state;
    private final Pairing pairing;
    private final VaultKeys vaultKeys;
    private final Credentials credentials;

    Settings(State state, Pairing pairing, VaultKeys vaultKeys, Credentials credentials) {
        this.state = state;
        this.pairing = pairing;
        this.vaultKeys = vaultKeys;
        this.credentials = credentials;
    }

    /// PAIR.
    short pair(byte[] buffer, short off, short end, byte[] scratch) {
        return pairing.change(buffer, off, end, scratch) ? OK : WRONG;
    }

    /// POLICY: what is not named stays as it is.
    short policy(byte[] buffer, short off, short end) {
        short mode = Tlv.find(buffer, off, end, TAG_0);
        short recheck = Tlv.find(buffer, off, end, TAG_1);
        short call = Tlv.find(buffer, off, end, TAG_2);
        short noVault = Tlv.find(buffer, off, end, TAG_3);
        short limit = Tlv.find(buffer, off, end, TAG_4);
        boolean good =
                isByte(buffer, mode)
                        && isByte(buffer, call)
                        && isByte(buffer, noVault)
                        && isByte(buffer, limit)
                        && (recheck == Tlv.NONE || Tlv.length(buffer, recheck) == 2);
        if (!good
                || (mode != Tlv.NONE && !isMode(buffer[mode]))
                || isMore(buffer, call)
                || isMore(buffer, noVault)) {
            return WRONG;
        }
        state.journal().begin();
        put(Places.MODE, buffer, mode, (short) 1);
        put(Places.RECHECK, buffer, recheck, (short) 2);
        put(Places.BEFORE_CALL, buffer, call, (short) 1);
        put(Places.NO_VAULT, buffer, noVault, (short) 1);
        put(Places.LIMIT, buffer, limit, (short) 1);
        state.journal().commit();
        return OK;
    }

    private static boolean isByte(byte[] buffer, short value) {
        return value == Tlv.NONE || Tlv.length(buffer, value) == 1;
    }

    private static boolean isMore(byte[] buffer, short value) {
        return value != Tlv.NONE && buffer[value] != 0 && buffer[value] != 1;
    }

    /// A certified mode only where there is what it takes.
    private boolean isMode(byte mode) {
        if (mode == STATIC) {
            return true;
        }
        boolean trusting = credentials.trust().isSet() || !state.isPersonalised();
        boolean able = credentials.isSet() || !state.isPersonalised();
        return (mode == CertifiedOpening.ONE_WAY && trusting)
                || (mode == CertifiedOpening.MUTUAL && trusting && able);
    }

    private void put(short place, byte[] buffer, short value, short length) {
        if (value != Tlv.NONE) {
            state.journal().put(place, buffer, value, length);
        }
    }

    /// KEYS: of one vault, or that they are to be forgotten.
    ///
    /// @param scratch at least 80 bytes, overwritten
    short keys(byte[] buffer, short off, short end, byte[] scratch) {
        short id = Tlv.find(buffer, off, end, TAG_0);
        short kvn = Tlv.find(buffer, off, end, TAG_1);
        short enc = Tlv.find(buffer, off, end, TAG_2);
        short mac = Tlv.find(buffer, off, end, TAG_3);
        short dek = Tlv.find(buffer, off, end, TAG_4);
        if (id == Tlv.NONE || Tlv.length(buffer, id) != State.IMEI) {
            return WRONG;
        }
        if (enc == Tlv.NONE) {
            return vaultKeys.forget(buffer, id, scratch) ? OK : (short) 0x6A88;
        }
        if (kvn == Tlv.NONE
                || Tlv.length(buffer, kvn) != 1
                || buffer[kvn] < 1
                || buffer[kvn] > KVN_MAX
                || mac == Tlv.NONE) {
            return WRONG;
        }
        short bytes = Tlv.length(buffer, enc);
        if ((bytes != AesKey.BYTES_128 && bytes != AesKey.BYTES_256)
                || Tlv.length(buffer, mac) != bytes
                || (dek != Tlv.NONE && Tlv.length(buffer, dek) != bytes)
                || isForbidden(buffer, enc, bytes)
                || isForbidden(buffer, mac, bytes)) {
            return WRONG;
        }
        Util.arrayCopyNonAtomic(buffer, id, scratch, (short) 0, State.IMEI);
        scratch[HEAD_KVN] = buffer[kvn];
        scratch[(short) (HEAD_KVN + 1)] = (byte) bytes;
        vaultKeys.put(scratch, (short) 0, buffer, enc, mac);
        return OK;
    }

    /// Whether a key is published and this card is one for production.
    boolean isForbidden(byte[] buffer, short off, short bytes) {
        return credentials.kind() == Certificate.PRODUCTION
                && PublishedKeys.contain(buffer, off, bytes);
    }

    /// TRUST: an authority for vaults, a revocation list, a date.
    short trust(byte[] buffer, short off, short end) {
        short at = off;
        boolean good = at < end;
        while (good && at < end) {
            short value = Tlv.value(buffer, at, end);
            if (value == Tlv.NONE) {
                return WRONG;
            }
            short next = (short) (value + Tlv.length(buffer, value));
            short tag = Tlv.tag(buffer, at, end);
            if (tag == TAG_POINT) {
                short id = Tlv.value(buffer, next, end);
                next = id == Tlv.NONE ? end : (short) (id + Tlv.length(buffer, id));
                good = credentials.trust().anchor(buffer, at, (short) (next - at));
            } else if (tag == TAG_LIST) {
                good = credentials.trust().revoke(buffer, at, (short) (next - at));
            } else if (tag == (short) (TAG_1 & 0xFF) && (short) (next - value) == DATE_BYTES) {
                credentials.trust().learn(buffer, value);
            } else {
                good = false;
            }
            at = next;
        }
        return good ? OK : WRONG;
    }
}
