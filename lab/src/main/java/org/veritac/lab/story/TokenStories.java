// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.handset.personal.Item;
import org.veritac.handset.personal.Kind;
import org.veritac.lab.radio.Challenge;
import org.veritac.lab.token.TokenMaker;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Instruction;
import org.veritac.subscription.transfer.Policy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/// Stories of owners and their tokens.
final class TokenStories {
    static final List<Story> ALL =
            List.of(
                    Story.ofToken(
                            "load",
                            "A token loads a phone, which answers the network without it.",
                            TokenStories::load),
                    Story.ofToken(
                            "return",
                            "The subscription goes back with what was made of it; the phone is"
                                    + " empty.",
                            TokenStories::giveBack),
                    Story.ofToken(
                            "new-handset",
                            "A new phone has subscription and personal data, the old one neither.",
                            TokenStories::newHandset),
                    Story.ofToken(
                            "torn-transfer",
                            "Torn anywhere, there are never two copies, and one tap heals it.",
                            TokenStories::tornTransfer));

    static final Item BOOK =
            Item.of(
                    Kind.CONTACTS,
                    "contacts.vcf",
                    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n".getBytes(US_ASCII));

    static final Item PHOTO = Item.of(Kind.PHOTO, "cat.jpg", new byte[1_500]);

    private static final String ICCID = "2FE2";

    private TokenStories() {}

    private static void load(TokenStage stage) throws IOException {
        var token = stage.sold(stage.subscription(), Policy.DEFAULT, TokenMaker.Extras.NONE);
        var phone = stage.phone();
        String iccid = read(token.sim(), ICCID);
        stage.promiseOnly(token, token);
        stage.promise(
                "before its PIN is set, the token loads nobody",
                phone.tap(token, TokenStage.LOAD) == Ending.PIN_BLOCKED);
        stage.setPin(token);
        stage.promise(
                "a wrong PIN loads nothing",
                phone.tap(token, TokenStage.load("4321")) == Ending.WRONG_PIN);
        stage.promiseOnly(token, token);
        stage.promise("the right one does", phone.tap(token, TokenStage.LOAD) == Ending.LOADED);
        stage.promiseOnly(token, phone);
        stage.say("The token goes into a drawer. The phone is switched off and on.");
        phone.restart();
        stage.promiseOnly(token, phone);
        stage.promise(
                "the phone's file system is that of the token",
                read(phone.sim(), ICCID).equals(iccid));
        stage.promiseReceipts(token, phone);
    }

    private static String read(CardLink bare, String file) throws IOException {
        var card = new ChainingLink(bare);
        card.transmit(HexFormat.of().parseHex("00A4000C023F00"));
        card.transmit(HexFormat.of().parseHex("00A4000C02" + file));
        return HexFormat.of().formatHex(card.transmit(HexFormat.of().parseHex("00B000000A")));
    }

    private static void giveBack(TokenStage stage) throws IOException {
        var token = stage.token();
        var phone = stage.phone();
        phone.tap(token, TokenStage.LOAD);
        Challenge used = stage.home().challenge(token.imsi()).orElseThrow();
        stage.promise("the phone takes a challenge", stage.voices().accepts(phone, used));
        phone.personal().put(BOOK);
        phone.personal().put(PHOTO);
        stage.say("The owner has a contact and a photo on the phone, and gives it away.");
        phone.tap(token, TokenStage.NOTHING);
        stage.promise(
                "a tap without the owner's intent changes nothing",
                phone.phase() == HandsetPhase.ACTIVE);
        stage.promiseOnly(token, phone);
        stage.promise(
                "the phone gives the subscription back",
                phone.tap(token, TokenStage.BACK) == Ending.RETURNED);
        stage.promise(
                "the token has the sequence numbers: what the phone took, it takes no more",
                !stage.voices().accepts(token, used));
        stage.promiseOnly(token, token);
        phone.restart();
        stage.promise(
                "the phone is empty, personal data included",
                phone.phase() == HandsetPhase.EMPTY && phone.personal().items().isEmpty());
        stage.promiseReceipts(token, phone);
    }

    private static void newHandset(TokenStage stage) throws IOException {
        var token = stage.token();
        var old = stage.phone();
        var next = stage.phone();
        old.tap(token, TokenStage.LOAD);
        old.personal().put(BOOK);
        old.personal().put(PHOTO);
        stage.promise(
                "the token loads no second phone",
                next.tap(token, TokenStage.LOAD) == Ending.TOKEN_LOCKED);
        stage.promise("back", old.tap(token, TokenStage.BACK) == Ending.RETURNED);
        stage.promise("and over", next.tap(token, TokenStage.LOAD) == Ending.LOADED);
        stage.promiseOnly(token, next);
        stage.promise(
                "the new phone has every item, byte by byte",
                next.personal().items().equals(List.of(BOOK, PHOTO)));
        stage.promise("the old one has none", old.personal().items().isEmpty());
    }

    private static void tornTransfer(TokenStage stage) throws IOException {
        var token = stage.token();
        var phone = stage.phone();
        for (var at : List.of(Instruction.READ, Instruction.READY)) {
            loadTorn(stage, token, phone, new Mobile.Cut(at, false));
        }
        loadTorn(stage, token, phone, new Mobile.Cut(Instruction.READY, true));
        loadTorn(stage, token, phone, new Mobile.Cut(Instruction.DONE, false));
        for (var at : List.of(Instruction.WRITE, Instruction.RELEASED)) {
            returnTorn(stage, token, phone, new Mobile.Cut(at, false));
        }
        returnTorn(stage, token, phone, new Mobile.Cut(Instruction.RELEASED, true));
        inTheMiddleOfAWrite(stage, token, phone);
    }

    private static void loadTorn(TokenStage stage, StoryToken token, Mobile phone, Mobile.Cut cut)
            throws IOException {
        phone.tornTap(token, TokenStage.LOAD, cut);
        boolean gap = cut.at() == Instruction.READY && cut.heard();
        boolean over = cut.at() == Instruction.DONE;
        stage.promiseOnly(token, gap ? null : over ? phone : token);
        phone.tap(token, TokenStage.NOTHING);
        if (phone.phase() == HandsetPhase.EMPTY) {
            stage.promiseOnly(token, token);
            phone.tap(token, TokenStage.LOAD);
        }
        stage.promiseOnly(token, phone);
        phone.tap(token, TokenStage.BACK);
    }

    private static void returnTorn(TokenStage stage, StoryToken token, Mobile phone, Mobile.Cut cut)
            throws IOException {
        phone.tap(token, TokenStage.LOAD);
        phone.personal().put(BOOK);
        phone.tornTap(token, TokenStage.BACK, cut);
        boolean gap = cut.at() == Instruction.RELEASED && !cut.heard();
        boolean over = cut.at() == Instruction.RELEASED && cut.heard();
        stage.promiseOnly(token, gap ? null : over ? token : phone);
        phone.tap(token, gap || over ? TokenStage.NOTHING : TokenStage.BACK);
        stage.promiseOnly(token, token);
        phone.tap(token, TokenStage.LOAD);
        stage.promise("no contact is lost", phone.personal().items().equals(List.of(BOOK)));
        phone.tap(token, TokenStage.BACK);
    }

    /// The token loses its power between two bytes that it keeps.
    private static void inTheMiddleOfAWrite(TokenStage stage, StoryToken token, Mobile phone)
            throws IOException {
        var link = token.heldTo(phone);
        token.chip().power().cutAt(CUT_AT_WRITE);
        stage.say("The token loses its power in its " + CUT_AT_WRITE + "th write from here.");
        try {
            phone.tap(link, TokenStage.LOAD, org.veritac.subscription.transfer.Medium.SLOT);
        } catch (IOException e) {
            phone.restart();
        }
        stage.promiseOnly(token, token);
        phone.tap(token, TokenStage.NOTHING);
        phone.tap(token, TokenStage.LOAD);
        stage.promiseOnly(token, phone);
    }

    private static final int CUT_AT_WRITE = 60;
}
