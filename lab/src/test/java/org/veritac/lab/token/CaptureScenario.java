// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.CardLink;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.handset.mirror.PackageContents;
import org.veritac.handset.personal.Item;
import org.veritac.handset.personal.Kind;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.SignedPolicy;
import org.veritac.subscription.transfer.TokenVisit;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/// Somebody records the link between token and handset: a whole load and return, with personal
/// data.
final class CaptureScenario {
    private static final Wish BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);
    private static final String ICCID = "8900101427365819046";
    private static final String IMSI = "001017249836158";
    private static final String MSISDN = "882101738264951";
    private static final long IMEI = 35_693_807_246_913L;
    private static final String PIN = "73915264";
    private static final String PUK = "46820573";
    private static final String FRIEND = "Ada Byron King";
    private static final String FRIENDS_NUMBER = "4917629384756";
    private static final String NEWS = "Meet me at the mill at nine";

    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final TokenMaker maker = new TokenMaker(clock, random);
    private final DeviceKit kit = maker.handset(new Imei(IMEI), 0);
    private final ProfilePackage subscription =
            ServeToken.trial(random, Iccid.of(ICCID), Imsi.of(IMSI), Msisdn.of(MSISDN));
    private final TokenMaker.Issue issue =
            new TokenMaker.Issue(subscription, PIN, PUK, Policy.DEFAULT);

    private TestHandset handset(DeviceKit who, SecureRandom dice) throws IOException {
        return new TestHandset(who, directory.resolve("phone"), clock, dice);
    }

    private static List<Item> belongings() {
        byte[] photo = new byte[1_000];
        new Random(5).nextBytes(photo);
        String card =
                "BEGIN:VCARD\r\nFN:%s\r\nTEL:%s\r\nEND:VCARD\r\n".formatted(FRIEND, FRIENDS_NUMBER);
        return List.of(
                Item.of(Kind.CONTACTS, "contacts.vcf", card.getBytes(US_ASCII)),
                Item.of(Kind.SHORT_MESSAGE, "1.sms", NEWS.getBytes(US_ASCII)),
                Item.of(Kind.PHOTO, "portrait.jpg", photo));
    }

    /// A load, a return with personal data, and a load that brings them back.
    private static void live(CardLink link, TestHandset phone) throws IOException {
        assertThat(phone.tap(link, TestHandset.load(PIN))).isEqualTo(Ending.LOADED);
        for (Item item : belongings()) {
            phone.personal.put(item);
        }
        assertThat(phone.tap(link, BACK)).isEqualTo(Ending.RETURNED);
        assertThat(phone.personal.items()).isEmpty();
        assertThat(phone.tap(link, TestHandset.load(PIN))).isEqualTo(Ending.LOADED);
        assertThat(phone.personal.items()).hasSize(belongings().size());
    }

    private static void setPin(CardLink token, TestHandset phone) throws IOException {
        var request = new Request.Unblock(TokenMaker.digits(PUK), TokenMaker.digits(PIN));
        ask(token, phone, request);
    }

    private static void ask(CardLink token, TestHandset phone, Request request) throws IOException {
        var purpose = new TokenVisit.Purpose(Optional.of(request), false, phone.mirror.now());
        assertThat(phone.mirror.visit(token, purpose)).isInstanceOf(TokenVisit.Result.Spoken.class);
    }

    @Test
    void theAppletAndTheMirrorSayNoNumberKeyOrPersonalDatumInClear() throws IOException {
        var chip = maker.chip(issue, TokenMaker.Extras.NONE).orElseThrow();
        var link = new Overheard(chip.card());
        var phone = handset(kit, random);
        setPin(link, phone);
        live(link, phone);
        assertSaysNothing(link, phone);
    }

    @Test
    void norDoTheyWithTheOperatorsKey() throws IOException {
        byte[] key = new byte[16];
        random.nextBytes(key);
        var shared = Octets.of(key);
        var chip = maker.chip(issue, TokenMaker.Extras.NONE.withShared(shared)).orElseThrow();
        var shop = handset(kit, random);
        setPin(chip.card(), shop);
        var keyed =
                SignedPolicy.of(chip.id(), 2, Policy.DEFAULT.withOperatorKey(), maker.operator());
        ask(chip.card(), shop, new Request.Deliver(keyed.octets()));
        shop.mirror.close();
        var link = new Overheard(chip.card());
        var phone = handset(kit.withShared(shared), random);
        live(link, phone);
        assertSaysNothing(link, phone);
        assertThat(link.saidPieceOf(key)).isFalse();
    }

    private void assertSaysNothing(Overheard link, TestHandset phone) throws IOException {
        assertThat(link.bytes()).isGreaterThan(5_000);
        String imei = new Imei(IMEI).digits();
        for (String number :
                List.of(
                        ICCID,
                        ICCID.substring(7),
                        IMSI,
                        IMSI.substring(5),
                        MSISDN,
                        MSISDN.substring(4),
                        imei,
                        FRIENDS_NUMBER)) {
            assertThat(link.saidNumber(number)).isFalse();
        }
        for (String text : List.of(PIN, PUK, FRIEND, NEWS, "VCARD", "portrait")) {
            assertThat(link.saidText(text)).isFalse();
        }
        var aka = Home.aka(subscription);
        assertThat(link.saidPieceOf(aka.k().copy())).isFalse();
        assertThat(link.saidPieceOf(aka.opc().copy())).isFalse();
        var loan = Objects.requireNonNull(phone.mirror.record().loan());
        assertThat(link.saidPieceOf(loan.key().octets().bytes())).isFalse();
        for (Item item : belongings()) {
            assertThat(link.saidPieceOf(item.bytes())).isFalse();
        }
        var parts = PackageContents.of(subscription).orElseThrow();
        assertThat(link.saidPieceOf(parts.find(Part.KEYS).orElseThrow().bytes())).isFalse();
        assertThat(link.saidPieceOf(parts.find(Part.ADMINISTRATION).orElseThrow().bytes()))
                .isFalse();
    }

    /// The search is not blind: what a SIM says in a slot, where it has to, it finds.
    @Test
    void theSearchFindsWhatASimSays() throws IOException {
        var chip = maker.chip(issue, TokenMaker.Extras.NONE).orElseThrow();
        var link = new Overheard(chip.card());
        for (String command : List.of("00A4000C022FE2", "00B000000A", "00A4040C07A0000000871002")) {
            link.transmit(HexFormat.of().parseHex(command));
        }
        assertThat(link.saidNumber(ICCID)).isTrue();
        assertThat(link.saidNumber(IMSI)).isFalse();
        link.transmit(HexFormat.of().parseHex("00A4000C026F07"));
        link.transmit(HexFormat.of().parseHex("00B0000009"));
        assertThat(link.saidNumber(IMSI)).isTrue();
    }

    /// Who has the recording and later gets every long-term key of both devices and the pair key
    /// opens nothing; with one ephemeral key besides, the same attempt opens all of it.
    @Test
    void longTermKeysDisclosedLaterOpenNoRecording() throws IOException {
        var made = maker.token(issue).orElseThrow();
        var around = new ReferenceToken.Surroundings(clock, random);
        var token = new ReferenceToken(made.kit(), made.kept(), _ -> {}, around);
        var link = new Overheard(token);
        var dice = new Wiretap.Dice();
        var phone = handset(kit, dice);
        assertThat(phone.tap(link, TestHandset.load(PIN))).isEqualTo(Ending.LOADED);
        var wiretap = new Wiretap(link.heard);
        var pair = Objects.requireNonNull(token.record().pairing()).key().octets();
        wiretap.learn(made.kit().agreement(), made.kit().certificate().content().key());
        wiretap.learn(kit.agreement(), kit.certificate().content().key());
        wiretap.learn(made.kit().signing());
        wiretap.learn(kit.signing());
        wiretap.learn(pair.bytes());
        assertThat(wiretap.opened()).isEmpty();

        wiretap.learn(dice.made(wiretap.points()));
        var clear = wiretap.opened();
        assertThat(clear).isNotEmpty();
        var imsi = Overheard.spellings(IMSI);
        assertThat(Overheard.said(clear, imsi)).isTrue();
        assertThat(Overheard.said(clear, Overheard.spellings(new Imei(IMEI).digits()))).isTrue();
    }
}
