// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.tlv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HexFormat;

final class TlvTest {
    private static final HexFormat HEX = HexFormat.of();

    private static TlvReader.Reading read(String hex) {
        return TlvReader.read(HEX.parseHex(hex));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "127, 7f", "128, 8180", "255, 81ff", "256, 820100", "65535, 82ffff"})
    void writesTheShortestLength(int bytes, String length) {
        var item = Tlv.of(0x53, new byte[bytes]);
        assertThat(HEX.formatHex(item.bytes())).startsWith("53" + (bytes == 0 ? "00" : length));
        assertThat(TlvReader.readOne(item.bytes())).contains(item);
    }

    @Test
    void refusesAValueThatNoLengthSays() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tlv.of(0x53, new byte[65_536]));
        assertThat(TlvReader.read(new byte[TlvReader.BYTES_MAX + 1]))
                .isEqualTo(new TlvReader.Reading.Malformed(TlvFlaw.TOO_LONG, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "53, CUT_OFF, 1",
        "5302ff, CUT_OFF, 0",
        "5f, CUT_OFF, 0",
        "9f81, CUT_OFF, 0",
        "530100538201, CUT_OFF, 4",
        "a0038001, CUT_OFF, 0",
        "a003800201, CUT_OFF, 2",
        "0000, BAD_TAG, 0",
        "ff00, BAD_TAG, 0",
        "5f8000, BAD_TAG, 0",
        "5f808000, BAD_TAG, 0",
        "5f81818100, BAD_TAG, 0",
        "5380, BAD_LENGTH, 1",
        "5383000001ff, BAD_LENGTH, 1",
        "53817f, LENGTH_NOT_SHORTEST, 1",
        "538200ff, LENGTH_NOT_SHORTEST, 1"
    })
    void saysWhatIsWrongAndWhere(String hex, TlvFlaw flaw, int offset) {
        assertThat(read(hex)).isEqualTo(new TlvReader.Reading.Malformed(flaw, offset));
        assertThat(TlvReader.readOne(HEX.parseHex(hex))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x100, 0x5F, 0x5380, 0x5F80, 0xFF21, 0x9F0101, 0x9F8080, 0x7F218101})
    void refusesToMakeWhatItWouldNotRead(int tag) {
        assertThatIllegalArgumentException().isThrownBy(() -> Tlv.of(tag, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Tlv.of(tag, TlvList.EMPTY));
    }

    @Test
    void knowsWhichTagsHoldOthers() {
        assertThat(Tlv.of(0x7F21, Tlv.ofByte(0x95, 0x80)).children().get(0).value())
                .containsExactly(0x80);
        assertThatIllegalArgumentException().isThrownBy(() -> Tlv.of(0x7F21, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Tlv.of(0xDF21, TlvList.EMPTY));
        assertThat(Tlv.of(0x9F8101, new byte[0]).bytes()).hasSize(4);
    }

    @Test
    void readsAtMostItsNumberOfObjects() {
        assertThat(read("8000".repeat(TlvReader.COUNT_MAX)))
                .isInstanceOf(TlvReader.Reading.Whole.class);
        assertThat(read("8000".repeat(TlvReader.COUNT_MAX + 1)))
                .isEqualTo(
                        new TlvReader.Reading.Malformed(TlvFlaw.TOO_MANY, 2 * TlvReader.COUNT_MAX));
    }

    @Test
    void readsAtMostItsDepth() {
        assertThat(nested(TlvReader.DEPTH_MAX)).isInstanceOf(TlvReader.Reading.Whole.class);
        assertThat(nested(TlvReader.DEPTH_MAX + 1))
                .isEqualTo(new TlvReader.Reading.Malformed(TlvFlaw.TOO_DEEP, 16));
    }

    private static TlvReader.Reading nested(int depth) {
        Tlv item = Tlv.of(0x80, new byte[0]);
        for (int i = 1; i < depth; i++) {
            item = Tlv.of(0xA0, item);
        }
        return TlvReader.read(item.bytes());
    }

    @Test
    void seesTwice() {
        var items = new ArrayList<Tlv>();
        items.add(Tlv.ofByte(0x80, 1));
        assertThat(TlvList.of(items).hasDuplicates()).isFalse();
        assertThat(TlvList.of(items).only(0x80)).contains(Tlv.ofByte(0x80, 1));
        items.add(Tlv.ofByte(0x80, 1));
        assertThat(TlvList.of(items).hasDuplicates()).isTrue();
        assertThat(TlvList.of(items).only(0x80)).isEmpty();
        assertThat(TlvList.of(items).all(0x80)).hasSize(2);
        assertThat(TlvList.of(items).hasTags(0x80, 0x80)).isTrue();
        assertThat(TlvList.of(items).first(1).hasTags(0x80)).isTrue();
    }

    @Test
    void printsNoValue() {
        assertThat(TlvList.of(Tlv.of(0x5F37, new byte[64]))).hasToString("[5F37, 64 bytes]");
    }
}
