// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HexFormat;

/// Signatures between r || s and DER (X.690, 8.3 and 10.1).
final class EcdsaTest {
    @ParameterizedTest
    @CsvSource({
        // r, s, their INTEGERs
        "01, 7F, 020101, 02017F",
        "80, FF, 02020080, 020200FF",
        "0100, 8000, 02020100, 0203008000",
        "00, 00, 020100, 020100"
    })
    void shortNumbersAreWrittenShort(String r, String s, String rInteger, String sInteger) {
        byte[] raw = HexFormat.of().parseHex(padded(r) + padded(s));
        byte[] der = new byte[72];
        short length = Ecdsa.toDer(raw, (short) 0, der);
        String written = HexFormat.of().withUpperCase().formatHex(der, 0, length);
        assertThat(written)
                .isEqualTo(
                        "30%02X%s%s"
                                .formatted((rInteger + sInteger).length() / 2, rInteger, sInteger));
        byte[] back = new byte[64];
        Ecdsa.toRaw(der, back, (short) 0);
        assertThat(back).isEqualTo(raw);
    }

    @ParameterizedTest
    @CsvSource({"7F", "80", "FF", "01"})
    void longNumbersComeBack(String first) {
        String number = first + "AB".repeat(31);
        byte[] raw = HexFormat.of().parseHex(number + number);
        byte[] der = new byte[72];
        Ecdsa.toDer(raw, (short) 0, der);
        byte[] back = new byte[64];
        Ecdsa.toRaw(der, back, (short) 0);
        assertThat(back).isEqualTo(raw);
    }

    private static String padded(String hex) {
        return "0".repeat(64 - hex.length()) + hex;
    }
}
