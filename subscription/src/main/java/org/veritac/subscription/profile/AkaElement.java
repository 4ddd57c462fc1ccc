// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.veritac.card.Secret;
import org.veritac.subscription.aka.Comp128;
import org.veritac.subscription.aka.Constants;
import org.veritac.subscription.aka.SequenceArray;
import org.veritac.subscription.aka.Sqn;
import org.veritac.subscription.aka.Tuak;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.profile.AkaParameters.Kind;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// PE-AKAParameter, and the non-standard element in which COMP128 travels, since the specification
/// has no number for it.
///
/// Options whose meaning could not be had from the text: the low bits of algorithmOptions are taken
/// for the length of RES as TUAK codes it (1 is 64 bits, 2 is 128), which agrees with every package
/// seen; of sqnOptions, 04 is taken for the check of age.
final class AkaElement {
    /// Whose the non-standard element is: the arc of a UUID of our own.
    static final String COMP128 = "2.25.297162631366055461568001926984084377422";

    private static final int CONFIGURATION = 1;
    private static final int MAPPING = 0;
    private static final int PARAMETERS = 1;
    private static final int SQN_OPTIONS = 2;
    private static final int SQN_DELTA = 3;
    private static final int SQN_AGE = 4;
    private static final int SQN_INIT = 5;
    private static final int AGE_IS_CHECKED = 0x04;
    private static final int PLACES = 32;
    private static final int ID_MILENAGE = 1;
    private static final int ID_TUAK = 2;
    private static final int ID_XOR = 3;
    private static final int RES_MASK = 0x07;
    private static final int PAIRS = 5;
    private static final int ISSUER = 1;
    private static final int CONTENT = 2;

    private AkaElement() {}

    /// The application whose parameters another uses, by the start of its AID; empty when it has
    /// its own.
    static Optional<Content> mappingSource(Element element) throws Unreadable {
        ASN1TaggedObject choice = Fields.inside(element.fields().require(CONFIGURATION));
        return choice.getTagNo() == MAPPING
                ? Optional.of(Content.of(Fields.of(choice).bytes(1, 5, 16)))
                : Optional.empty();
    }

    static AkaParameters read(Element element, FilePath application) throws Unreadable {
        ASN1TaggedObject choice = Fields.inside(element.fields().require(CONFIGURATION));
        if (choice.getTagNo() != PARAMETERS) {
            throw new Unreadable(Flaw.UNKNOWN_FIELD);
        }
        Fields parameters = Fields.of(choice);
        Kind kind = kind(parameters);
        int keyMax = kind instanceof Kind.OfTuak ? 32 : 16;
        byte[] k = parameters.bytes(2, 16, keyMax);
        byte[] opc = parameters.bytes(3, kind instanceof Kind.OfXor ? 0 : keyMax, keyMax);
        if (k.length != 16 && k.length != keyMax) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return new AkaParameters(
                application,
                kind,
                Secret.taking(k),
                Secret.taking(opc),
                window(element.fields()),
                array(element.fields()));
    }

    private static Kind kind(Fields parameters) throws Unreadable {
        int options = parameters.bytes(1, 1, 1)[0] & 0xFF;
        int res = resBytes(options);
        return switch (parameters.requireNumber(0)) {
            case ID_MILENAGE -> new Kind.OfMilenage(constants(parameters));
            case ID_TUAK -> {
                int iterations = parameters.number(7).orElse(1);
                if (iterations < 1 || iterations > Tuak.ITERATIONS_MAX) {
                    throw new Unreadable(Flaw.BAD_VALUE);
                }
                yield new Kind.OfTuak(new Tuak.Lengths(res, 16, 16), iterations);
            }
            case ID_XOR -> new Kind.OfXor(Math.min(res, 16));
            default -> throw new Unreadable(Flaw.UNSUPPORTED_ALGORITHM);
        };
    }

    private static int resBytes(int options) throws Unreadable {
        if ((options & ~RES_MASK) != 0) {
            throw new Unreadable(Flaw.UNSUPPORTED_ALGORITHM);
        }
        return switch (options) {
            case 0 -> 4;
            case 1 -> 8;
            case 2 -> 16;
            case 4 -> 32;
            default -> throw new Unreadable(Flaw.UNSUPPORTED_ALGORITHM);
        };
    }

    private static int options(int resBytes) {
        return resBytes / 8;
    }

