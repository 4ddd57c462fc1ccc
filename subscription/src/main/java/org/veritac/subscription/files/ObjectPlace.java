// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where one data object lies in bytes: a tag of one to three bytes, a length of one to four, a
/// value that may be anything.
///
/// @param from its first byte
/// @param tagBytes length of its tag
/// @param end behind its last byte; [#INCOMPLETE] or [#MALFORMED]
record ObjectPlace(int from, int tagBytes, int end) {
    /// The header is not all there.
    static final int INCOMPLETE = -1;

    /// It is no data object.
    static final int MALFORMED = -2;

    private static final int TAG_BYTES_MAX = 3;
    private static final int LENGTH_BYTES_MAX = 3;
    private static final int LONG_LENGTH = 0x80;

    static ObjectPlace read(byte[] bytes, int from) {
        int tagBytes = 1;
        if ((bytes[from] & 0x1F) == 0x1F) {
            do {
                tagBytes++;
            } while (from + tagBytes <= bytes.length
                    && tagBytes <= TAG_BYTES_MAX
                    && (bytes[from + tagBytes - 1] & 0x80) != 0);
        }
        if (tagBytes > TAG_BYTES_MAX) {
            return new ObjectPlace(from, tagBytes, MALFORMED);
        }
        int at = from + tagBytes;
        if (at >= bytes.length) {
            return new ObjectPlace(from, tagBytes, INCOMPLETE);
        }
        int first = bytes[at] & 0xFF;
        if (first < LONG_LENGTH) {
            return new ObjectPlace(from, tagBytes, at + 1 + first);
        }
        int count = first - LONG_LENGTH;
        if (count < 1 || count > LENGTH_BYTES_MAX) {
            return new ObjectPlace(from, tagBytes, MALFORMED);
        }
        if (at + count >= bytes.length) {
            return new ObjectPlace(from, tagBytes, INCOMPLETE);
        }
        int length = 0;
        for (int i = 1; i <= count; i++) {
            length = length << 8 | (bytes[at + i] & 0xFF);
        }
        return new ObjectPlace(from, tagBytes, at + 1 + count + length);
    }

    boolean isIn(byte[] bytes) {
        return end >= 0 && end <= bytes.length;
    }

    boolean hasTag(byte[] bytes, byte[] tag) {
        return Arrays.equals(bytes, from, from + tagBytes, tag, 0, tag.length);
    }

    /// Every data object, up to the first that is none.
    static List<ObjectPlace> all(byte[] bytes) {
        var places = new ArrayList<ObjectPlace>();
        int at = 0;
        while (at < bytes.length) {
            ObjectPlace place = read(bytes, at);
            if (!place.isIn(bytes)) {
                return places;
            }
            places.add(place);
            at = place.end;
        }
        return places;
    }
}
