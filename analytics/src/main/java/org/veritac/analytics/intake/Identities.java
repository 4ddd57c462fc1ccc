// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.vault.Kind;
import org.veritac.analytics.vault.Numbers;
import org.veritac.analytics.vault.OpenVault;
import org.veritac.analytics.vault.Packed;
import org.veritac.identity.Imei;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads identities out of fields, and knows the numbers that stand for them. A device is its first
/// 14 digits as a number; a text that does not begin with 14 digits is a negative number made from
/// its SHA-256 (62 bits), remembered with its text.
final class Identities {
    /// The field is empty.
    static final long ABSENT = Long.MIN_VALUE;

    /// The field does not have its pattern.
    static final long WRONG = Long.MIN_VALUE + 1;

    /// How many different malformed IMEIs a file has at most.
    static final int MALFORMED_MAX = 4_000_000;

    private static final int IMEI_MAX = 16;
    private static final int HASH_SHIFT = 2;

    private final OpenVault vault;
    private final int malformedMax;
    private final Map<String, Long> malformed = new HashMap<>();
    private final MessageDigest sha256;

    Identities(OpenVault vault) {
        this(vault, MALFORMED_MAX);
    }

    Identities(OpenVault vault, int malformedMax) {
        this.vault = vault;
        this.malformedMax = malformedMax;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    Numbers numbers(Kind kind) throws IOException {
        return vault.numbers(kind);
    }

    /// The device of a field: pattern `[0-9A-Fa-f*#]{1,16}`, or nothing.
    long device(Fields fields, int column) throws Refused {
        int from = fields.from(column);
        int to = fields.to(column);
        if (from == to) {
            return ABSENT;
        }
        if (to - from > IMEI_MAX) {
            return WRONG;
        }
        byte[] bytes = fields.bytes();
        long digits = 0;
        int leading = 0;
        while (leading < Imei.DIGITS && from + leading < to && isDigit(bytes[from + leading])) {
            digits = digits * 10 + (bytes[from + leading] - '0');
            leading++;
        }
        for (int i = from + leading; i < to; i++) {
            if (!isImeiSign(bytes[i])) {
                return WRONG;
            }
        }
        return leading == Imei.DIGITS ? digits : malformed(fields.text(column));
    }

    private long malformed(String text) throws Refused {
        String upper = text.toUpperCase(Locale.ROOT);
        Long known = malformed.get(upper);
        if (known != null) {
            return known;
        }
        if (malformed.size() >= malformedMax) {
            throw Refused.of(
                    Check.CAPACITY,
                    "more malformed IMEIs",
                    "at most %,d different ones".formatted(malformedMax));
        }
        long device = malformedDevice(upper);
        malformed.put(upper, device);
        return device;
    }

    private long malformedDevice(String upper) {
        byte[] digest = sha256.digest(upper.getBytes(StandardCharsets.US_ASCII));
        return -1 - (ByteBuffer.wrap(digest).getLong() >>> HASH_SHIFT);
    }

    /// The malformed IMEIs that were met, with their numbers.
    Map<String, Long> malformed() {
        return malformed;
    }

    /// The digits of a field, 1 to 15 of them, packed as the vault does.
    long digits(Fields fields, int column) {
        int from = fields.from(column);
        int to = fields.to(column);
        if (from == to) {
            return ABSENT;
        }
        if (to - from > Packed.DIGITS_MAX) {
            return WRONG;
        }
        byte[] bytes = fields.bytes();
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return WRONG;
            }
        }
        return Packed.digits(bytes, from, to);
    }

    /// The number of packed digits; -1 for [#ABSENT].
    ///
    /// @throws Refused when the vault is full
    static int number(Numbers numbers, long packed) throws Refused {
        return packed == ABSENT ? -1 : given(numbers.of(packed));
    }

    /// The number of a user id.
    int uid(String uid) throws IOException, Refused {
        return given(vault.numbers(Kind.UID).of(uid));
    }

    private static int given(int number) throws Refused {
        if (number < 0) {
            throw Refused.of(Check.CAPACITY, "more subscribers", "as many as the vault takes");
        }
        return number;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isImeiSign(byte b) {
        return isDigit(b)
                || (b >= 'A' && b <= 'F')
                || (b >= 'a' && b <= 'f')
                || b == '*'
                || b == '#';
    }
}
