// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The user data of a short message, TP-UD: an optional header of elements, and a body (TS 23.040,
/// clauses 9.2.3.16 and 9.2.3.24).
public final class SmsContent {
    /// Header and body of one message.
    public static final int BYTES_MAX = 140;

    private static final int SEPTETS_MAX = 160;

    private final List<InformationElement> header;
    private final byte[] body;
    private final int length;

    /// Content of octets (8-bit data coding).
    ///
    /// @param header may be empty
    /// @param body copied; with its header, 140 octets at most
    public SmsContent(List<InformationElement> header, byte[] body) {
        this(header, body, headerBytes(header) + body.length);
    }

    private SmsContent(List<InformationElement> header, byte[] body, int length) {
        if (headerBytes(header) + body.length > BYTES_MAX) {
            throw new IllegalArgumentException("more than fits a short message");
        }
        this.header = List.copyOf(header);
        this.body = body.clone();
        this.length = length;
    }

    private static int headerBytes(List<InformationElement> header) {
        return header.isEmpty() ? 0 : 1 + header.stream().mapToInt(InformationElement::bytes).sum();
    }

    public List<InformationElement> header() {
        return header;
    }

    /// A copy of the body; septets stay packed, behind the fill bits of a header.
    public byte[] body() {
        return body.clone();
    }

    /// The last element of the header with an identifier: where one is repeated, the last one
    /// counts.
    public Optional<InformationElement> element(int id) {
        return header.reversed().stream().filter(element -> element.id() == id).findFirst();
    }

    /// TP-UD alone, as SMPP carries it, whose short_message says the length itself.
    public byte[] userData() {
        var octets = new Octets(BYTES_MAX);
        writeUserData(octets);
        return octets.written();
    }

    /// TP-UD of octets (8-bit data coding), from a stranger; empty when it is too long, or its
    /// header is none.
    ///
    /// @param hasHeader whether it is said to begin with a header
    public static Optional<SmsContent> ofUserData(boolean hasHeader, byte[] userData) {
        if (userData.length > BYTES_MAX) {
            return Optional.empty();
        }
        var octets = new Octets(1 + userData.length);
        octets.put(userData.length);
        octets.put(userData);
        return read(new OctetReader(octets.written()), hasHeader, SmsDeliver.DCS_CLASS_2);
    }

    /// TP-UDL and TP-UD.
    void write(Octets into) {
        into.put(length);
        writeUserData(into);
    }

    private void writeUserData(Octets into) {
        if (!header.isEmpty()) {
            into.put(headerBytes(header) - 1);
            header.forEach(element -> element.write(into));
        }
        into.put(body);
    }

    /// TP-UDL and TP-UD at the end of a message.
    ///
    /// @param dcs says whether the length counts octets or septets
    static Optional<SmsContent> read(OctetReader from, boolean hasHeader, int dcs) {
        int length = from.left() == 0 ? -1 : from.next();
        boolean septets = isSeptets(dcs);
        int bytes = septets ? (length * 7 + 7) / 8 : length;
        if (length < 0 || length > (septets ? SEPTETS_MAX : BYTES_MAX) || bytes != from.left()) {
            return Optional.empty();
        }
        if (!hasHeader) {
            return Optional.of(new SmsContent(List.of(), from.next(bytes), length));
        }
        int headerBytes = bytes == 0 ? 0 : from.next();
        if (headerBytes == 0 || headerBytes > from.left()) {
            return Optional.empty();
        }
        return elements(new OctetReader(from.next(headerBytes)))
                .map(elements -> new SmsContent(elements, from.next(from.left()), length));
    }

    private static Optional<List<InformationElement>> elements(OctetReader from) {
        var elements = new ArrayList<InformationElement>();
        while (from.left() >= 2) {
            int id = from.next();
            int bytes = from.next();
            if (bytes > from.left()) {
                return Optional.empty();
            }
            elements.add(new InformationElement(id, from.next(bytes)));
        }
        return from.left() == 0 ? Optional.of(elements) : Optional.empty();
    }

    /// Whether a data coding scheme has seven bits (TS 23.038, clause 4); so do the reserved ones.
    private static boolean isSeptets(int dcs) {
        return switch (dcs >> 4) {
            case 0, 1, 4, 5 -> (dcs & 0b1100) == 0 || (dcs & 0b1100) == 0b1100;
            case 2, 3, 6, 7 -> false;
            case 0xE -> false;
            case 0xF -> (dcs & 0b100) == 0;
            default -> true;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SmsContent that
                && length == that.length
                && header.equals(that.header)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * header.hashCode() + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return "header " + header + ", body of " + body.length + " bytes";
    }
}
