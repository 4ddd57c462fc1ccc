// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.HexFormat;

/// Keys in the elements of a profile package, as a stranger's package may have them.
final class KeyPlacesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String K = "783422b3e455f0adbb107955b5b91086";
    private static final String OTHER = "883422b3e455f0adbb107955b5b91086";
    private static final String TOPC =
            "0f5d52efedbf804ade52de3075789a424d4bf1ebc1db9b7210d994d55813fdb8";
    private static final String HEADER = "a005800081010a";
    private static final String ISSUER = "81146983bf8fb8b9c195dabfa5b3cec59db4a6d99e4e";

    private final State state = new State((short) 0);
    private final Parts parts = new Parts(state);
    private final KeyPlaces places = new KeyPlaces(parts);

    private static String tlv(String tag, String value) {
        int bytes = value.length() / 2;
        String length =
                bytes < 0x80
                        ? "%02x".formatted(bytes)
                        : bytes < 0x100 ? "81%02x".formatted(bytes) : "82%04x".formatted(bytes);
        return tag + length + value;
    }

    private static String element(int place, String bytes) {
        return "%04x%06x".formatted(place, bytes.length() / 2) + bytes;
    }

    /// PE-AKAParameter, with 32 initial sequence numbers as packages have them.
    private static String aka(String parameters) {
        String numbers = tlv("a5", "0406000000000000".repeat(32));
        return tlv("a4", HEADER + tlv("a1", tlv("a1", parameters)) + numbers);
    }

    private static String tuak(String k, String more) {
        return "800102" + "810101" + tlv("82", k) + tlv("83", TOPC) + more;
    }

    private short look(String hex) {
        return look(HEX.parseHex(hex));
    }

    private short look(byte[] part) {
        Area area = parts.current(Parts.KEYS);
        Arrays.fill(area.bytes, (byte) 0xEE);
        System.arraycopy(part, 0, area.bytes, area.start, part.length);
        state.journal().begin();
        parts.putLength(Parts.KEYS, (short) part.length);
        state.journal().commit();
        return places.look();
    }

    private String at(short place, int bytes) {
        return HEX.formatHex(parts.current(Parts.KEYS).bytes, place, place + bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1",
        "870103, 3",
        "870200c8, 200",
        "870200ff, 255",
    })
    void findsTuakInAnElement(String more, int times) {
        String text = more == null ? "" : more;
        assertThat(look("00" + element(8, aka(tuak(K, text))))).isEqualTo(KeyPlaces.TUAK);
        assertThat(at(places.k(), 16)).isEqualTo(K);
        assertThat(at(places.topc(), 32)).isEqualTo(TOPC);
        assertThat(places.detail()).isEqualTo((byte) 0x08);
        assertThat(places.times() & 0xFF).isEqualTo(times);
        assertThat(look("00" + element(8, aka(tuak(K + OTHER, text))))).isEqualTo(KeyPlaces.TUAK);
        assertThat(at(places.k(), 32)).isEqualTo(K + OTHER);
        assertThat(places.detail()).isEqualTo((byte) 0x09);
    }

    @ParameterizedTest
    @CsvSource({
        "iterations 0, 870100",
        "iterations 256, 87020100",
        "negative iterations, 8701ff",
    })
    void knowsNoOtherIterations(String what, String more) {
        assertThat(look("00" + element(8, aka(tuak(K, more))))).as(what).isEqualTo(KeyPlaces.NONE);
    }

    @Test
    void findsTheTestAlgorithmWithAnyResponse() {
        for (int[] pair : new int[][] {{0, 4}, {1, 8}, {2, 16}, {4, 16}}) {
            String parameters = "800103" + "8101%02x".formatted(pair[0]) + tlv("82", K) + "8300";
            assertThat(look("00" + element(8, aka(parameters)))).isEqualTo(KeyPlaces.TEST);
            assertThat(places.detail()).isEqualTo((byte) pair[1]);
            assertThat(at(places.k(), 16)).isEqualTo(K);
        }
        assertThat(look("00" + element(8, aka("800103810103" + tlv("82", K)))))
                .isEqualTo(KeyPlaces.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 4", "3, 4", "0, 0", "4, 0"})
    void findsComp128OfOurOwn(int version, short kind) {
        String content = tlv("82", "%02x".formatted(version) + K);
        String ours = tlv("a9", HEADER + ISSUER + content);
        assertThat(look("00" + element(8, ours))).isEqualTo(kind);
        String theirs = tlv("a9", HEADER + ISSUER.replace("4e", "4f") + content);
        assertThat(look("00" + element(8, theirs))).isEqualTo(KeyPlaces.NONE);
    }

    @Test
    void severalElementsHaveToSayTheSame() {
        String one = aka(tuak(K, ""));
        String mapped = tlv("a4", HEADER + tlv("a1", tlv("a0", "8107a0000000871002")));
        assertThat(look("00" + element(8, one) + element(9, one))).isEqualTo(KeyPlaces.TUAK);
        assertThat(look("00" + element(8, one) + element(9, mapped))).isEqualTo(KeyPlaces.TUAK);
        assertThat(look("00" + element(8, mapped))).isEqualTo(KeyPlaces.NONE);
        assertThat(look("00" + element(8, one) + element(9, tlv("a6", "80030000a4"))))
                .as("keys of another kind")
                .isEqualTo(KeyPlaces.TUAK);
        assertThat(look("00" + element(8, one) + element(9, aka(tuak(OTHER, "")))))
                .isEqualTo(KeyPlaces.NONE);
    }

    @Test
    void knowsNoMilenageWithConstantsOfItsOwn() {
        String milenage = "800101" + "810101" + tlv("82", K) + tlv("83", K) + "84054000204060";
        assertThat(look("00" + element(8, aka(milenage)))).isEqualTo(KeyPlaces.NONE);
        assertThat(look("01" + K + OTHER)).isEqualTo(KeyPlaces.MILENAGE);
        assertThat(look("01" + K + OTHER.substring(2))).isEqualTo(KeyPlaces.NONE);
    }

    /// No place outside of the part is ever named, whatever is cut off or changed.
    @Test
    void staysWithinThePart() {
        String good = "00" + element(8, aka(tuak(K, "870103"))) + element(9, tlv("a9", HEADER));
        byte[] part = HEX.parseHex(good);
        assertThat(look(part)).isEqualTo(KeyPlaces.TUAK);
        int known = 0;
        for (int at = 0; at < part.length; at++) {
            known += isWithin(Arrays.copyOf(part, at)) ? 1 : 0;
            for (int value : new int[] {0x00, 0x7F, 0x80, 0x81, 0x82, 0xFF, part[at] ^ 1}) {
                byte[] changed = part.clone();
                changed[at] = (byte) value;
                known += isWithin(changed) ? 1 : 0;
            }
        }
        assertThat(known).isPositive();
    }

    private boolean isWithin(byte[] part) {
        short kind = look(part);
        if (kind == KeyPlaces.NONE) {
            return false;
        }
        assertThat(places.k() + 16).isLessThanOrEqualTo(part.length);
        if (kind == KeyPlaces.TUAK) {
            int bytes = (places.detail() & 1) == 0 ? 16 : 32;
            assertThat(places.k() + bytes).isLessThanOrEqualTo(part.length);
            assertThat(places.topc() + 32).isLessThanOrEqualTo(part.length);
        }
        return true;
    }
}
