// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veritac.card.report.Mode;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;

/// The file system as a reader sees it (TS 102 221, clauses 8, 11 and 13).
final class UiccFilesTest {
    private static final HexFormat HEX = HexFormat.of();
    private Phone reader;

    @BeforeEach
    void insert() throws IOException {
        reader = new Phone(Uiccs.personalised(Uiccs.policy(Mode.STATIC_KEYS)), null, Uiccs.IMEI);
        reader.uicc.reset();
    }

    private String send(String hex) throws IOException {
        return HEX.formatHex(reader.uicc(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "3F00, 00A40004023F0000",
        "ICCID by its directory, 00A40804022FE200",
        "ADF by name, 00A4040410A0000000871002FFFFFFFF890000010000",
        "ADF by the beginning of its name, 00A4040407A000000087100200",
        "IMSI by path, 00A40804047FFF6F0700",
        "no data wanted, 00A4000C023F00"
    })
    void selects(String what, String command) throws IOException {
        assertThat(send(command)).as(what).endsWith("9000");
    }

    @ParameterizedTest
    @CsvSource({
        "unknown file, 00A40004026F9900, 6a82",
        "IMSI outside its ADF, 00A408040400006F0700, 6a82",
        "another name, 00A4040405A00000000300, 6a82",
        "P1, 00A40504023F0000, 6b00",
        "half an identifier, 00A40004013F00, 6700",
        "half a path, 00A40804032FE27F00, 6700",
        "unknown class, 10A40004023F0000, 6e00",
        "unknown instruction, 0055000000, 6d00",
        "record of nothing, 00B2010404, 6986",
    })
    void refuses(String what, String command, String status) throws IOException {
        assertThat(send(command)).as(what).isEqualTo(status);
    }

    @Test
    void aRefusedPathChangesNothing() throws IOException {
        send("00A40804047FFF6F0700");
        assertThat(send("00A40804047FFF6F9900")).isEqualTo("6a82");
        assertThat(send("00B0000009")).isEqualTo("0809101010325476989000");
    }

    @Test
    void filesAreReadWithinTheirBounds() throws IOException {
        send("00A40804022FE200");
        assertThat(send("00B0000000")).isEqualTo(HEX.formatHex(Vaults.ICCID) + "9000");
        assertThat(send("00B0000901")).isEqualTo("089000");
        assertThat(send("00B0000A01")).isEqualTo("6b00");
        assertThat(send("00B0870009")).as("SFI of another directory").isEqualTo("6a82");
        send("00A40004027FFF00");
        assertThat(send("00B0870009")).as("by SFI").endsWith("9000");
        assertThat(send("00B2010C04")).as("record by SFI").startsWith("11f2ff00");
        assertThat(send("00B2050C04")).endsWith("9000");
        assertThat(send("00B2060C04")).isEqualTo("6a83");
    }

    @Test
    void whatIsTheOperatorsTakesTheOperatorsKey() throws IOException {
        send("00A40804047FFF6F0700");
        assertThat(send("00D60000020849")).isEqualTo("6982");
        assertThat(send("0020000A00")).isEqualTo("63ca");
        assertThat(send("0020000A083131313131313131")).isEqualTo("63c9");
        assertThat(send("0020000A08" + UiccPersonalisation.ADM1)).isEqualTo("9000");
        assertThat(send("00D60000020849")).isEqualTo("9000");
        assertThat(send("00B0000002")).isEqualTo("08499000");
        reader.uicc.reset();
        send("00A40804047FFF6F0700");
        assertThat(send("00D60000020809")).as("proven until the reset only").isEqualTo("6982");
    }

    @Test
    void theOperatorsKeyHasTenTries() throws IOException {
        for (int left = 9; left > 0; left--) {
            assertThat(send("0020000A083131313131313131")).isEqualTo("63c" + left);
        }
        assertThat(send("0020000A083131313131313131")).isEqualTo("6983");
        assertThat(send("0020000A08" + UiccPersonalisation.ADM1)).isEqualTo("6983");
    }

    @Test
    void handsetsKeepTheirFiles() throws IOException {
        send("00A40804047FFF6F7E00");
        assertThat(send("00D600000B" + "0102030405060708090a0b")).isEqualTo("9000");
        assertThat(send("00D600010B" + "0102030405060708090a0b")).isEqualTo("6700");
        reader.uicc.reset();
        send("00A40804047FFF6F7E00");
        assertThat(send("00B000000B")).isEqualTo("0102030405060708090a0b9000");
        send("00A40004026F3C00");
        assertThat(send("00DC0A04B0" + "03".repeat(176))).isEqualTo("9000");
        assertThat(send("00DC0B04B0" + "03".repeat(176))).isEqualTo("6a83");
        assertThat(send("00B20A04B0")).startsWith("0303");
        assertThat(send("00B20904B0")).startsWith("00ff");
    }

    @Test
    void afterTheFactoryNothingIsPersonalised() throws IOException {
        for (int what = 0; what < 10; what++) {
            assertThat(send("80E200%02x0101".formatted(what))).isEqualTo("6985");
        }
        assertThat(send("80F0800F")).isEqualTo("6985");
    }

    @Test
    void aCardForProductionRefusesPublishedKeys() throws IOException {
        var card = new SimulatedCard(UiccPersonalisation.installation());
        card.reset();
        var fresh = new Phone(card, null, Uiccs.IMEI);
        String known = "404142434445464748494A4B4C4D4E4F";
        String good = HEX.formatHex(Vaults.key(3, 16));
        String keys = "80E2000327" + "800101" + "8110%s" + "8210%s";
        assertThat(fresh.uicc(keys.formatted(good, good))).as("no ADM1").startsWith(0x69, 0x82);
        fresh.uicc("0020000A08" + UiccPersonalisation.ADM1);
        assertThat(fresh.uicc(keys.formatted(known, good))).containsExactly(0x6A, 0x80);
        assertThat(fresh.uicc(keys.formatted(good, "00".repeat(16)))).containsExactly(0x6A, 0x80);
        assertThat(fresh.uicc("80E2000222" + known + good + "8000")).containsExactly(0x6A, 0x80);
        assertThat(fresh.uicc(keys.formatted(good, good))).containsExactly(0x90, 0x00);
        assertThat(fresh.uicc("80F0800F")).as("not whole").containsExactly(0x69, 0x85);
        fresh.uicc("80E200080101");
        assertThat(fresh.uicc(keys.formatted(known, good))).as("lab").containsExactly(0x90, 0x00);
    }

    @Test
    void noCommandBreaksTheCard() throws IOException {
        var random = new Random(11);
        int[] classes = {0x00, 0x80, 0xA0};
        for (int i = 0; i < 5000; i++) {
            byte[] command = new byte[5 + random.nextInt(60)];
            random.nextBytes(command);
            command[0] = (byte) classes[random.nextInt(3)];
            if (i % 2 == 0) {
                command[4] = (byte) (command.length - 5);
            }
            byte[] answer = reader.uicc.transmit(command);
            assertThat(answer[answer.length - 2])
                    .as(HEX.formatHex(command))
                    .isNotEqualTo((byte) 0x6F);
        }
        assertThat(Uiccs.answers(reader)).isFalse();
    }
}
