// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1TaggedObject;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A profile package: its elements in their order. Immutable. It holds keys and identities; its
/// text says nothing.
public final class ProfilePackage {
    public static final int BYTES_MAX = 1 << 20;
    public static final int ELEMENTS_MAX = 512;

    private final List<Element> elements;

    ProfilePackage(List<Element> elements) {
        this.elements = List.copyOf(elements);
    }

    /// What came of reading foreign bytes.
    public sealed interface Reading {
        /// They are one package, and writing it gives the same bytes.
        record Whole(ProfilePackage profile) implements Reading {}

        /// They are none.
        ///
        /// @param element the number of the element that is wrong, from 0
        record Malformed(Flaw flaw, int element) implements Reading {}
    }

    /// Reads a package in DER.
    public static Reading read(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            return new Reading.Malformed(Flaw.TOO_LONG, 0);
        }
        var elements = new ArrayList<Element>();
        try (var in = new ASN1InputStream(bytes)) {
            for (ASN1Primitive next = in.readObject(); next != null; next = in.readObject()) {
                if (elements.size() == ELEMENTS_MAX) {
                    return new Reading.Malformed(Flaw.TOO_MANY_ELEMENTS, elements.size());
                }
                elements.add(element(next));
            }
            return check(new ProfilePackage(elements), bytes);
        } catch (Unreadable e) {
            return new Reading.Malformed(e.flaw(), elements.size());
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // what Bouncy Castle makes of bytes that are no ASN.1, some of it when first looked at
            return new Reading.Malformed(Flaw.NOT_DER, elements.size());
        }
    }

    private static Element element(ASN1Primitive item) throws Unreadable {
        if (item instanceof ASN1TaggedObject tagged) {
            return Element.of(tagged);
        }
        throw new Unreadable(Flaw.UNKNOWN_FIELD);
    }

    private static Reading check(ProfilePackage read, byte[] bytes) {
        int last = read.elements.size() - 1;
        for (int i = 0; i <= last; i++) {
            int tag = read.elements.get(i).tag();
            if ((tag == Element.HEADER) != (i == 0) || (tag == Element.END) != (i == last)) {
                return new Reading.Malformed(Flaw.MISPLACED, i);
            }
        }
        if (last < 1) {
            return new Reading.Malformed(Flaw.MISPLACED, 0);
        }
        return Arrays.equals(read.bytes(), bytes)
                ? new Reading.Whole(read)
                : new Reading.Malformed(Flaw.NOT_DER, 0);
    }

    List<Element> elements() {
        return elements;
    }

    /// This package with one element in the place of another.
    ProfilePackage with(int index, Element element) {
        var changed = new ArrayList<>(elements);
        changed.set(index, element);
        return new ProfilePackage(changed);
    }

    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        elements.forEach(element -> out.writeBytes(element.bytes()));
        return out.toByteArray();
    }

    /// SHA-256 of the bytes.
    public byte[] digest() {
        return sha256(bytes());
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProfilePackage that && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    @Override
    public String toString() {
        return "profile package of " + elements.size() + " elements";
    }
}
