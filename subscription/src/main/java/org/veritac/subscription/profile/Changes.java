// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.veritac.card.Secret;
import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.files.Change;
import org.veritac.subscription.files.Code;
import org.veritac.subscription.files.CodeKey;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FilePath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What changed in a subscription while somebody held it: files, PINs, sequence numbers. It travels
/// back with the subscription.
///
/// ```
/// SEQUENCE {
///   files    SEQUENCE OF SEQUENCE { path OCTET STRING, content OCTET STRING }
///   life     SEQUENCE OF SEQUENCE { path OCTET STRING, active INTEGER }
///   codes    SEQUENCE OF SEQUENCE { kind INTEGER (0 PIN, 1 PUK), directory OCTET STRING, reference INTEGER,
///                                   value OCTET STRING, tries INTEGER, left INTEGER,
///                                   attributes INTEGER, unblockedBy INTEGER }
///   numbers  SEQUENCE OF SEQUENCE { application OCTET STRING, state OCTET STRING }
/// }
/// ```
///
/// @param ofCard files and PINs, in an order in which they may be applied
/// @param numbers what applications remember, by their directory
public record Changes(List<Change> ofCard, Map<FilePath, AkaState> numbers) {
    /// Bytes of an encoding, at most.
    public static final int BYTES_MAX = 1 << 20;

    /// Items of each kind, at most.
    public static final int ITEMS_MAX = 4096;

    private static final int PIN = 0;
    private static final int PUK = 1;

    /// Of a subscription nobody has used.
    public static final Changes NONE = new Changes(List.of(), Map.of());

    public Changes {
        ofCard = List.copyOf(ofCard);
        numbers = Map.copyOf(numbers);
    }

    public boolean isEmpty() {
        return ofCard.isEmpty() && numbers.isEmpty();
    }

    public byte[] bytes() {
        var files = new ASN1EncodableVector();
        var life = new ASN1EncodableVector();
        var codes = new ASN1EncodableVector();
        for (Change change : ofCard) {
            switch (change) {
                case Change.OfFile(var path, var content) ->
                        files.add(item(path, octets(content.bytes())));
                case Change.OfLife(var path, var active) ->
                        life.add(item(path, new ASN1Integer(active ? 1 : 0)));
                case Change.OfCode(var key, var code) -> codes.add(item(key, code));
            }
        }
        var remembered = new ASN1EncodableVector();
        numbers.entrySet().stream()
                .sorted((a, b) -> Arrays.compare(a.getKey().bytes(), b.getKey().bytes()))
                .forEach(entry ->
                        remembered.add(item(entry.getKey(), octets(entry.getValue().bytes()))));
        var all = new ASN1EncodableVector();
        for (ASN1EncodableVector list : List.of(files, life, codes, remembered)) {
            all.add(new DERSequence(list));
        }
        try {
            return new DERSequence(all).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException("written to memory", e);
        }
    }

    /// SHA-256 of the bytes.
    public byte[] digest() {
        return ProfilePackage.sha256(bytes());
    }

    private static DEROctetString octets(byte[] bytes) {
        return new DEROctetString(bytes);
    }

    private static DERSequence item(FilePath path, ASN1Primitive value) {
        return new DERSequence(new ASN1Encodable[] {octets(path.bytes()), value});
    }

    private static DERSequence item(CodeKey key, Code code) {
        return new DERSequence(
                new ASN1Encodable[] {
                    new ASN1Integer(key.kind() == CodeKey.Kind.PIN ? PIN : PUK),
                    octets(key.directory().bytes()),
                    new ASN1Integer(key.reference()),
                    octets(code.value().copy()),
                    new ASN1Integer(code.triesMax()),
                    new ASN1Integer(code.triesLeft()),
                    new ASN1Integer(code.attributes()),
                    new ASN1Integer(code.unblockedBy())
                });
    }

    /// What [#bytes()] wrote; empty when these bytes are something else.
    public static Optional<Changes> read(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            return Optional.empty();
        }
        try {
            Changes read = read(sequence(ASN1Primitive.fromByteArray(bytes)));
            return Arrays.equals(read.bytes(), bytes) ? Optional.of(read) : Optional.empty();
        } catch (Unreadable | IOException | IllegalArgumentException | IllegalStateException e) {
            // what Bouncy Castle and our own values make of what is none of theirs
            return Optional.empty();
        }
    }

    private static Changes read(ASN1Sequence all) throws Unreadable {
        if (all.size() != 4) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        var ofCard = new ArrayList<Change>();
        for (ASN1Sequence item : items(all, 0, 2)) {
            ofCard.add(new Change.OfFile(path(item, 0), Content.of(octets(item, 1))));
        }
        for (ASN1Sequence item : items(all, 1, 2)) {
            ofCard.add(new Change.OfLife(path(item, 0), number(item, 1) != 0));
        }
        for (ASN1Sequence item : items(all, 2, 8)) {
            ofCard.add(code(item));
        }
        var numbers = new LinkedHashMap<FilePath, AkaState>();
        for (ASN1Sequence item : items(all, 3, 2)) {
            numbers.put(
                    path(item, 0),
                    AkaState.read(octets(item, 1))
                            .orElseThrow(() -> new Unreadable(Flaw.BAD_VALUE)));
        }
        return new Changes(ofCard, numbers);
    }

    private static Change code(ASN1Sequence item) throws Unreadable {
        CodeKey.Kind kind =
                switch (number(item, 0)) {
                    case PIN -> CodeKey.Kind.PIN;
                    case PUK -> CodeKey.Kind.PUK;
                    default -> throw new Unreadable(Flaw.BAD_VALUE);
                };
        var key = new CodeKey(kind, path(item, 1), number(item, 2));
        var code =
                new Code(
                        Secret.taking(octets(item, 3)),
                        number(item, 4),
                        number(item, 5),
                        number(item, 6),
                        number(item, 7));
        return new Change.OfCode(key, code);
    }

    private static List<ASN1Sequence> items(ASN1Sequence all, int index, int fields)
            throws Unreadable {
        ASN1Sequence list = sequence(all.getObjectAt(index));
        if (list.size() > ITEMS_MAX) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        var items = new ArrayList<ASN1Sequence>();
        for (ASN1Encodable item : list) {
            ASN1Sequence one = sequence(item);
            if (one.size() != fields) {
                throw new Unreadable(Flaw.BAD_VALUE);
            }
            items.add(one);
        }
        return items;
    }

    private static ASN1Sequence sequence(ASN1Encodable item) throws Unreadable {
        if (item instanceof ASN1Sequence sequence) {
            return sequence;
        }
        throw new Unreadable(Flaw.BAD_VALUE);
    }

    private static FilePath path(ASN1Sequence item, int index) throws Unreadable {
        return FilePath.read(octets(item, index)).orElseThrow(() -> new Unreadable(Flaw.BAD_VALUE));
    }

    private static byte[] octets(ASN1Sequence item, int index) throws Unreadable {
        if (item.getObjectAt(index) instanceof ASN1OctetString octets) {
            return octets.getOctets();
        }
        throw new Unreadable(Flaw.BAD_VALUE);
    }

    private static int number(ASN1Sequence item, int index) throws Unreadable {
        if (item.getObjectAt(index) instanceof ASN1Integer number) {
            return Fields.integer(number.getValue().toByteArray());
        }
        throw new Unreadable(Flaw.BAD_VALUE);
    }
}
