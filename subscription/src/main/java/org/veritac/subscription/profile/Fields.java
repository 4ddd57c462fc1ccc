// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.veritac.subscription.files.Content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The fields of an ASN.1 SEQUENCE in their order, implicitly tagged (AUTOMATIC TAGS), those among
/// them that are not known too: what was read is written again. Immutable.
final class Fields {
    /// Tag class of most fields.
    static final int CONTEXT = BERTags.CONTEXT_SPECIFIC;

    static final int APPLICATION = BERTags.APPLICATION;
    static final int PRIVATE = BERTags.PRIVATE;
    private static final int INTEGER_BITS_MAX = 31;

    private final List<ASN1Primitive> items;

    private Fields(List<ASN1Primitive> items) {
        this.items = List.copyOf(items);
    }

    static Fields none() {
        return new Fields(List.of());
    }

    static Fields of(ASN1Sequence sequence) {
        var items = new ArrayList<ASN1Primitive>();
        for (ASN1Encodable item : sequence) {
            items.add(item.toASN1Primitive());
        }
        return new Fields(items);
    }

    /// The fields of an implicitly tagged SEQUENCE.
    static Fields of(ASN1TaggedObject tagged) throws Unreadable {
        return Fields.of(sequence(tagged));
    }

    static ASN1Sequence sequence(ASN1TaggedObject tagged) throws Unreadable {
        if (tagged.getBaseObject() instanceof ASN1OctetString && !tagged.isExplicit()) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        if (tagged.getBaseUniversal(false, BERTags.SEQUENCE) instanceof ASN1Sequence sequence) {
            return sequence;
        }
        throw new Unreadable(Flaw.BAD_VALUE);
    }

    static byte[] octets(ASN1TaggedObject tagged) throws Unreadable {
        if (tagged.isExplicit() || !(tagged.getBaseObject() instanceof ASN1OctetString octets)) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return octets.getOctets();
    }

    static int integer(ASN1TaggedObject tagged) throws Unreadable {
        return integer(octets(tagged));
    }

    static int integer(byte[] octets) throws Unreadable {
        if (octets.length == 0) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        var number = new BigInteger(octets);
        if (number.signum() < 0 || number.bitLength() > INTEGER_BITS_MAX) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return number.intValue();
    }

    List<ASN1Primitive> items() {
        return items;
    }

    Optional<ASN1TaggedObject> find(int tagClass, int tag) {
        for (ASN1Primitive item : items) {
            if (item instanceof ASN1TaggedObject tagged && tagged.hasTag(tagClass, tag)) {
                return Optional.of(tagged);
            }
        }
        return Optional.empty();
    }

    Optional<ASN1TaggedObject> find(int tag) {
        return find(CONTEXT, tag);
    }

    ASN1TaggedObject require(int tag) throws Unreadable {
        return find(tag).orElseThrow(() -> new Unreadable(Flaw.MISSING_FIELD));
    }

    /// An OCTET STRING; empty when it is absent.
    Optional<Content> bytes(int tagClass, int tag) throws Unreadable {
        Optional<ASN1TaggedObject> found = find(tagClass, tag);
        return found.isEmpty() ? Optional.empty() : Optional.of(Content.of(octets(found.get())));
    }

    Optional<Content> bytes(int tag) throws Unreadable {
        return bytes(CONTEXT, tag);
    }

    /// An OCTET STRING that has to be there, with a length in a range.
    byte[] bytes(int tag, int least, int most) throws Unreadable {
        byte[] octets = octets(require(tag));
        if (octets.length < least || octets.length > most) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return octets;
    }

    /// An INTEGER that is not negative; empty when it is absent.
    OptionalInt number(int tag) throws Unreadable {
        Optional<ASN1TaggedObject> found = find(tag);
        return found.isEmpty() ? OptionalInt.empty() : OptionalInt.of(integer(found.get()));
    }

    int requireNumber(int tag) throws Unreadable {
        return integer(require(tag));
    }

    /// An OBJECT IDENTIFIER that has to be there.
    String oid(int tag) throws Unreadable {
        byte[] octets = octets(require(tag));
        if (octets.length == 0 || octets.length > 64) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        byte[] whole = new byte[octets.length + 2];
        whole[0] = BERTags.OBJECT_IDENTIFIER;
        whole[1] = (byte) octets.length;
        System.arraycopy(octets, 0, whole, 2, octets.length);
        try {
            return ((ASN1ObjectIdentifier) ASN1Primitive.fromByteArray(whole)).getId();
        } catch (IOException e) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
    }

    /// As it would be read: Bouncy Castle knows a value that it made itself in another way.
    private static ASN1Primitive asRead(ASN1Primitive made) {
        try {
            return ASN1Primitive.fromByteArray(made.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException("written to memory", e);
        }
    }

    /// These fields with one replaced, or put where its tag has its place.
    Fields with(ASN1TaggedObject field) {
        ASN1Primitive changed = asRead(field);
        var copy = new ArrayList<>(items);
        for (int i = 0; i < copy.size(); i++) {
            if (copy.get(i) instanceof ASN1TaggedObject tagged
                    && tagged.hasTag(field.getTagClass(), field.getTagNo())) {
                copy.set(i, changed);
                return new Fields(copy);
            }
        }
        int at = 0;
        while (at < copy.size()
                && copy.get(at) instanceof ASN1TaggedObject tagged
                && tagged.getTagNo() < field.getTagNo()) {
            at++;
        }
        copy.add(at, changed);
        return new Fields(copy);
    }

    Fields with(int tag, byte[] octets) {
        return with(tagged(CONTEXT, tag, octets));
    }

    Fields with(int tag, int number) {
        return with(tagged(tag, number));
    }

    /// These fields and one more behind them.
    Fields and(ASN1Primitive item) {
        var copy = new ArrayList<>(items);
        copy.add(asRead(item));
        return new Fields(copy);
    }

    static ASN1TaggedObject tagged(int tagClass, int tag, byte[] octets) {
        return new DERTaggedObject(false, tagClass, tag, new DEROctetString(octets));
    }

    static ASN1TaggedObject tagged(int tag, int number) {
        return new DERTaggedObject(false, CONTEXT, tag, new ASN1Integer(number));
    }

    static ASN1TaggedObject tagged(int tag, String oid) {
        return new DERTaggedObject(false, CONTEXT, tag, new ASN1ObjectIdentifier(oid));
    }

    /// Of an alternative of a CHOICE, whose tag cannot be left out.
    static ASN1TaggedObject around(int tag, ASN1TaggedObject choice) {
        return new DERTaggedObject(true, CONTEXT, tag, choice);
    }

    /// The alternative inside.
    static ASN1TaggedObject inside(ASN1TaggedObject around) throws Unreadable {
        ASN1Sequence only = sequence(around);
        if (only.size() == 1 && only.getObjectAt(0) instanceof ASN1TaggedObject choice) {
            return choice;
        }
        throw new Unreadable(Flaw.BAD_VALUE);
    }

    ASN1Sequence sequence() {
        var vector = new ASN1EncodableVector();
        items.forEach(vector::add);
        return new DERSequence(vector);
    }

    /// These fields as a SEQUENCE with a tag.
    ASN1TaggedObject as(int tag) {
        return as(CONTEXT, tag);
    }

    ASN1TaggedObject as(int tagClass, int tag) {
        return new DERTaggedObject(false, tagClass, tag, sequence());
    }
}
