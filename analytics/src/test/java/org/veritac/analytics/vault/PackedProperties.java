// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class PackedProperties {
    private static final String SIGNS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-\\";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void digitsComeBack(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder digits = new StringBuilder();
            int length = 1 + random.nextInt(Packed.DIGITS_MAX);
            for (int k = 0; k < length; k++) {
                digits.append(random.nextInt(4) == 0 ? 0 : random.nextInt(10));
            }
            long packed = Packed.digits(digits.toString());
            assertThat(packed).isGreaterThan(Numbering.DELETED);
            assertThat(Packed.digits(packed)).isEqualTo(digits.toString());
            assertThat(Packed.length(packed)).isEqualTo(length);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void userIdsComeBack(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder uid = new StringBuilder();
            int length = 1 + random.nextInt(Packed.UID_MAX);
            for (int k = 0; k < length; k++) {
                uid.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            String text = uid.toString();
            assertThat(Packed.uid(Packed.uidHigh(text), Packed.uidLow(text))).isEqualTo(text);
            assertThat(Packed.uidLow(text)).isGreaterThan(Numbering.DELETED);
        }
    }
}
