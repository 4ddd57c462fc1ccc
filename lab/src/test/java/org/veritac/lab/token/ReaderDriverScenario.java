// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.CardLink;
import org.veritac.handset.personal.Item;
import org.veritac.handset.personal.Kind;
import org.veritac.identity.Imei;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Wish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;

/// Drivers of readers that ask by themselves for what waits, in the class of the command that said
/// so, as the JDK's does: both tokens give it to them.
final class ReaderDriverScenario {
    private static final int CLASS_OF_GET_RESPONSE = 0x84;
    private static final int PACKET_BYTES = 1_000;

    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final TokenMaker maker = new TokenMaker(clock, random);
    private final TokenMaker.Issue issue =
            new TokenMaker.Issue(
                    ServeToken.trial(random),
                    "1234",
                    "12345678",
                    Policy.DEFAULT.withPackets(PACKET_BYTES));

    /// Such a driver.
    private static final class Driver implements CardLink {
        private final CardLink card;
        private int asked;

        Driver(CardLink card) {
            this.card = card;
        }

        @Override
        public byte[] reset() throws IOException {
            return card.reset();
        }

        @Override
        public byte[] transmit(byte[] command) throws IOException {
            var whole = new ByteArrayOutputStream();
            byte[] part = card.transmit(command);
            while (part[part.length - 2] == 0x61) {
                asked += (command[0] & 0xFF) == CLASS_OF_GET_RESPONSE ? 1 : 0;
                whole.write(part, 0, part.length - 2);
                byte left = part[part.length - 1];
                part = card.transmit(new byte[] {command[0], (byte) 0xC0, 0, 0, left});
            }
            whole.writeBytes(part);
            return whole.toByteArray();
        }

        @Override
        public void close() throws IOException {
            card.close();
        }
    }

    private void goesToAndFro(CardLink token, boolean takesPin) throws IOException {
        var driver = new Driver(token);
        var kit = maker.handset(new Imei(35_693_803_564_380L), 0);
        var phone = new TestHandset(kit, directory, clock, random);
        if (takesPin) {
            phone.setPin(driver);
        }
        assertThat(phone.tap(driver, TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        byte[] book = new byte[3 * PACKET_BYTES];
        Arrays.fill(book, (byte) 'x');
        phone.personal.put(Item.of(Kind.CONTACTS, "contacts.vcf", vcard(book)));
        assertThat(phone.tap(driver, new Wish.GiveBack(Wish.Personal.BACK_UP)))
                .isEqualTo(Ending.RETURNED);
        assertThat(driver.asked).isPositive();
        assertThat(phone.tap(driver, TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        assertThat(phone.personal.items()).hasSize(1);
    }

    private static byte[] vcard(byte[] name) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("BEGIN:VCARD\r\nFN:".getBytes(US_ASCII));
        out.writeBytes(name);
        out.writeBytes("\r\nEND:VCARD\r\n".getBytes(US_ASCII));
        return out.toByteArray();
    }

    @Test
    void theAppletGivesWhatWaits() throws IOException {
        goesToAndFro(maker.chip(issue, TokenMaker.Extras.NONE).orElseThrow().card(), true);
    }

    @Test
    void theReferenceTokenGivesWhatWaits() throws IOException {
        var made = maker.token(issue).orElseThrow();
        var around = new ReferenceToken.Surroundings(clock, random);
        goesToAndFro(new ReferenceToken(made.kit(), made.kept(), _ -> {}, around), false);
    }
}
