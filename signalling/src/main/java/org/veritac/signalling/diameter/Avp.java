// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One AVP of a message that has passed the [Decoder]: a view of its octets, valid as long as the
/// message is.
public final class Avp {
    static final int HEADER_LENGTH = 8;
    static final int HEADER_LENGTH_VENDOR = 12;

    private final byte[] octets;
    private final int at;
    private final int from;
    private final int to;

    private Avp(byte[] octets, int at, int from, int to) {
        this.octets = octets;
        this.at = at;
        this.from = from;
        this.to = to;
    }

    /// The AVP at `at`, whose length is known to fit.
    static Avp at(byte[] octets, int at) {
        return new Avp(octets, at, at + headerLength(octets, at), at + length(octets, at));
    }

    /// The AVP at `at` if all of it lies before `end`, else null.
    static @Nullable Avp ifWhole(byte[] octets, int at, int end) {
        if (end - at < HEADER_LENGTH) {
            return null;
        }
        int length = length(octets, at);
        return length < headerLength(octets, at) || length > end - at ? null : at(octets, at);
    }

    static int headerLength(byte[] octets, int at) {
        return (octets[at + 4] & AvpRule.V) != 0 ? HEADER_LENGTH_VENDOR : HEADER_LENGTH;
    }

    static int length(byte[] octets, int at) {
        return Wire.u24(octets, at + 5);
    }

    /// Vendor and code of the AVP at `at`.
    static long key(byte[] octets, int at) {
        int vendor = (octets[at + 4] & AvpRule.V) != 0 ? Wire.i32(octets, at + 8) : 0;
        return Wire.key(vendor, Wire.i32(octets, at));
    }

    long key() {
        return key(octets, at);
    }

    boolean is(AvpRule rule) {
        return key() == rule.key();
    }

    /// Where the next one starts.
    int next() {
        return at + Wire.padded(to - at);
    }

    /// How many octets of data it has.
    public int length() {
        return to - from;
    }

    /// One octet of its data, 0 to 255.
    public int octet(int index) {
        return Wire.u8(octets, from + java.util.Objects.checkIndex(index, to - from));
    }

    /// A copy of its data.
    public byte[] data() {
        return Arrays.copyOfRange(octets, from, to);
    }

    /// A copy of the AVP, header included, padding not.
    public byte[] copy() {
        return Arrays.copyOfRange(octets, at, to);
    }

    /// Its data as text; octets that are no UTF-8 become replacement characters.
    public String text() {
        return new String(octets, from, to - from, StandardCharsets.UTF_8);
    }

    /// Its data as a number of 32 bits.
    public int unsigned32() {
        return Wire.i32(octets, java.util.Objects.checkFromIndexSize(from, 4, to));
    }

    /// The first AVP of a kind inside this grouped one, or null.
    public @Nullable Avp find(AvpRule rule) {
        return find(octets, from, to, rule.key());
    }

    static @Nullable Avp find(byte[] octets, int from, int to, long key) {
        for (Avp avp = ifWhole(octets, from, to); avp != null; ) {
            if (avp.key() == key) {
                return avp;
            }
            avp = avp.next() < to ? ifWhole(octets, avp.next(), to) : null;
        }
        return null;
    }

    /// Whether its data is this ASCII text, in any case; `lower` is in lower case.
    boolean equalsIgnoringCase(byte[] lower) {
        if (lower.length != length()) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            int c = octets[from + i];
            int folded = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
            if (folded != lower[i]) {
                return false;
            }
        }
        return true;
    }

    void writeTo(Writer writer) {
        writer.raw(octets, at, to);
    }
}
