// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.HexFormat;

final class ApduTest {
    private static final HexFormat HEX = HexFormat.of();

    private static CommandApdu select(int dataBytes, int expected) {
        return CommandApdu.of(0, 0xA4, 4, 0).with(new byte[dataBytes]).expecting(expected);
    }

    @ParameterizedTest(name = "ISO/IEC 7816-4 clause 5.1: {0} bytes, Le {1}")
    @CsvSource({
        "0, 0, 00a40400",
        "0, 1, 00a4040001",
        "0, 256, 00a4040000",
        "1, 0, 00a404000100",
        "1, 256, 00a40400010000",
        "0, 257, 00a40400000101",
        "0, 65536, 00a40400000000",
        "1, 257, 00a40400000001000101",
        "1, 65536, 00a40400000001000000"
    })
    void hasFourCasesShortAndExtended(int dataBytes, int expected, String bytes) {
        var command = select(dataBytes, expected);
        assertThat(HEX.formatHex(command.bytes())).isEqualTo(bytes);
        assertThat(CommandApdu.read(HEX.parseHex(bytes)))
                .isEqualTo(new CommandApdu.Reading.Whole(command));
    }

    @Test
    void growsWhereAShortLengthEnds() {
        assertThat(select(255, 256).isExtended()).isFalse();
        assertThat(select(256, 256).isExtended()).isTrue();
        assertThat(select(255, 256).bytes()).hasSize(4 + 1 + 255 + 1);
        assertThat(select(256, 256).bytes()).hasSize(4 + 3 + 256 + 2);
        assertThat(select(65_535, 65_536).bytes()).hasSize(CommandApdu.BYTES_MAX);
        assertThat(CommandApdu.of(0, 0xA4, 4, 0).extended().bytes()).hasSize(4);
    }

    @Test
    void refusesMoreThanAnApduHolds() {
        assertThatIllegalArgumentException().isThrownBy(() -> select(65_536, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> select(0, 65_537));
        assertThatIllegalArgumentException().isThrownBy(() -> CommandApdu.of(256, 0, 0, 0));
        assertThat(CommandApdu.read(new byte[CommandApdu.BYTES_MAX + 1]))
                .isEqualTo(new CommandApdu.Reading.Malformed(ApduFlaw.TOO_LONG));
        assertThat(ResponseApdu.read(new byte[ResponseApdu.BYTES_MAX]))
                .isInstanceOf(ResponseApdu.Reading.Whole.class);
        assertThat(ResponseApdu.read(new byte[ResponseApdu.BYTES_MAX + 1]))
                .isEqualTo(new ResponseApdu.Reading.Malformed(ApduFlaw.TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00a404000201",
                "00a4040002010203ff",
                "00a404000001",
                "00a4040000000001",
                "00a404000000020102ff",
                "00a40400000002ff"
            })
    void refusesLengthsThatDisagree(String bytes) {
        assertThat(CommandApdu.read(HEX.parseHex(bytes)))
                .isEqualTo(new CommandApdu.Reading.Malformed(ApduFlaw.LENGTHS_DISAGREE));
    }

    @Test
    void refusesWhatIsTooShort() {
        assertThat(CommandApdu.read(new byte[3]))
                .isEqualTo(new CommandApdu.Reading.Malformed(ApduFlaw.TOO_SHORT));
        assertThat(ResponseApdu.read(new byte[1]))
                .isEqualTo(new ResponseApdu.Reading.Malformed(ApduFlaw.TOO_SHORT));
    }

    @Test
    void sharesNoArray() {
        byte[] data = {1, 2, 3};
        var command = CommandApdu.of(0, 0, 0, 0).with(data);
        var response = ResponseApdu.of(data, StatusWord.OK);
        data[0] = 9;
        Arrays.fill(command.data(), (byte) 9);
        assertThat(command.data()).containsExactly(1, 2, 3);
        assertThat(response.data()).containsExactly(1, 2, 3);
    }

    @Test
    void printsNoData() {
        var command = CommandApdu.of(0x80, 0xE2, 0, 1).with(HEX.parseHex("c0ffee"));
        assertThat(command).hasToString("80E20001, 3 bytes, Le 0");
        assertThat(ResponseApdu.of(HEX.parseHex("c0ffee"), StatusWord.OK))
                .hasToString("SW 9000, 3 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "9000, SUCCESS",
        "9001, PROPRIETARY",
        "910b, PROACTIVE_COMMAND_PENDING",
        "9f10, PROPRIETARY",
        "6100, MORE_DATA",
        "6283, WARNING",
        "63c2, WARNING",
        "6400, EXECUTION_ERROR",
        "6581, EXECUTION_ERROR",
        "6700, REFUSAL",
        "6982, REFUSAL",
        "6c10, WRONG_EXPECTED_LENGTH",
        "6f00, REFUSAL",
        "6000, INVALID",
        "ffff, INVALID"
    })
    void sortsStatusWords(String value, StatusWord.Kind kind) {
        assertThat(new StatusWord(HexFormat.fromHexDigits(value)).kind()).isEqualTo(kind);
    }
}
