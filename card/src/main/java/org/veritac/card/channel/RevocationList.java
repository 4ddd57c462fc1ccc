// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.tlv.TlvReader;

import java.nio.ByteBuffer;
import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which of an authority's certificates are believed no more: `BF22 {42, 80 number, 81 date, 82
/// serial..., 5F37}`, one `82` for each serial, the signature over everything from 42 to the last
/// 82. Immutable.
public final class RevocationList {
    public static final int SERIALS_MAX = 16;
    public static final long NUMBER_MAX = 0xFFFF_FFFFL;

    static final int TAG = 0xBF22;
    private static final int TAG_NUMBER = 0x80;
    private static final int TAG_DATE = 0x81;
    private static final int TAG_SERIAL = 0x82;

    /// What stands before the serials.
    private static final int HEAD = 3;

    private final Content content;
    private final Identifier authority;
    private final TlvList items;

    private RevocationList(Content content, Identifier authority, TlvList items) {
        this.content = content;
        this.authority = authority;
        this.items = items;
    }

    /// What a list says.
    ///
    /// @param number 0 to [#NUMBER_MAX]; a higher one replaces a lower one
    /// @param serials at most [#SERIALS_MAX]
    public record Content(long number, LocalDate date, List<Long> serials) {
        public Content {
            serials = List.copyOf(serials);
            if (number < 0 || number > NUMBER_MAX || serials.size() > SERIALS_MAX) {
                throw new IllegalArgumentException("a list has a number and at most 16 serials");
            }
        }
    }

    /// The list that the bytes are; empty when they are something else.
    public static Optional<RevocationList> read(byte[] bytes) {
        return TlvReader.readOne(bytes).flatMap(RevocationList::read);
    }

    private static Optional<RevocationList> read(Tlv item) {
        TlvList parts = item.children();
        int serials = parts.size() - HEAD - 1;
        if (item.tag() != TAG
                || serials < 0
                || serials > SERIALS_MAX
                || !parts.first(HEAD).hasTags(Fields.TAG_AUTHORITY, TAG_NUMBER, TAG_DATE)
                || parts.get(HEAD + serials).tag() != Fields.TAG_SIGNATURE
                || parts.get(HEAD + serials).length() != P256.SIGNATURE_BYTES) {
            return Optional.empty();
        }
        var authority = Identifier.find(parts.get(0).value());
        var date = Fields.date(parts.get(2).value());
        var list = serials(parts, serials);
        if (authority.isEmpty()
                || date.isEmpty()
                || list.size() != serials
                || parts.get(1).length() != Integer.BYTES) {
            return Optional.empty();
        }
        long number = Integer.toUnsignedLong(ByteBuffer.wrap(parts.get(1).value()).getInt());
        var content = new Content(number, date.get(), list);
        return Optional.of(new RevocationList(content, authority.get(), parts));
    }

    /// The serials; fewer than there are data objects when one is none.
    private static List<Long> serials(TlvList parts, int count) {
        var serials = new ArrayList<Long>();
        for (int i = HEAD; i < HEAD + count; i++) {
            if (parts.get(i).tag() == TAG_SERIAL) {
                Fields.serial(parts.get(i).value()).ifPresent(serials::add);
            }
        }
        return serials;
    }

    /// The data objects that are signed.
    static TlvList signed(Content content, Identifier authority) {
        var items = new ArrayList<Tlv>();
        byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt((int) content.number()).array();
        items.add(Tlv.of(Fields.TAG_AUTHORITY, authority.bytes()));
        items.add(Tlv.of(TAG_NUMBER, number));
        items.add(Tlv.of(TAG_DATE, Fields.date(content.date())));
        content.serials().forEach(serial -> items.add(Tlv.of(TAG_SERIAL, Fields.serial(serial))));
        return TlvList.of(items);
    }

    static RevocationList of(Content content, Identifier authority, byte[] signature) {
        var items = new ArrayList<Tlv>();
        signed(content, authority).forEach(items::add);
        items.add(Tlv.of(Fields.TAG_SIGNATURE, signature));
        return new RevocationList(content, authority, TlvList.of(items));
    }

    boolean isSignedBy(ECPublicKey key) {
        int last = items.size() - 1;
        return P256.verify(key, items.first(last).bytes(), items.get(last).value());
    }

    public Content content() {
        return content;
    }

    public Identifier authority() {
        return authority;
    }

    /// `BF22` and all of it.
    public byte[] bytes() {
        return Tlv.of(TAG, items).bytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RevocationList that && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    @Override
    public String toString() {
        return "revocation list %d of %s".formatted(content.number(), authority);
    }
}
