// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An information element of GSUP: tag, length, value. Not a record, because its value is an array.
final class Element {
    static final int IMSI = 0x01;
    static final int CAUSE = 0x02;
    static final int MESSAGE_CLASS = 0x0A;
    static final int SESSION_ID = 0x30;
    static final int SESSION_STATE = 0x31;
    static final int MESSAGE_REFERENCE = 0x40;
    static final int IMEI = 0x50;
    static final int IMEI_RESULT = 0x51;
    static final int SOURCE_NAME = 0x60;
    static final int DESTINATION_NAME = 0x61;

    private final int tag;
    private final byte[] value;

    Element(int tag, byte... value) {
        this.tag = tag;
        this.value = value.clone();
    }

    int tag() {
        return tag;
    }

    byte[] value() {
        return value.clone();
    }

    /// The same value under another tag.
    Element as(int other) {
        return new Element(other, value);
    }

    /// All elements of `bytes[from, end)`; empty when the last one is cut off. Their number is
    /// bounded by the bytes: each takes two.
    static Optional<List<Element>> readAll(byte[] bytes, int from) {
        var elements = new ArrayList<Element>();
        int at = from;
        while (at < bytes.length) {
            int valueAt = at + 2;
            int end = valueAt > bytes.length ? -1 : valueAt + (bytes[at + 1] & 0xFF);
            if (end < 0 || end > bytes.length) {
                return Optional.empty();
            }
            elements.add(new Element(bytes[at] & 0xFF, Arrays.copyOfRange(bytes, valueAt, end)));
            at = end;
        }
        return Optional.of(elements);
    }

    void writeTo(ByteArrayOutputStream bytes) {
        bytes.write(tag);
        bytes.write(value.length);
        bytes.writeBytes(value);
    }
}
