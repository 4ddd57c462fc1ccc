// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import java.util.Arrays;
import java.util.HexFormat;

/// The records of every EF_ARR we make: those of annex A, to which templates refer by number (READ
/// and SEARCH, UPDATE, DEACTIVATE and ACTIVATE, INCREASE; PIN1 01, PIN2 81, ADM1 0A).
final class Rules {
    static final int RECORD_BYTES = 0x38;
    static final int COUNT = 14;

    /// Read by whoever presented PIN1, changed by the operator.
    static final int READ = 2;

    /// Read and changed by whoever presented PIN1.
    static final int PIN1 = 5;

    /// Read with PIN1, changed with PIN2.
    static final int PIN2 = 8;

    /// Read by everybody, changed by the operator.
    static final int FREE = 10;

    /// Of directories.
    static final int DIRECTORY = 14;

    private static final String ALWAYS = "9000";
    private static final String NEVER = "9700";
    private static final String WITH_PIN1 = "A406830101950108";
    private static final String WITH_PIN2 = "A406830181950108";
    private static final String WITH_ADM = "A40683010A950108";

    private static final String[] RECORDS = {
        mode(0x01) + ALWAYS + mode(0x02) + WITH_PIN1 + mode(0x58) + WITH_ADM,
        mode(0x01) + WITH_PIN1 + mode(0x5A) + WITH_ADM,
        mode(0x5B) + WITH_ADM,
        mode(0x01) + ALWAYS + mode(0x1A) + NEVER + mode(0x40) + WITH_ADM,
        mode(0x03) + WITH_PIN1 + mode(0x58) + WITH_ADM,
        mode(0x11) + WITH_PIN1 + mode(0x4A) + WITH_ADM,
        mode(0x03) + WITH_PIN1 + mode(0x58) + WITH_ADM + "840132" + WITH_PIN1,
        mode(0x01) + WITH_PIN1 + mode(0x02) + WITH_PIN2 + mode(0x58) + WITH_ADM,
        mode(0x01) + ALWAYS + mode(0x1A) + WITH_PIN1 + mode(0x40) + WITH_ADM,
        mode(0x01) + ALWAYS + mode(0x5A) + WITH_ADM,
        mode(0x01) + ALWAYS + mode(0x18) + WITH_ADM + mode(0x42) + NEVER,
        mode(0x01) + WITH_PIN1 + mode(0x5A) + NEVER,
        mode(0x13) + WITH_PIN1 + mode(0x48) + WITH_ADM,
        mode(0x5E) + WITH_ADM
    };

    private Rules() {}

    private static String mode(int operations) {
        return "8001%02X".formatted(operations);
    }

    /// All records one behind the other.
    static byte[] all() {
        byte[] all = new byte[RECORD_BYTES * COUNT];
        Arrays.fill(all, (byte) 0xFF);
        for (int i = 0; i < COUNT; i++) {
            byte[] record = HexFormat.of().parseHex(RECORDS[i]);
            System.arraycopy(record, 0, all, i * RECORD_BYTES, record.length);
        }
        return all;
    }
}
