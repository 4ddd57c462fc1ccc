// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.util.Locale;

/// The types of AVP data (RFC 6733, clauses 4.2 and 4.3).
public enum AvpType {
    OCTET_STRING("OctetString", 0),
    INTEGER_32("Integer32", 4),
    INTEGER_64("Integer64", 8),
    UNSIGNED_32("Unsigned32", 4),
    UNSIGNED_64("Unsigned64", 8),
    FLOAT_32("Float32", 4),
    FLOAT_64("Float64", 8),
    GROUPED("Grouped", 0),
    ADDRESS("Address", 2),
    TIME("Time", 4),
    UTF8_STRING("UTF8String", 0),
    DIAMETER_IDENTITY("DiameterIdentity", 1),
    DIAMETER_URI("DiameterURI", 1),
    ENUMERATED("Enumerated", 4);

    private static final int FAMILY_IPV4 = 1;
    private static final int FAMILY_IPV6 = 2;
    private static final int IDENTITY_LENGTH_MAX = 255;

    private final String text;
    private final int lengthMin;

    AvpType(String text, int lengthMin) {
        this.text = text;
        this.lengthMin = lengthMin;
    }

    /// The name in the RFC.
    String text() {
        return text;
    }

    /// The fewest octets of data it can have.
    int lengthMin() {
        return lengthMin;
    }

    /// Whether data can have this many octets; if not the answer is 5014.
    boolean fits(int length) {
        return switch (this) {
            case INTEGER_32, UNSIGNED_32, FLOAT_32, TIME, ENUMERATED -> length == 4;
            case INTEGER_64, UNSIGNED_64, FLOAT_64 -> length == 8;
            case OCTET_STRING, GROUPED, ADDRESS, UTF8_STRING, DIAMETER_IDENTITY, DIAMETER_URI ->
                    length >= lengthMin;
        };
    }

    /// Whether data of a fitting length is a value; if not the answer is 5004.
    boolean holds(byte[] octets, int from, int to) {
        return switch (this) {
            case OCTET_STRING,
                    INTEGER_32,
                    INTEGER_64,
                    UNSIGNED_32,
                    UNSIGNED_64,
                    FLOAT_32,
                    FLOAT_64,
                    GROUPED,
                    TIME,
                    ENUMERATED ->
                    true;
            case ADDRESS -> isAddress(octets, from, to);
            case UTF8_STRING -> Utf8.isValid(octets, from, to);
            case DIAMETER_IDENTITY -> isIdentity(octets, from, to);
            case DIAMETER_URI ->
                    isIdentity(octets, from, to)
                            && (startsWith(octets, from, to, "aaa://")
                                    || startsWith(octets, from, to, "aaas://"));
        };
    }

    private static boolean isAddress(byte[] octets, int from, int to) {
        int length = to - from - 2;
        return switch (Wire.u16(octets, from)) {
            case FAMILY_IPV4 -> length == 4;
            case FAMILY_IPV6 -> length == 16;
            default -> length > 0;
        };
    }

    /// Any visible ASCII: stricter than a log needs, laxer than a host name, because peers use
    /// underscores and worse.
    private static boolean isIdentity(byte[] octets, int from, int to) {
        if (to - from > IDENTITY_LENGTH_MAX) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (octets[i] <= ' ' || octets[i] == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] octets, int from, int to, String prefix) {
        if (to - from <= prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if ((octets[from + i] | 0x20) != (prefix.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    static AvpType named(String text) {
        for (AvpType type : values()) {
            if (type.text.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                return type;
            }
        }
        throw new IllegalArgumentException("no AVP type is called " + text);
    }
}
