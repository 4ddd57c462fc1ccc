// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A COMPREHENSION-TLV object for a reader: whatever cannot be read is left out.
///
/// @param tag without its comprehension flag
@SuppressWarnings("ArrayRecordComponent") // made and used up within the package
record Comprehension(int tag, byte[] value) {
    static List<Comprehension> read(byte[] octets) {
        var fields = new ArrayList<Comprehension>();
        int at = 0;
        while (at + 1 < octets.length) {
            int head = (octets[at + 1] & 0xFF) == 0x81 ? 3 : 2;
            if (at + head > octets.length) {
                break;
            }
            int length = octets[at + head - 1] & 0xFF;
            int end = Math.min(octets.length, at + head + length);
            fields.add(
                    new Comprehension(
                            octets[at] & 0x7F, Arrays.copyOfRange(octets, at + head, end)));
            at = end;
        }
        return fields;
    }

    static Optional<byte[]> value(List<Comprehension> fields, int tag) {
        return fields.stream()
                .filter(field -> field.tag == tag)
                .map(Comprehension::value)
                .findFirst();
    }

    /// A short message among the fields, as the end of a title.
    static String unit(List<Comprehension> fields, List<String> details) {
        Optional<Text> unit = value(fields, 0x0B).map(Units::text);
        unit.ifPresent(text -> details.addAll(text.details()));
        return unit.map(text -> ": " + text.title()).orElse("");
    }
}
