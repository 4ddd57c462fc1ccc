// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.veritac.card.Secret;
import org.veritac.subscription.files.Code;
import org.veritac.subscription.files.FilePath;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// PE-PINCodes and PE-PUKCodes.
final class CodeElement {
    /// PINs in one element, at most.
    static final int CODES_MAX = 26;

    private static final int LIST = 1;
    private static final int CONFIGURATION = 0;
    private static final int PATH = 1;
    private static final int REFERENCE = 0;
    private static final int VALUE = 1;
    private static final int UNBLOCKING = 2;
    private static final int ATTRIBUTES = 3;
    private static final int PIN_TRIES = 4;
    private static final int PUK_TRIES = 2;
    private static final int ATTRIBUTES_DEFAULT = 7;
    private static final int PIN_TRIES_DEFAULT = 0x33;
    private static final int PUK_TRIES_DEFAULT = 0xAA;

    private CodeElement() {}

    /// A code and its reference.
    record Entry(int reference, Code code) {}

    /// The directory whose PINs are used; empty when the element has its own.
    static Optional<FilePath> shared(Element element) throws Unreadable {
        ASN1TaggedObject choice = Fields.inside(element.fields().require(LIST));
        if (choice.getTagNo() != PATH) {
            return Optional.empty();
        }
        return Optional.of(
                FilePath.read(Fields.octets(choice))
                        .orElseThrow(() -> new Unreadable(Flaw.BAD_VALUE)));
    }

    private static boolean isPuks(Element element) {
        return element.tag() == Element.PUKS;
    }

    private static ASN1Sequence list(Element element) throws Unreadable {
        ASN1TaggedObject list = element.fields().require(LIST);
        if (isPuks(element)) {
            return Fields.sequence(list);
        }
        ASN1TaggedObject choice = Fields.inside(list);
        if (choice.getTagNo() != CONFIGURATION) {
            throw new Unreadable(Flaw.UNKNOWN_FIELD);
        }
        return Fields.sequence(choice);
    }

    private static List<Fields> entries(Element element) throws Unreadable {
        ASN1Sequence list = list(element);
        if (list.size() == 0 || list.size() > CODES_MAX) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        var entries = new ArrayList<Fields>();
        for (ASN1Encodable item : list) {
            if (!(item instanceof ASN1Sequence sequence)) {
                throw new Unreadable(Flaw.BAD_VALUE);
            }
            entries.add(Fields.of(sequence));
        }
        return entries;
    }

    static List<Entry> read(Element element) throws Unreadable {
        var codes = new ArrayList<Entry>();
        for (Fields entry : entries(element)) {
            codes.add(new Entry(reference(entry), code(entry, isPuks(element))));
        }
        return codes;
    }

    private static int reference(Fields entry) throws Unreadable {
        int reference = entry.requireNumber(REFERENCE);
        if (reference < 1 || reference > 0xFF) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return reference;
    }

    private static Code code(Fields entry, boolean puk) throws Unreadable {
        byte[] value = entry.bytes(VALUE, Code.BYTES, Code.BYTES);
        int tries =
                puk
                        ? entry.number(PUK_TRIES).orElse(PUK_TRIES_DEFAULT)
                        : entry.number(PIN_TRIES).orElse(PIN_TRIES_DEFAULT);
        int attributes = puk ? 0 : entry.number(ATTRIBUTES).orElse(ATTRIBUTES_DEFAULT);
        int unblockedBy = puk ? 0 : entry.number(UNBLOCKING).orElse(0);
        try {
            return new Code(
                    Secret.taking(value), tries >> 4, tries & 0x0F, attributes, unblockedBy);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
    }

    /// The element with other codes in it, of the same references in the same order; a field that
    /// says what it said before stays as it is.
    static Element with(Element element, List<Code> codes) throws Unreadable {
        var vector = new ASN1EncodableVector();
        List<Fields> entries = entries(element);
        for (int i = 0; i < entries.size(); i++) {
            vector.add(entry(entries.get(i), codes.get(i), isPuks(element)).sequence());
        }
        var list = new DERSequence(vector);
        var changed =
                isPuks(element)
                        ? new DERTaggedObject(false, LIST, list)
                        : Fields.around(LIST, new DERTaggedObject(false, CONFIGURATION, list));
        return new Element(element.tag(), element.fields().with(changed));
    }

    private static Fields entry(Fields entry, Code code, boolean puk) throws Unreadable {
        Code before = code(entry, puk);
        byte[] value = code.value().copy();
        Fields changed = before.value().matches(value) ? entry : entry.with(VALUE, value);
        if (code.triesLeft() != before.triesLeft()) {
            int tries = code.triesMax() << 4 | code.triesLeft();
            changed = changed.with(puk ? PUK_TRIES : PIN_TRIES, tries);
        }
        return code.attributes() == before.attributes()
                ? changed
                : changed.with(ATTRIBUTES, code.attributes());
    }

    /// An element with codes, under an identification of its own in the package.
    static Element write(int tag, List<Entry> entries, int identification) {
        boolean puks = tag == Element.PUKS;
        var vector = new ASN1EncodableVector();
        for (Entry entry : entries) {
            Code code = entry.code();
            int tries = code.triesMax() << 4 | code.triesLeft();
            Fields fields =
                    Fields.none()
                            .with(REFERENCE, entry.reference())
                            .with(VALUE, code.value().copy());
            if (!puks && code.unblockedBy() != 0) {
                fields = fields.with(UNBLOCKING, code.unblockedBy());
            }
            if (!puks && code.attributes() != ATTRIBUTES_DEFAULT) {
                fields = fields.with(ATTRIBUTES, code.attributes());
            }
            if (tries != (puks ? PUK_TRIES_DEFAULT : PIN_TRIES_DEFAULT)) {
                fields = fields.with(puks ? PUK_TRIES : PIN_TRIES, tries);
            }
            vector.add(fields.sequence());
        }
        var list = new DERSequence(vector);
        ASN1TaggedObject tagged =
                puks
                        ? new DERTaggedObject(false, LIST, list)
                        : Fields.around(LIST, new DERTaggedObject(false, CONFIGURATION, list));
        Fields header = Headers.of(identification);
        return new Element(tag, Fields.none().and(header.as(0)).and(tagged));
    }
}
