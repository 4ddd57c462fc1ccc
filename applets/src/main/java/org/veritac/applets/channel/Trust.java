// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.Util;

import org.veritac.applets.store.Record;

/// One certification authority that a card trusts, the serials it has revoked, and the newest date
/// that the card has learned authentically; a card has no clock. All of it changes at once.
public final class Trust {
    /// What `verify` says.
    public static final byte TRUSTED = 0;

    /// Another authority, a wrong signature, a wrong usage or a class that this card refuses.
    public static final byte REFUSED = 1;

    public static final byte REVOKED = 2;
    public static final byte ENDED = 3;

    /// A revocation list `BF22`.
    public static final short LIST_TAG = (short) 0xBF22;

    public static final short SERIALS_MAX = 16;
    public static final short NUMBER_BYTES = 4;

    private static final short AUTHORITY_BYTES_MAX = 16;
    private static final short AUTHORITY_LENGTH = 0;
    private static final short AUTHORITY = 1;
    private static final short POINT = AUTHORITY + AUTHORITY_BYTES_MAX;
    private static final short NUMBER = POINT + P256.POINT_BYTES;
    private static final short DATE = NUMBER + NUMBER_BYTES;
    private static final short COUNT = DATE + NUMBER_BYTES;
    private static final short SERIALS = COUNT + 1;
    private static final short RECORD_BYTES = SERIALS + SERIALS_MAX * Certificate.SERIAL_BYTES;

    private static final short TAG_POINT = 0x7F49;
    private static final short TAG_AUTHORITY = 0x42;
    private static final short TAG_NUMBER = 0x80;
    private static final short TAG_DATE = 0x81;
    private static final short TAG_SERIAL = 0x82;
    private static final short TAG_SIGNATURE = 0x5F37;
    private static final short POINT_VALUE_BYTES = 70;
    private static final short SERIAL_TLV_BYTES = 2 + Certificate.SERIAL_BYTES;

    private final Ecdsa ecdsa;
    private final Record record;

    public Trust(Ecdsa ecdsa) {
        this.ecdsa = ecdsa;
        record = new Record(RECORD_BYTES);
    }

    /// Whether there is an authority.
    public boolean isSet() {
        return record.current()[AUTHORITY_LENGTH] != 0;
    }

    /// Takes `7F49 {B0 41 point, F0 01 00}` and `42 id` as the authority, in place of one that was
    /// there; its list goes, the date stays.
    ///
    /// @return whether the bytes have this form
    public boolean anchor(byte[] buffer, short offset, short length) {
        short end = (short) (offset + length);
        short key = Tlv.value(buffer, offset, end);
        if (key == Tlv.NONE
                || Tlv.tag(buffer, offset, end) != TAG_POINT
                || Tlv.length(buffer, key) != POINT_VALUE_BYTES
                || !Certificate.isPoint(buffer, key)) {
            return false;
        }
        short next = (short) (key + POINT_VALUE_BYTES);
        short id = Tlv.value(buffer, next, end);
        if (id == Tlv.NONE || Tlv.tag(buffer, next, end) != TAG_AUTHORITY) {
            return false;
        }
        short idBytes = Tlv.length(buffer, id);
        if (idBytes == 0 || idBytes > AUTHORITY_BYTES_MAX || (short) (id + idBytes) != end) {
            return false;
        }
        if (isAuthority(buffer, id, idBytes)
                && Util.arrayCompare(
                                record.current(),
                                POINT,
                                buffer,
                                (short) (key + 2),
                                P256.POINT_BYTES)
                        == 0) {
            return true;
        }
        byte[] fresh = begin();
        Util.arrayFillNonAtomic(fresh, (short) 0, DATE, (byte) 0);
        fresh[COUNT] = 0;
        fresh[AUTHORITY_LENGTH] = (byte) idBytes;
        Util.arrayCopyNonAtomic(buffer, id, fresh, AUTHORITY, idBytes);
        Util.arrayCopyNonAtomic(buffer, (short) (key + 2), fresh, POINT, P256.POINT_BYTES);
        record.commit();
        return true;
    }

