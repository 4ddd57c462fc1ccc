// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.terminal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// COMPREHENSION-TLV objects by their tag without its comprehension flag (TS 101 220, clause
/// 7.1.1); of several with one tag the first counts.
final class Fields {
    static final int COMMAND_DETAILS = 0x01;
    static final int DEVICE_IDENTITIES = 0x02;
    static final int RESULT = 0x03;
    static final int ADDRESS = 0x06;
    static final int SMS_TPDU = 0x0B;
    static final int TEXT_STRING = 0x0D;
    static final int IMEI = 0x14;
    static final int TIMER_IDENTIFIER = 0x24;
    static final int TIMER_VALUE = 0x25;
    static final int READER_STATUS = 0x20;
    static final int CARD_ATR = 0x21;
    static final int C_APDU = 0x22;
    static final int R_APDU = 0x23;
    static final int IMEISV = 0x62;

    private static final int COMPREHENSION = 0x80;
    private static final int LONG_FORM = 0x81;
    private static final int SHORT_MAX = 0x7F;

    private final Map<Integer, byte[]> values;

    private Fields(Map<Integer, byte[]> values) {
        this.values = values;
    }

    /// Reads objects that follow each other; empty when they are cut off or of a length of more
    /// than one further octet.
    static Optional<Fields> read(byte[] octets) {
        var values = new LinkedHashMap<Integer, byte[]>();
        int at = 0;
        while (at < octets.length) {
            int head = at + 1 < octets.length && (octets[at + 1] & 0xFF) == LONG_FORM ? 3 : 2;
            if (at + head > octets.length) {
                return Optional.empty();
            }
            int length = octets[at + head - 1] & 0xFF;
            int from = at + head;
            if ((head == 2 && length > SHORT_MAX) || from + length > octets.length) {
                return Optional.empty();
            }
            values.putIfAbsent(
                    octets[at] & ~COMPREHENSION & 0xFF,
                    Arrays.copyOfRange(octets, from, from + length));
            at = from + length;
        }
        return Optional.of(new Fields(values));
    }

    /// The content of the template `D0` that a FETCH brings (TS 102 223, clause 6.2); empty when it
    /// is something else.
    static Optional<Fields> ofProactive(byte[] octets) {
        if (octets.length < 2 || (octets[0] & 0xFF) != 0xD0) {
            return Optional.empty();
        }
        int head = (octets[1] & 0xFF) == LONG_FORM ? 3 : 2;
        if (octets.length < head || octets.length != head + (octets[head - 1] & 0xFF)) {
            return Optional.empty();
        }
        return read(Arrays.copyOfRange(octets, head, octets.length));
    }

    Optional<byte[]> value(int tag) {
        return Optional.ofNullable(values.get(tag));
    }

    /// Writes one object, its comprehension flag set.
    ///
    /// @param value at most 255 octets
    static void write(ByteArrayOutputStream out, int tag, byte... value) {
        out.write(tag | COMPREHENSION);
        if (value.length > SHORT_MAX) {
            out.write(LONG_FORM);
        }
        out.write(value.length);
        out.writeBytes(value);
    }
}
