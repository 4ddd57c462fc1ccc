// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The place of a message among the parts of a longer one (TS 23.040, clauses 9.2.3.24.1 and
/// 9.2.3.24.8).
///
/// @param reference the same in all parts of one packet
/// @param parts how many, 1 to 255
/// @param number of this one, from 1 on
public record Concatenation(Reference reference, int parts, int number) {
    /// Parts that one packet may have here: some 2,100 octets, more than any command of ours.
    public static final int PARTS_MAX = 16;

    private static final int NARROW_ELEMENT = 0x00;
    private static final int WIDE_ELEMENT = 0x08;

    /// What tells the packets of one sender apart.
    ///
    /// @param value 0 to 255, or to 65,535 when wide
    /// @param wide whether it has 16 bits
    public record Reference(int value, boolean wide) {
        public Reference {
            if (value < 0 || value > (wide ? 0xFFFF : 0xFF)) {
                throw new IllegalArgumentException("a reference has 8 or 16 bits");
            }
        }

        /// A reference of 8 bits.
        public static Reference narrow(int value) {
            return new Reference(value, false);
        }

        /// A reference of 16 bits.
        public static Reference wide(int value) {
            return new Reference(value, true);
        }
    }

    public Concatenation {
        if (number < 1 || number > parts || parts > 0xFF) {
            throw new IllegalArgumentException("part " + number + " of " + parts);
        }
    }

    /// Puts a packet into as many messages as it needs; the first says what it is, and a packet
    /// that fits in one is not concatenated (TS 31.115, clause 4.4).
    ///
    /// @throws IllegalArgumentException when it needs more than [#PARTS_MAX]
    public static List<SmsContent> split(PacketKind kind, byte[] packet, Reference reference) {
        int one = SmsContent.BYTES_MAX - 1 - kind.element().bytes();
        if (packet.length <= one) {
            return List.of(new SmsContent(List.of(kind.element()), packet));
        }
        int element = reference.wide ? 6 : 5;
        int first = one - element;
        int further = SmsContent.BYTES_MAX - 1 - element;
        int parts = 1 + (packet.length - first + further - 1) / further;
        if (parts > PARTS_MAX) {
            throw new IllegalArgumentException("too long for " + PARTS_MAX + " messages");
        }
        var contents = new ArrayList<SmsContent>();
        int from = 0;
        for (int number = 1; number <= parts; number++) {
            var place = new Concatenation(reference, parts, number).element();
            var header = number == 1 ? List.of(place, kind.element()) : List.of(place);
            int to = Math.min(packet.length, from + (number == 1 ? first : further));
            contents.add(new SmsContent(header, Arrays.copyOfRange(packet, from, to)));
            from = to;
        }
        return contents;
    }

    private InformationElement element() {
        return reference.wide
                ? new InformationElement(
                        WIDE_ELEMENT,
                        new byte[] {
                            (byte) (reference.value >> 8),
                            (byte) reference.value,
                            (byte) parts,
                            (byte) number
                        })
                : new InformationElement(
                        NARROW_ELEMENT,
                        new byte[] {(byte) reference.value, (byte) parts, (byte) number});
    }

    /// Whether a message says anything about concatenation.
    static boolean isIn(SmsContent content) {
        return content.element(NARROW_ELEMENT).isPresent()
                || content.element(WIDE_ELEMENT).isPresent();
    }

    /// The place that a message from a stranger says it has; empty when it says nothing, or
    /// nonsense.
    public static Optional<Concatenation> of(SmsContent content) {
        boolean wide = content.element(WIDE_ELEMENT).isPresent();
        byte[] octets =
                content.element(wide ? WIDE_ELEMENT : NARROW_ELEMENT)
                        .map(InformationElement::content)
                        .orElse(new byte[0]);
        int prefix = wide ? 2 : 1;
        if (octets.length != prefix + 2) {
            return Optional.empty();
        }
        int reference = wide ? CommandHeader.shortAt(octets, 0) : octets[0] & 0xFF;
        int parts = octets[prefix] & 0xFF;
        int number = octets[prefix + 1] & 0xFF;
        return number < 1 || number > parts
                ? Optional.empty()
                : Optional.of(new Concatenation(new Reference(reference, wide), parts, number));
    }
}