    private static Constants constants(Fields parameters) throws Unreadable {
        Optional<Content> rotations = parameters.bytes(4);
        Optional<Content> xored = parameters.bytes(5);
        if (rotations.isEmpty() && xored.isEmpty()) {
            return Constants.STANDARD;
        }
        byte[] r = rotations.map(Content::bytes).orElseGet(AkaElement::standardRotations);
        byte[] c = xored.map(Content::bytes).orElseGet(AkaElement::standardXored);
        if (r.length != PAIRS || c.length != PAIRS * 16) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        ByteBuffer values = ByteBuffer.wrap(c);
        var pairs = new Constants.Pair[PAIRS];
        try {
            for (int i = 0; i < PAIRS; i++) {
                pairs[i] = new Constants.Pair(values.getLong(), values.getLong(), r[i] & 0xFF);
            }
            return new Constants(pairs);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
    }

    private static byte[] standardRotations() {
        return new byte[] {0x40, 0x00, 0x20, 0x40, 0x60};
    }

    private static byte[] standardXored() {
        byte[] values = new byte[PAIRS * 16];
        for (int i = 1; i < PAIRS; i++) {
            values[16 * i + 15] = (byte) (1 << (i - 1));
        }
        return values;
    }

    private static SequenceArray.Window window(Fields fields) throws Unreadable {
        int options = fields.bytes(SQN_OPTIONS).map(one -> one.at(0)).orElse(0x02);
        long delta = number(fields.bytes(SQN_DELTA), SequenceArray.Window.STANDARD.delta());
        long age = number(fields.bytes(SQN_AGE), SequenceArray.Window.STANDARD.delta());
        boolean aged = (options & AGE_IS_CHECKED) != 0;
        try {
            return new SequenceArray.Window(delta, aged ? age : Sqn.SEQ_MAX);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
    }

    private static long number(Optional<Content> bytes, long otherwise) throws Unreadable {
        return bytes.isEmpty() ? otherwise : number(bytes.get().bytes());
    }

    private static long number(byte[] bytes) throws Unreadable {
        if (bytes.length != 6) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        long number = 0;
        for (byte b : bytes) {
            number = number << 8 | (b & 0xFF);
        }
        if (number > Sqn.SEQ_MAX) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return number;
    }

    private static SequenceArray array(Fields fields) throws Unreadable {
        Optional<ASN1TaggedObject> found = fields.find(SQN_INIT);
        if (found.isEmpty()) {
            return SequenceArray.fresh();
        }
        ASN1Sequence sequence = Fields.sequence(found.get());
        List<Long> seqs = new ArrayList<>();
        for (ASN1Encodable item : sequence) {
            if (!(item instanceof ASN1OctetString octets) || seqs.size() == PLACES) {
                throw new Unreadable(Flaw.BAD_VALUE);
            }
            seqs.add(number(octets.getOctets()));
        }
        if (seqs.size() != PLACES) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return SequenceArray.of(seqs);
    }

    /// The element with other sequence numbers in it.
    static Element with(Element element, SequenceArray array) {
        var vector = new ASN1EncodableVector();
        for (long seq : array.seqs()) {
            byte[] bytes = new byte[6];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (seq >> (8 * (bytes.length - 1 - i)));
            }
            vector.add(new DEROctetString(bytes));
        }
        Fields changed =
                element.fields()
                        .with(new DERTaggedObject(false, SQN_INIT, new DERSequence(vector)));
        return new Element(element.tag(), changed);
    }

    /// An element for these parameters, under an identification of its own in the package.
    static Element write(AkaParameters parameters, int identification) {
        Fields header = Headers.of(identification);
        byte[] k = parameters.k().copy();
        byte[] opc = parameters.opc().copy();
        return switch (parameters.kind()) {
            case Kind.OfComp128(var version) -> comp128(version, k, header);
            case Kind.OfMilenage(var constants) when !constants.equals(Constants.STANDARD) ->
                    throw new IllegalArgumentException("made with the standard's constants only");
            case Kind.OfMilenage _ -> aka(header, algorithm(ID_MILENAGE, 8, k, opc));
            case Kind.OfTuak(var lengths, var iterations) -> {
                Fields tuak = algorithm(ID_TUAK, lengths.res(), k, opc);
                yield aka(header, iterations == 1 ? tuak : tuak.with(7, iterations));
            }
            case Kind.OfXor(var res) -> aka(header, algorithm(ID_XOR, res, k, opc));
        };
    }

    private static Fields algorithm(int id, int res, byte[] k, byte[] opc) {
        return Fields.none()
                .with(0, id)
                .with(1, new byte[] {(byte) options(res)})
                .with(2, k)
                .with(3, opc);
    }

    private static Element aka(Fields header, Fields algorithm) {
        ASN1TaggedObject choice = Fields.around(CONFIGURATION, algorithm.as(PARAMETERS));
        Fields fields = Fields.none().and(header.as(0)).and(choice);
        return with(new Element(Element.AKA, fields), SequenceArray.fresh());
    }

    private static Element comp128(Comp128.Version version, byte[] ki, Fields header) {
        byte[] content = new byte[1 + ki.length];
        content[0] = (byte) version.number();
        System.arraycopy(ki, 0, content, 1, ki.length);
        Fields fields =
                Fields.none()
                        .and(header.as(0))
                        .and(Fields.tagged(ISSUER, COMP128))
                        .and(Fields.tagged(Fields.CONTEXT, CONTENT, content));
        return new Element(Element.NON_STANDARD, fields);
    }

    /// COMP128 in a non-standard element; empty when the element is somebody else's.
    static Optional<AkaParameters> readComp128(Element element, FilePath application)
            throws Unreadable {
        if (!element.fields().oid(ISSUER).equals(COMP128)) {
            return Optional.empty();
        }
        int bytes = 1 + Comp128.KEY_BYTES;
        byte[] content = element.fields().bytes(CONTENT, bytes, bytes);
        Comp128.Version version =
                Comp128.Version.ofNumber(content[0])
                        .orElseThrow(() -> new Unreadable(Flaw.UNSUPPORTED_ALGORITHM));
        return Optional.of(
                new AkaParameters(
                        application,
                        new Kind.OfComp128(version),
                        Secret.taking(Arrays.copyOfRange(content, 1, bytes)),
                        Secret.of(new byte[0]),
                        SequenceArray.Window.STANDARD,
                        SequenceArray.of(Collections.nCopies(PLACES, 0L))));
    }
}
