// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;

/// What a terminal sends and what it gets, in hexadecimal digits.
final class UiccTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String PIN1 = "31323334FFFFFFFF";
    private static final String PIN2 = "35363738FFFFFFFF";
    private static final String WRONG = "30303030FFFFFFFF";
    private static final String PUK1 = "3132333435363738";
    private final SmallCard small = new SmallCard();
    private final Uicc card = small.insert();

    private String send(String command) throws IOException {
        byte[] bytes = HEX.parseHex(command.replace(" ", "").toUpperCase(Locale.ROOT));
        return HEX.formatHex(card.transmit(bytes));
    }

    private void select(String path) throws IOException {
        byte[] bytes = HEX.parseHex(path);
        assertThat(send("00A4080C%02X%s".formatted(bytes.length, path))).isEqualTo("9000");
    }

    @Test
    void selectsByIdentifierPathParentAndName() throws IOException {
        assertThat(send("00A4000C 02 7F10")).isEqualTo("9000");
        assertThat(send("00A4000C 02 6F3A")).isEqualTo("9000");
        assertThat(send("00A4000C 02 6F44")).as("beside it").isEqualTo("9000");
        assertThat(send("00A4000C 02 7F10")).as("the directory it is in").isEqualTo("9000");
        assertThat(send("00A4030C")).as("the parent").isEqualTo("9000");
        assertThat(send("00A4000C 02 2FE2")).isEqualTo("9000");
        assertThat(send("00A4000C 02 3F00")).isEqualTo("9000");
        assertThat(send("00A4080C 04 7F106F44")).isEqualTo("9000");
        assertThat(send("00A4090C 02 6F3A")).isEqualTo("9000");
        assertThat(send("00A4040C 07 A0000000871002")).as("the start of an AID").isEqualTo("9000");
        assertThat(send("00A4000C 02 6F07")).isEqualTo("9000");
        assertThat(send("00A4000C 02 7FFF")).as("its own application").isEqualTo("9000");
        assertThat(send("00A4080C 04 7FFF6F07")).isEqualTo("9000");
        assertThat(send("00A4000C 02 4242")).isEqualTo("6A82");
        assertThat(send("00A4040C 05 A000000099")).isEqualTo("6A82");
        assertThat(send("00A40000 02 3F00")).isEqualTo("6125");
    }

    @Test
    void anApplicationIsSelectedByItsNameOnly() throws IOException {
        assertThat(send("00A4000C 02 7FD0")).isEqualTo("6A82");
        assertThat(send("00A4080C 04 7FD06F07")).isEqualTo("6A82");
        assertThat(send("00A4000C 02 7FFF")).isEqualTo("6A82");
        assertThat(send("00A40402 07 A0000000871002 00")).as("there is no next").isEqualTo("6A86");
        assertThat(send("00A40406 07 A0000000871002 00")).as("there is no next").isEqualTo("6A82");
    }

    @Test
    void tellsFileControlParametersOfDirectoriesAndFiles() throws IOException {
        assertThat(send("00A40004 02 3F00 00"))
                .isEqualTo(
                        "6223"
                                + "82027821"
                                + "83023F00"
                                + "A503800171"
                                + "8A0105"
                                + "8B032F0601"
                                + "C60C9001A0830101830181 83010A".replace(" ", "")
                                + "9000");
        assertThat(send("00A40804 04 7F106F3A 00"))
                .isEqualTo(
                        "6219"
                                + "82054221000403"
                                + "83026F3A"
                                + "8A0105"
                                + "8B036F0602"
                                + "8002000C"
                                + "8800"
                                + "9000");
        assertThat(send("00A40804 02 2FE2 00")).contains("82024121", "8002000A", "880110");
        assertThat(send("00A40804 02 2FE2")).as("no Le").isEqualTo("6119");
        assertThat(send("00C00000 19")).startsWith("6217").endsWith("9000");
        assertThat(send("00C00000 19")).as("only once").isEqualTo("6985");
    }

    @Test
    void tellsTheStructureOfOldToTerminalsOfClassA0() throws IOException {
        assertThat(send("A0A40000 02 3F00")).isEqualTo("9F17");
        assertThat(send("A0C00000 17"))
                .isEqualTo(
                        "00000000"
                                + "3F0001"
                                + "0000000000"
                                + "0A"
                                + "33"
                                + "01"
                                + "02"
                                + "0400"
                                + "83830000"
                                + "00"
                                + "9000");
        assertThat(send("A0A40000 02 7F10")).isEqualTo("9F17");
        assertThat(send("A0A40000 02 6F3A")).isEqualTo("9F0F");
        assertThat(send("A0C00000 0F"))
                .isEqualTo(
                        "0000" + "000C" + "6F3A" + "04" + "00" + "11" + "1F" + "11" + "01" + "02"
                                + "01" + "04" + "9000");
        assertThat(send("A0A40000 02 6F44")).isEqualTo("9F0F");
        assertThat(send("A0C00000 0F")).contains("6F440440").endsWith("020303" + "9000");
        assertThat(send("A0A40000 02 4242")).isEqualTo("9404");
        assertThat(send("A0B00000 01")).as("a file of records").isEqualTo("9804");
    }

    @Test
    void readsAndUpdatesBytes() throws IOException {
        assertThat(send("00B08200 04")).as("by short identifier").isEqualTo("000102039000");
        assertThat(send("00B00000 00")).as("all there is").hasSize(24);
        assertThat(send("00B00008 02")).isEqualTo("08099000");
        assertThat(send("00B00008 03")).isEqualTo("6C02");
        assertThat(send("00B0000A 01")).isEqualTo("6B00");
        assertThat(send("00D60008 02 AABB")).isEqualTo("9000");
        assertThat(send("00D60009 02 AABB")).isEqualTo("6B00");
        assertThat(send("00B00008 02")).isEqualTo("AABB9000");
        select("7F106F02");
        assertThat(send("00B00000 00")).hasSize(2 * 256 + 4);
        assertThat(send("00B00000 000000")).as("extended").hasSize(2 * 300 + 4);
        assertThat(send("00B08500 01")).as("no such short identifier").isEqualTo("6A82");
        assertThat(small.kept).hasSize(1);
    }

    @Test
    void readsAndUpdatesRecords() throws IOException {
        select("7F106F3A");
        assertThat(send("00B20104 04")).isEqualTo("6982");
        assertThat(send("00200001 08" + PIN1)).isEqualTo("9000");
        assertThat(send("00B20104 04")).isEqualTo("000102039000");
        assertThat(send("00B20104 00")).isEqualTo("000102039000");
        assertThat(send("00B20104 05")).isEqualTo("6C04");
        assertThat(send("00B20404 04")).isEqualTo("6A83");
        assertThat(send("00B20004 04")).as("there is no current one").isEqualTo("6A83");
        assertThat(send("00B20002 04")).isEqualTo("000102039000");
        assertThat(send("00B20002 04")).isEqualTo("040506079000");
        assertThat(send("00B20003 04")).isEqualTo("000102039000");
        assertThat(send("00B20003 04")).isEqualTo("6A83");
        assertThat(send("00B20004 04")).isEqualTo("000102039000");
        assertThat(send("00DC0304 04 AABBCCDD")).isEqualTo("9000");
        assertThat(send("00DC0304 03 AABBCC")).isEqualTo("6700");
        assertThat(send("00B20304 04")).isEqualTo("AABBCCDD9000");
        assertThat(send("00B20100 04")).as("no mode").isEqualTo("6A86");
        select("7F106F02");
        assertThat(send("00B20104 04")).isEqualTo("6981");
    }

    @Test
    void theFirstRecordOfARingIsTheLastWritten() throws IOException {
        select("7F106F44");
        assertThat(send("00200001 08" + PIN1)).isEqualTo("9000");
        assertThat(send("00DC0003 03 AABBCC")).isEqualTo("9000");
        assertThat(send("00DC0104 03 AABBCC")).as("absolute").isEqualTo("6A86");
        assertThat(send("00B20104 03")).isEqualTo("AABBCC9000");
        assertThat(send("00B20204 03")).isEqualTo("0001029000");
        assertThat(send("00B20404 03")).as("the oldest fell out").isEqualTo("0607089000");
        assertThat(send("00B20003 03")).as("before the first is the last").isEqualTo("0607089000");
    }

    @Test
    void increasesUntilThereIsNoRoom() throws IOException {
        select("7F106F44");
        assertThat(send("00200001 08" + PIN1)).isEqualTo("9000");
        assertThat(send("80320000 03 000001 00")).isEqualTo("000103" + "000001" + "9000");
        assertThat(send("80320000 03 FFFFFF 00")).isEqualTo("9850");
        assertThat(send("00B20104 03")).isEqualTo("0001039000");
        assertThat(send("A0320000 03 000001")).isEqualTo("9F06");
        assertThat(send("A0C00000 06")).isEqualTo("000104" + "000001" + "9000");
    }

    @Test
    void searchesRecords() throws IOException {
        select("7F106F3A");
        assertThat(send("00200001 08" + PIN1)).isEqualTo("9000");
        assertThat(send("00DC0304 04 00040503")).isEqualTo("9000");
        assertThat(send("00A20104 02 0405 00")).isEqualTo("02039000");
        assertThat(send("00A20305 02 0405 00")).as("backward").isEqualTo("03029000");
        assertThat(send("00A20304 02 0405 00")).as("from the third").isEqualTo("039000");
        assertThat(send("00A20106 04 0400 0405 00")).as("enhanced").isEqualTo("02039000");
        assertThat(send("00A20106 04 0401 0405 00")).as("behind byte 1").isEqualTo("039000");
        assertThat(send("00A20106 04 0C04 0503 00")).as("behind the value 4").isEqualTo("039000");
        assertThat(send("00A20104 02 4242 00")).isEqualTo("6282");
        assertThat(send("A0A20010 01 04")).isEqualTo("9F01");
        assertThat(send("A0C00000 01")).isEqualTo("029000");
        assertThat(send("A0A20012 01 04")).as("next").isEqualTo("9404");
        assertThat(send("A0A20000 01 00")).isEqualTo("9000");
    }

    @Test
    void keepsDataObjects() throws IOException {
        select("7F105F01");
        assertThat(send("80DB0080 04 81024142")).isEqualTo("9000");
        assertThat(send("80DB0080 04 82084142")).isEqualTo("63F1");
        assertThat(send("80DB0000 04 43444546")).isEqualTo("63F1");
        assertThat(send("80DB0000 02 4748")).isEqualTo("9000");
        assertThat(send("80CB0080 01 82 00")).isEqualTo("82084142434445464748" + "9000");
        assertThat(send("80CB0080 01 82 06")).isEqualTo("820841424344" + "62F1");
        assertThat(send("80CB0000 04")).isEqualTo("45464748" + "9000");
        assertThat(send("80CB0080 01 5C 00")).isEqualTo("5C0281829000");
        assertThat(send("80DB0080 01 82")).as("deleted").isEqualTo("9000");
        assertThat(send("80CB0080 01 82 00")).isEqualTo("6A88");
        assertThat(send("80DB0000 01 82")).as("no first block").isEqualTo("6985");
        assertThat(send("80DB0080 3C 813A" + "00".repeat(58))).as("over the old").isEqualTo("9000");
        assertThat(send("80DB0080 41 833F" + "00".repeat(63))).as("65 bytes").isEqualTo("6A84");
        assertThat(send("80DB0080 07 8305" + "00".repeat(5)))
                .as("no room beside")
                .isEqualTo("6A84");
        assertThat(send("80DB0080 04 8381")).isEqualTo("6700");
        assertThat(send("80DB0080 03 838000")).as("indefinite").isEqualTo("6A80");
    }

    @Test
    void aWrongPinTakesATryThatIsStoredBeforeItIsCompared() throws IOException {
        assertThat(send("00200001")).isEqualTo("63C3");
        assertThat(send("00200001 08" + WRONG)).isEqualTo("63C2");
        assertThat(small.kept).hasSize(1);
        small.full = true;
        assertThatThrownBy(() -> send("00200001 08" + PIN1)).isInstanceOf(IOException.class);
        assertThat(send("00200001")).as("nothing was compared").isEqualTo("63C2");
        small.full = false;
        assertThat(send("00200001 08" + PIN1)).isEqualTo("9000");
        assertThat(small.kept).hasSize(3);
        assertThat(send("00200001")).isEqualTo("9000");
        card.reset();
        assertThat(send("00200001")).isEqualTo("63C3");
    }

    @Test
    void threeWrongPinsBlockUntilThePukComes() throws IOException {
        assertThat(send("A0200001 08" + WRONG)).isEqualTo("9804");
        assertThat(send("A0200001 08" + WRONG)).isEqualTo("9804");
        assertThat(send("A0200001 08" + WRONG)).isEqualTo("9840");
        assertThat(send("00200001 08" + PIN1)).isEqualTo("6983");
        assertThat(send("00200001")).isEqualTo("6983");
        assertThat(send("002C0001 10" + PUK1.replace('1', '2') + WRONG)).isEqualTo("63C2");
        assertThat(send("002C0001 10" + PUK1 + WRONG)).isEqualTo("9000");
        assertThat(send("002C0001")).isEqualTo("63C3");
        card.reset();
        assertThat(send("00200001 08" + WRONG)).as("the new one").isEqualTo("9000");
        for (int i = 0; i < 3; i++) {
            send("A02C0000 10" + "00".repeat(16));
        }
        assertThat(send("A02C0000 10" + PUK1 + PIN1)).as("the PUK is blocked").isEqualTo("9840");
    }

    @Test
    void pinsAreChangedDisabledAndEnabled() throws IOException {
        assertThat(send("00240001 10" + PIN1 + WRONG)).isEqualTo("9000");
        assertThat(send("00260001 08" + PIN1)).isEqualTo("63C2");
        assertThat(send("00260001 08" + WRONG)).isEqualTo("9000");
        assertThat(send("00200001 08" + WRONG)).isEqualTo("6984");
        select("7F106F3A");
        assertThat(send("00B20104 04")).as("not needed now").isEqualTo("000102039000");
        assertThat(send("A0A40000 02 3F00")).isEqualTo("9F17");
        assertThat(send("A0C00000 17")).contains("0AB3");
        assertThat(send("00280001 08" + WRONG)).isEqualTo("9000");
        card.reset();
        select("7F106F3A");
        assertThat(send("00B20104 04")).isEqualTo("6982");
        assertThat(send("0026000A 08 3535353535353535")).as("never disabled").isEqualTo("6984");
        assertThat(send("00200007 08" + PIN1)).as("no such PIN").isEqualTo("6A88");
        assertThat(send("00200001 07 31323334FFFFFF")).isEqualTo("6700");
    }

    @Test
    void rulesSayWhoMayDoWhat() throws IOException {
        select("7F106F03");
        assertThat(send("00D60000 01 00")).as("never").isEqualTo("6982");
        assertThat(send("00B00000 01")).as("nothing is said").isEqualTo("6982");
        select("7F106F09");
        assertThat(send("00B00000 01")).as("there is no such rule").isEqualTo("6982");
        assertThat(send("00200001 08" + PIN1)).isEqualTo("9000");
        select("7F106F04");
        assertThat(send("00B00000 01")).isEqualTo("009000");
        assertThat(send("00D60000 01 42")).isEqualTo("6982");
        assertThat(send("A0200002 08" + PIN2)).as("CHV2 is PIN 81").isEqualTo("9000");
        assertThat(send("00D60000 01 42")).isEqualTo("9000");
        select("7F106F05");
        assertThat(send("00B00000 01")).as("one of two").isEqualTo("009000");
        card.reset();
        assertThat(send("0020000A 08 3535353535353535")).isEqualTo("9000");
        select("7F106F05");
        assertThat(send("00B00000 01")).as("the other").isEqualTo("009000");
        assertThat(send("00200081 08" + PIN2)).as("local to DF.TELECOM").isEqualTo("9000");
        assertThat(send("00A4000C 02 3F00")).isEqualTo("9000");
        assertThat(send("00200081 08" + PIN2)).isEqualTo("6A88");
    }

    @Test
    void aDeactivatedFileIsNotReadUntilItIsActivated() throws IOException {
        select("2FE2");
        assertThat(send("00040000")).isEqualTo("9000");
        assertThat(send("00B00000 01")).isEqualTo("6985");
        assertThat(send("A0B00000 01")).isEqualTo("9810");
        assertThat(send("00A40804 02 2FE2 00")).contains("8A0104");
        assertThat(send("00440000")).isEqualTo("9000");
        assertThat(send("00B00000 01")).isEqualTo("009000");
    }

    @Test
    void aLinkShowsTheContentOfAnotherFile() throws IOException {
        select("7F106F46");
        assertThat(send("00D60000 02 0809")).isEqualTo("9000");
        assertThat(send("00A4040C 09 A0000000871002FF49")).isEqualTo("9000");
        assertThat(send("00200001 08" + PIN1)).isEqualTo("9000");
        assertThat(send("00B08700 02")).isEqualTo("08099000");
    }

    @Test
    void statusTellsTheCurrentDirectory() throws IOException {
        assertThat(send("80F20000 00")).startsWith("6223");
        assertThat(send("80F2000C")).isEqualTo("9000");
        assertThat(send("80F20001 00")).isEqualTo("6A82");
        assertThat(send("00A4040C 09 A0000000871002FF49")).isEqualTo("9000");
        assertThat(send("80F20001 00")).isEqualTo("8409A0000000871002FF499000");
        assertThat(send("A0F20000 17")).hasSize(2 * 25);
    }

    @Test
    void whatItDoesNotKnowItSays() throws IOException {
        assertThat(send("00420000")).isEqualTo("6D00");
        assertThat(send("90B00000 01")).isEqualTo("6E00");
        assertThat(HEX.formatHex(card.transmit(new byte[3]))).isEqualTo("6700");
        assertThat(send("00B00000 01")).as("nothing is selected").isEqualTo("6986");
        assertThat(send("80100000 01 FF")).as("TERMINAL PROFILE").isEqualTo("9000");
        assertThat(HEX.formatHex(card.reset())).startsWith("3B");
    }

    @Test
    void aChangeThatCannotBeStoredIsNone() throws IOException {
        select("2FE2");
        small.full = true;
        assertThatThrownBy(() -> send("00D60000 01 42")).isInstanceOf(IOException.class);
        assertThat(send("00B00000 01")).isEqualTo("009000");
    }
}
