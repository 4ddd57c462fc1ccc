// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import java.util.Random;
import java.util.stream.LongStream;

/// Random identities and random nonsense, the same for the same seed.
final class Seeded {
    private static final String SPOILERS = "0123456789-+ imeisvIMEISV/٤９४\u0000\ud835\udfd2\n";
    private final Random random;

    Seeded(long seed) {
        random = new Random(seed);
    }

    /// The seeds that property tests run with; a failing test's display name shows its seed.
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    String digits(int count) {
        var digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    int between(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    Imei imei() {
        return new Imei(random.nextLong(Imei.KEY_MAX + 1));
    }

    Imsi imsi() {
        return Imsi.of(digits(between(Imsi.DIGITS_MIN, Imsi.DIGITS_MAX)));
    }

    byte[] octets() {
        byte[] octets = new byte[between(0, 12)];
        random.nextBytes(octets);
        return octets;
    }

    /// Text that is nearly an identity, or nothing like one.
    String text() {
        String text =
                switch (between(0, 3)) {
                    case 0 -> "imei-";
                    case 1 -> "imeisv-";
                    default -> "";
                };
        var spoiled = new StringBuilder(text + digits(between(0, 20)));
        for (int i = between(0, 3); i > 0; i--) {
            spoiled.insert(
                    between(0, spoiled.length()),
                    SPOILERS.charAt(between(0, SPOILERS.length() - 1)));
        }
        return spoiled.toString();
    }
}