    /// Learns a date (4 bytes, YYYYMMDD in BCD) that came authentically; an older one says nothing.
    public void learn(byte[] buffer, short offset) {
        if (Bytes.compare(buffer, offset, record.current(), DATE, NUMBER_BYTES) > 0) {
            Util.arrayCopyNonAtomic(buffer, offset, begin(), DATE, NUMBER_BYTES);
            record.commit();
        }
    }

    /// Takes a revocation list `BF22` of this authority with a number above the last.
    ///
    /// @return whether it was one; nothing changes when not
    public boolean revoke(byte[] buffer, short offset, short length) {
        short end = (short) (offset + length);
        short body = Tlv.whole(buffer, offset, end, LIST_TAG);
        if (body == Tlv.NONE) {
            return false;
        }
        short id = Tlv.value(buffer, body, end);
        if (id == Tlv.NONE
                || Tlv.tag(buffer, body, end) != TAG_AUTHORITY
                || !isAuthority(buffer, id, Tlv.length(buffer, id))) {
            return false;
        }
        short number = word(buffer, (short) (id + Tlv.length(buffer, id)), end, TAG_NUMBER);
        if (number == Tlv.NONE) {
            return false;
        }
        short date = word(buffer, (short) (number + NUMBER_BYTES), end, TAG_DATE);
        if (date == Tlv.NONE
                || Bytes.compare(buffer, number, record.current(), NUMBER, NUMBER_BYTES) <= 0) {
            return false;
        }
        short serials = (short) (date + NUMBER_BYTES);
        short count = serials(buffer, serials, end);
        short signature = (short) (serials + (short) (count * SERIAL_TLV_BYTES));
        if (count == Tlv.NONE || !isSigned(buffer, body, signature, end)) {
            return false;
        }
        take(buffer, number, date, count);
        return true;
    }

    /// Where the 4 bytes of a TLV stand, or NONE when it is not there.
    private static short word(byte[] buffer, short offset, short end, short tag) {
        short value = Tlv.value(buffer, offset, end);
        boolean good =
                value != Tlv.NONE
                        && Tlv.tag(buffer, offset, end) == tag
                        && Tlv.length(buffer, value) == NUMBER_BYTES;
        return good ? value : Tlv.NONE;
    }

    /// How many serials stand there, or NONE when one has another length or they are too many.
    private static short serials(byte[] buffer, short offset, short end) {
        short count = 0;
        short next = offset;
        while (Tlv.tag(buffer, next, end) == TAG_SERIAL) {
            short value = Tlv.value(buffer, next, end);
            if (value == Tlv.NONE
                    || Tlv.length(buffer, value) != Certificate.SERIAL_BYTES
                    || count == SERIALS_MAX) {
                return Tlv.NONE;
            }
            next = (short) (value + Certificate.SERIAL_BYTES);
            count++;
        }
        return count;
    }

    /// Whether `5F37` is the rest, and signs what stands from `body` to it.
    private boolean isSigned(byte[] buffer, short body, short signature, short end) {
        short value = Tlv.value(buffer, signature, end);
        if (value == Tlv.NONE
                || Tlv.tag(buffer, signature, end) != TAG_SIGNATURE
                || Tlv.length(buffer, value) != Ecdsa.RAW_BYTES
                || (short) (value + Ecdsa.RAW_BYTES) != end
                || !ecdsa.beginVerify(record.current(), POINT)) {
            return false;
        }
        ecdsa.update(buffer, body, (short) (signature - body));
        return ecdsa.verify(buffer, value);
    }

