// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.air;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// One message between a phone and the network; it does not change.
public final class Frame {
    /// The longest frame.
    public static final int OCTETS_MAX = 4096;

    private static final int ELEMENT_HEAD = 3;

    private final FrameType type;
    private final Map<Element, byte[]> elements;

    private Frame(FrameType type, Map<Element, byte[]> elements) {
        this.type = type;
        this.elements = elements;
    }

    public static Frame of(FrameType type) {
        return new Frame(type, new EnumMap<>(Element.class));
    }

    /// This frame with one element more, or another value of it.
    ///
    /// @throws IllegalArgumentException when the frame becomes too long
    public Frame with(Element element, byte[] value) {
        var more = new EnumMap<Element, byte[]>(Element.class);
        more.putAll(elements);
        more.put(element, value.clone());
        var frame = new Frame(type, more);
        if (frame.length() > OCTETS_MAX) {
            throw new IllegalArgumentException("a frame has at most " + OCTETS_MAX + " octets");
        }
        return frame;
    }

    public Frame with(Cause cause) {
        return with(Element.CAUSE, cause.octets());
    }

    public FrameType type() {
        return type;
    }

    public Optional<byte[]> element(Element element) {
        return Optional.ofNullable(elements.get(element)).map(byte[]::clone);
    }

    /// Why not, when it says so in a number we know.
    public Optional<Cause> cause() {
        return element(Element.CAUSE).flatMap(Cause::read);
    }

    private int length() {
        return 1 + elements.values().stream().mapToInt(value -> ELEMENT_HEAD + value.length).sum();
    }

    public byte[] write() {
        var out = new ByteArrayOutputStream(length());
        out.write(type.value());
        elements.forEach((element, value) -> {
            out.write(element.tag());
            out.write(value.length >> 8);
            out.write(value.length);
            out.writeBytes(value);
        });
        return out.toByteArray();
    }

    /// A frame from a stranger; empty when it is none.
    public static Optional<Frame> read(byte[] octets) {
        if (octets.length == 0 || octets.length > OCTETS_MAX) {
            return Optional.empty();
        }
        Optional<FrameType> type = type(octets[0] & 0xFF);
        var elements = new EnumMap<Element, byte[]>(Element.class);
        int at = 1;
        while (at + ELEMENT_HEAD <= octets.length) {
            int length = ((octets[at + 1] & 0xFF) << 8) | (octets[at + 2] & 0xFF);
            Optional<Element> element = element(octets[at] & 0xFF);
            int value = at + ELEMENT_HEAD;
            if (element.isEmpty()
                    || value + length > octets.length
                    || elements.containsKey(element.get())) {
                return Optional.empty();
            }
            elements.put(element.get(), Arrays.copyOfRange(octets, value, value + length));
            at = value + length;
        }
        return at == octets.length
                ? type.map(known -> new Frame(known, elements))
                : Optional.empty();
    }

    private static Optional<FrameType> type(int value) {
        for (FrameType type : FrameType.values()) {
            if (type.value() == value) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static Optional<Element> element(int tag) {
        for (Element element : Element.values()) {
            if (element.tag() == tag) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /// The type and which elements there are, without their values.
    @Override
    public String toString() {
        return type + " " + elements.keySet();
    }
}
