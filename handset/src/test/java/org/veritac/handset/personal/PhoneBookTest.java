// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What a SIM shows of a phone book, and what it does not.
final class PhoneBookTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String BOOK =
            """
            BEGIN:VCARD
            VERSION:3.0
            FN:Maria Papadopoulou-Konstantinidou
            TEL;TYPE=CELL:+30 210 123-4567
            TEL;TYPE=HOME:2101234568
            EMAIL:maria@example.org
            BDAY:1980-01-01
            END:VCARD
            BEGIN:VCARD
            VERSION:4.0
            FN:海
            TEL;VALUE=uri:tel:+81-3-1234-5678
            END:VCARD
            BEGIN:VCARD
            VERSION:2.1
            N:Doe;Jo
            TEL:123456789012345678901
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            FN:No Number
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            FN:Last
            TEL:112
            END:VCARD
            """
                    .replace("\n", "\r\n");

    @Test
    void namesEachThingThatARecordLosesAndKeepsTheRest() throws IOException {
        PhoneBook.Card card = PhoneBook.card(BOOK, 14, 3);
        assertThat(card.records())
                .containsExactly(
                        new Adn("Maria Papadopo", "+302101234567"),
                        new Adn("海", "+81312345678"),
                        new Adn("Jo Doe", "12345678901234567890"));
        assertThat(card.losses())
                .containsExactly(
                        new PhoneBook.Loss(1, PhoneBook.What.NAME_SHORTENED, "14 of 33"),
                        new PhoneBook.Loss(1, PhoneBook.What.FURTHER_NUMBER, ""),
                        new PhoneBook.Loss(1, PhoneBook.What.PROPERTY, "BDAY"),
                        new PhoneBook.Loss(1, PhoneBook.What.PROPERTY, "EMAIL"),
                        new PhoneBook.Loss(3, PhoneBook.What.NUMBER_SHORTENED, "20 of 21"),
                        new PhoneBook.Loss(4, PhoneBook.What.NO_NUMBER, ""),
                        new PhoneBook.Loss(5, PhoneBook.What.NO_ROOM, ""));
    }

    @Test
    void aSimsContactsComeBackFromTheirVcards() throws IOException {
        List<Adn> records =
                List.of(
                        new Adn("Jo, \"the\" Doe;x", "+3069"),
                        new Adn("海", "*100#"),
                        new Adn("Zoë", ""));
        PhoneBook.Card card = PhoneBook.card(PhoneBook.vcards(records), 30, 10);
        assertThat(card.records()).isEqualTo(records.subList(0, 2));
        assertThat(card.losses())
                .containsExactly(new PhoneBook.Loss(3, PhoneBook.What.NO_NUMBER, ""));
    }

    /// Bytes by hand from TS 31.102, clause 4.4.2.3, and annex A.
    @Test
    void recordsAreThoseOfTheStandard() {
        assertThat(HEX.formatHex(new Adn("Jo", "+306912345678").bytes(4)))
                .isEqualTo("4a6fffff" + "07" + "91" + "039621436587" + "ffffffff" + "ffff");
        assertThat(HEX.formatHex(new Adn("海@", "112").bytes(6)))
                .isEqualTo("806d770040ff" + "03" + "81" + "11f2" + "ffffffffffffffff" + "ffff");
    }

    @Test
    void readsAllFourCodingsOfNames() {
        String foot = "038111f2ffffffffffffffffffff";
        assertThat(read("00417a" + "ff" + foot)).isEqualTo(new Adn("@Az", "112"));
        assertThat(read("806d77ffff" + foot)).isEqualTo(new Adn("海", "112"));
        assertThat(read("8103085380959cff" + foot).name()).isEqualTo("SЀЕ");
        assertThat(read("820205302d82" + foot).name()).isEqualTo("-\u0532");
    }

    private static Adn read(String hex) {
        return Adn.read(HEX.parseHex(hex)).orElseThrow();
    }

    @Test
    void whatIsUnusedOrNoneIsEmpty() {
        byte[] unused = new byte[24];
        Arrays.fill(unused, (byte) 0xff);
        assertThat(Adn.read(unused)).isEmpty();
        assertThat(Adn.read(new byte[Adn.FOOT_BYTES - 1])).isEmpty();
        assertThat(Adn.read(new byte[Adn.FOOT_BYTES + Adn.ALPHA_BYTES_MAX + 1])).isEmpty();
        assertThatThrownBy(() -> new Adn("a", "12 34"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Adn("a", "1".repeat(Adn.DIGITS_MAX + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Adn("a", "1".repeat(Adn.DIGITS_MAX)).bytes(0)).hasSize(14);
    }

    @Test
    void boundsThePhoneBook() {
        String tooLong = "x".repeat(PhoneBook.TEXT_CHARS_MAX + 1);
        assertThatThrownBy(() -> PhoneBook.card(tooLong, 14, 3)).isInstanceOf(IOException.class);
        String one = "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n";
        String many = one.repeat(PhoneBook.CONTACTS_MAX + 1);
        assertThatThrownBy(() -> PhoneBook.card(many, 14, 3)).isInstanceOf(IOException.class);
    }
}