    private void take(byte[] buffer, short number, short date, short count) {
        byte[] fresh = begin();
        Util.arrayCopyNonAtomic(buffer, number, fresh, NUMBER, NUMBER_BYTES);
        if (Bytes.compare(buffer, date, fresh, DATE, NUMBER_BYTES) > 0) {
            Util.arrayCopyNonAtomic(buffer, date, fresh, DATE, NUMBER_BYTES);
        }
        short from = (short) (date + NUMBER_BYTES);
        short to = SERIALS;
        for (short i = 0; i < count; i++) {
            Util.arrayCopyNonAtomic(
                    buffer, (short) (from + 2), fresh, to, Certificate.SERIAL_BYTES);
            from += SERIAL_TLV_BYTES;
            to += Certificate.SERIAL_BYTES;
        }
        fresh[COUNT] = (byte) count;
        record.commit();
    }

    /// Says whether a certificate that was read from `buffer` is to be believed.
    ///
    /// @param usage what its key has to be for
    /// @param kind of this card: a production card believes production certificates only
    /// @return TRUSTED, REFUSED, REVOKED or ENDED; the last two only for what is authentic
    public byte verify(Certificate certificate, byte[] buffer, byte usage, byte kind) {
        short id = certificate.at(Certificate.AUTHORITY);
        if (!isAuthority(buffer, id, Tlv.length(buffer, id))
                || buffer[certificate.at(Certificate.USAGE)] != usage
                || (kind == Certificate.PRODUCTION && certificate.kind(buffer) != kind)
                || !ecdsa.beginVerify(record.current(), POINT)) {
            return REFUSED;
        }
        ecdsa.update(buffer, certificate.body(), certificate.bodyBytes());
        if (!ecdsa.verify(buffer, certificate.at(Certificate.SIGNATURE))) {
            return REFUSED;
        }
        if (isRevoked(buffer, certificate.at(Certificate.SERIAL))) {
            return REVOKED;
        }
        short until = certificate.at(Certificate.UNTIL);
        boolean ended = Bytes.compare(buffer, until, record.current(), DATE, NUMBER_BYTES) < 0;
        return ended ? ENDED : TRUSTED;
    }

    /// Whether this authority signed a statement `.. 42 authority, 5F37 r | s`: a label and the
    /// data objects before the signature.
    ///
    /// @param body where the first data object begins
    /// @param authority where the tag 42 stands
    /// @param end of the signature, and of the statement
    public boolean isStatement(
            byte[] label, byte[] buffer, short body, short authority, short end) {
        short id = Tlv.value(buffer, authority, end);
        if (id == Tlv.NONE
                || Tlv.tag(buffer, authority, end) != TAG_AUTHORITY
                || !isAuthority(buffer, id, Tlv.length(buffer, id))) {
            return false;
        }
        short signature = (short) (id + Tlv.length(buffer, id));
        short value = Tlv.value(buffer, signature, end);
        if (value == Tlv.NONE
                || Tlv.tag(buffer, signature, end) != TAG_SIGNATURE
                || Tlv.length(buffer, value) != Ecdsa.RAW_BYTES
                || (short) (value + Ecdsa.RAW_BYTES) != end
                || !ecdsa.beginVerify(record.current(), POINT)) {
            return false;
        }
        ecdsa.update(label, (short) 0, (short) label.length);
        ecdsa.update(buffer, body, (short) (signature - body));
        return ecdsa.verify(buffer, value);
    }

    private boolean isAuthority(byte[] buffer, short id, short bytes) {
        byte[] known = record.current();
        return bytes != 0
                && bytes == known[AUTHORITY_LENGTH]
                && Util.arrayCompare(buffer, id, known, AUTHORITY, bytes) == 0;
    }

    private boolean isRevoked(byte[] buffer, short serial) {
        byte[] known = record.current();
        short at = SERIALS;
        for (short i = 0; i < known[COUNT]; i++) {
            if (Util.arrayCompare(buffer, serial, known, at, Certificate.SERIAL_BYTES) == 0) {
                return true;
            }
            at += Certificate.SERIAL_BYTES;
        }
        return false;
    }

    /// The next record, equal to the current one.
    private byte[] begin() {
        byte[] next = record.next();
        Util.arrayCopyNonAtomic(record.current(), (short) 0, next, (short) 0, RECORD_BYTES);
        return next;
    }
}
