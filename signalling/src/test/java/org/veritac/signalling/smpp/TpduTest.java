// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;

class TpduTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @Test
    void readsEachFormOfValidityPeriod() {
        for (String submit :
                new String[] {
                    "41 00 04 81 2424 7F F6 02 AABB",
                    "51 00 04 81 2424 7F F6 A7 02 AABB",
                    "49 00 04 81 2424 7F F6 01020304050607 02 AABB",
                    "59 00 04 81 2424 7F F6 01020304050607 02 AABB"
                }) {
            var read = Tpdu.submit(hex(submit)).orElseThrow();
            assertThat(read.userData()).as(submit).isEqualTo(hex("AABB"));
            assertThat(read.destination()).isEqualTo(new Address("4242", 0, 1));
            assertThat(read.format()).isEqualTo(new ShortMessage.Format(true, 0x7F, 0xF6));
        }
    }

    @Test
    void anythingCutOffOrLeftOverIsNoSubmit() {
        byte[] whole = hex("51 00 04 81 2424 7F F6 A7 02 AABB");
        for (int length = 0; length < whole.length; length++) {
            assertThat(Tpdu.submit(java.util.Arrays.copyOf(whole, length))).isEmpty();
        }
        assertThat(Tpdu.submit(java.util.Arrays.copyOf(whole, whole.length + 1))).isEmpty();
    }

    @Test
    void refusesOtherTypesSeptetsAndLongNumbers() {
        assertThat(Tpdu.submit(hex("40 00 04 81 2424 7F F6 02 AABB"))).isEmpty();
        assertThat(Tpdu.submit(hex("01 00 04 81 2424 00 00 02 AABB"))).isEmpty();
        assertThat(Tpdu.submit(hex("01 00 15 81 1111111111111111111111 7F F6 00"))).isEmpty();
        assertThat(Tpdu.submit(hex("01 00 14 81 11111111111111111111 7F F6 00"))).isPresent();
        // 5 is a name in letters.
        assertThat(Tpdu.submit(hex("01 00 04 D1 2424 7F F6 00"))).isEmpty();
    }

    @Test
    void takes140OctetsAndNoMore() {
        byte[] most = new byte[140];
        assertThat(Tpdu.submit(Bench.submitTpdu("4242", most))).isPresent();
        assertThat(Tpdu.submit(Bench.submitTpdu("4242", new byte[141]))).isEmpty();
    }

    @Test
    void knowsWhichCodingsAreOctets() {
        for (int octets : new int[] {0x04, 0x08, 0x14, 0xF4, 0xF6, 0xE0, 0x20}) {
            assertThat(Tpdu.isInOctets(octets)).as("%02X", octets).isTrue();
        }
        for (int septets : new int[] {0x00, 0x10, 0x0C, 0xF0, 0xC0, 0xD0, 0x80}) {
            assertThat(Tpdu.isInOctets(septets)).as("%02X", septets).isFalse();
        }
    }
}
