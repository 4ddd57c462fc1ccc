// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.veritac.subscription.files.Content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a package says of a file that is to be created (type Fcp): only what differs from its
/// template, for a file of a template.
///
/// @param fields as they stand
record Fcp(Fields fields) {
    static final Fcp EMPTY = new Fcp(Fields.none());

    private static final int SIZE = 0;
    private static final int DESCRIPTOR = 2;
    private static final int IDENTIFIER = 3;
    private static final int NAME = 4;
    private static final int PROPRIETARY = 5;
    private static final int SHORT_IDENTIFIER = 8;
    private static final int LIFE_CYCLE = 10;
    private static final int ACCESS = 11;
    private static final int PIN_STATUS = 6;
    private static final int LINK = 7;
    private static final int SPECIAL = 0;
    private static final int FILL_PATTERN = 1;
    private static final int REPEAT_PATTERN = 2;
    private static final int SIZE_MAX = 6;
    private static final int ACTIVE_BIT = 0x01;

    /// The tag of a field.
    private record Tag(int tagClass, int number) {}

    private static final List<Tag> ORDER =
            List.of(
                    new Tag(Fields.CONTEXT, DESCRIPTOR),
                    new Tag(Fields.CONTEXT, IDENTIFIER),
                    new Tag(Fields.CONTEXT, NAME),
                    new Tag(Fields.CONTEXT, LIFE_CYCLE),
                    new Tag(Fields.CONTEXT, ACCESS),
                    new Tag(Fields.CONTEXT, SIZE),
                    new Tag(Fields.PRIVATE, PIN_STATUS),
                    new Tag(Fields.CONTEXT, SHORT_IDENTIFIER),
                    new Tag(Fields.CONTEXT, PROPRIETARY),
                    new Tag(Fields.PRIVATE, LINK));

    Optional<Content> descriptor() throws Unreadable {
        return fields.bytes(DESCRIPTOR);
    }

    Optional<Content> identifier() throws Unreadable {
        return fields.bytes(IDENTIFIER);
    }

    Optional<Content> name() throws Unreadable {
        return fields.bytes(NAME);
    }

    Optional<Content> access() throws Unreadable {
        return fields.bytes(ACCESS);
    }

    Optional<Content> shortIdentifier() throws Unreadable {
        return fields.bytes(SHORT_IDENTIFIER);
    }

    Optional<Content> pinStatus() throws Unreadable {
        return fields.bytes(Fields.PRIVATE, PIN_STATUS);
    }

    /// The path it shows the content of; an empty one makes a linked file of a template its own.
    Optional<Content> link() throws Unreadable {
        return fields.bytes(Fields.PRIVATE, LINK);
    }

    /// In bytes; of a file of data objects the most it may have.
    Optional<Content> size() throws Unreadable {
        Optional<Content> size = fields.bytes(SIZE);
        return size.isPresent() ? size : proprietary().bytes(SIZE_MAX);
    }

    /// Special file information, 0 where nothing is said.
    int special() throws Unreadable {
        return proprietary()
                .bytes(Fields.PRIVATE, SPECIAL)
                .filter(one -> one.length() == 1)
                .map(one -> one.at(0))
                .orElse(0);
    }

    /// What fills it first, in the notation of TS 102 222, clause 6.3.2.2.3.
    Optional<Fill> fill() throws Unreadable {
        Optional<Content> filling = proprietary().bytes(Fields.PRIVATE, FILL_PATTERN);
        if (filling.isPresent()) {
            return Optional.of(Fill.thenLast(nonEmpty(filling.get())));
        }
        Optional<Content> repeated = proprietary().bytes(Fields.PRIVATE, REPEAT_PATTERN);
        return repeated.isPresent()
                ? Optional.of(Fill.repeating(nonEmpty(repeated.get())))
                : Optional.empty();
    }

    private static byte[] nonEmpty(Content pattern) throws Unreadable {
        if (pattern.length() == 0) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return pattern.bytes();
    }

    private Fields proprietary() throws Unreadable {
        var found = fields.find(PROPRIETARY);
        return found.isPresent() ? Fields.of(found.get()) : Fields.none();
    }

    /// Whether it is active: life cycle 05 or 07, not 04 or 06.
    boolean isActive() throws Unreadable {
        return fields.bytes(LIFE_CYCLE)
                .filter(one -> one.length() == 1)
                .map(one -> (one.at(0) & ACTIVE_BIT) != 0)
                .orElse(true);
    }

    Fcp active(boolean active) {
        return with(Fields.CONTEXT, LIFE_CYCLE, active ? 0x05 : 0x04);
    }

    Fcp withDescriptor(int... bytes) {
        return with(Fields.CONTEXT, DESCRIPTOR, bytes);
    }

    Fcp withIdentifier(int id) {
        return with(Fields.CONTEXT, IDENTIFIER, id >> 8, id);
    }

    Fcp withName(Content name) {
        return with(Fields.tagged(Fields.CONTEXT, NAME, name.bytes()));
    }

    Fcp withAccess(int file, int record) {
        return with(Fields.CONTEXT, ACCESS, file >> 8, file, record);
    }

    /// The size in the fewest bytes.
    Fcp withSize(int size) {
        return size > 0xFF
                ? with(Fields.CONTEXT, SIZE, size >> 8, size)
                : with(Fields.CONTEXT, SIZE, size);
    }

    Fcp withShortIdentifier(int sfi) {
        return sfi == 0
                ? with(Fields.CONTEXT, SHORT_IDENTIFIER)
                : with(Fields.CONTEXT, SHORT_IDENTIFIER, sfi << 3);
    }

    Fcp withPinStatus(int... references) {
        return with(Fields.PRIVATE, PIN_STATUS, references);
    }

    Fcp withLink(byte[] path) {
        return with(Fields.tagged(Fields.PRIVATE, LINK, path));
    }

    private Fcp with(int tagClass, int tag, int... bytes) {
        byte[] octets = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            octets[i] = (byte) bytes[i];
        }
        return with(Fields.tagged(tagClass, tag, octets));
    }

    /// With a field in its place: the specification's order is not that of the tags.
    private Fcp with(ASN1TaggedObject changed) {
        List<ASN1Primitive> items = new ArrayList<>(fields.items());
        items.removeIf(item -> place(item) == place(changed) && place(item) < ORDER.size());
        int at = 0;
        while (at < items.size() && place(items.get(at)) < place(changed)) {
            at++;
        }
        items.add(at, changed);
        Fields ordered = Fields.none();
        for (ASN1Primitive item : items) {
            ordered = ordered.and(item);
        }
        return new Fcp(ordered);
    }

    /// Where a field stands among the others; behind all of them when it is not known.
    private static int place(ASN1Primitive item) {
        if (item instanceof ASN1TaggedObject tagged) {
            int place = ORDER.indexOf(new Tag(tagged.getTagClass(), tagged.getTagNo()));
            return place < 0 ? ORDER.size() : place;
        }
        return ORDER.size();
    }
}
