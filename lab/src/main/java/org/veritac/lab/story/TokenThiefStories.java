// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.handset.memory.MemoryDisk;
import org.veritac.handset.mirror.PackageContents;
import org.veritac.lab.token.TokenMaker;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetId;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Loan;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Order;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Request;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Stories of tokens and phones that are stolen or lost.
final class TokenThiefStories {
    static final List<Story> ALL =
            List.of(
                    Story.ofToken(
                            "thief-locked-token",
                            "A stolen token that has handed over loads no other phone.",
                            TokenThiefStories::lockedToken),
                    Story.ofToken(
                            "thief-locked-handset",
                            "A stolen phone takes no other subscription and lets none go.",
                            TokenThiefStories::lockedHandset),
                    Story.ofToken(
                            "tap-theft",
                            "A tap in passing takes nothing and tells nobody's number.",
                            TokenThiefStories::tapTheft),
                    Story.ofToken(
                            "lost-handset",
                            "The operator bars the old keys and frees the token under new ones.",
                            TokenThiefStories::lostHandset),
                    Story.ofToken(
                            "lost-token",
                            "The operator ends the subscription on a phone whose token is lost.",
                            TokenThiefStories::lostToken));

    private static final int PIN_TRIES = 3;

    private TokenThiefStories() {}

    private static void lockedToken(TokenStage stage) throws IOException {
        var token = stage.token();
        var phone = stage.phone();
        var thiefs = stage.phone();
        phone.tap(token, TokenStage.LOAD);
        stage.say("A thief has the token, and has seen its PIN.");
        stage.promise(
                "it loads no other phone",
                thiefs.tap(token, TokenStage.LOAD) == Ending.TOKEN_LOCKED);
        stage.promiseOnly(token, phone);
        stage.promise("nor when both were switched off and on", restarted(thiefs, token));
        stage.promiseOnly(token, phone);
    }

    private static boolean restarted(Mobile thiefs, StoryToken token) throws IOException {
        token.sim();
        thiefs.restart();
        return thiefs.tap(token, TokenStage.LOAD) == Ending.TOKEN_LOCKED;
    }

    private static void lockedHandset(TokenStage stage) throws IOException {
        var token = stage.token();
        var other = stage.token();
        var phone = stage.phone();
        phone.tap(token, TokenStage.LOAD);
        stage.say("A thief has the phone, and a token of his own.");
        stage.promise(
                "the phone takes no other subscription",
                phone.tap(other, TokenStage.LOAD) == Ending.OTHER_TOKEN);
        stage.promise(
                "it gives none to a stranger's token",
                phone.tap(other, TokenStage.BACK) == Ending.OTHER_TOKEN);
        stage.promise("its user cannot drop it", phone.mirror().drop() == Ending.HANDSET_LOCKED);
        stage.say("He empties its disk. What the chip remembers is not on it.");
        var own = phone.image();
        stage.promise("the phone does not start", !phone.restore(new MemoryDisk()));
        phone.restore(own);
        stage.promiseOnly(token, phone);
        stage.promiseOnly(other, other);
        stage.say("The owner tells the operator, whose authentication centre bars the keys.");
        stage.home().bar(token.imsi());
        stage.promiseOnly(token, null);
        stage.promise(
                "so the phone is good for nothing",
                phone.tap(other, TokenStage.LOAD) == Ending.OTHER_TOKEN);
    }

    private static void tapTheft(TokenStage stage) throws IOException {
        var token = stage.token();
        var thiefs = stage.phone();
        stage.say("In a crowd, a thief holds his phone to a pocket with a token in it.");
        stage.promise("the token tells no number to a passing reader", !tells(token, thiefs));
        for (int i = 0; i < PIN_TRIES; i++) {
            stage.promise(
                    "a guessed PIN loads nothing",
                    thiefs.tap(
                                    token.inFieldOf(thiefs),
                                    TokenStage.load("000" + i),
                                    Medium.CONTACTLESS)
                            == Ending.WRONG_PIN);
        }
        stage.promise(
                "after three of them not even the right one does",
                thiefs.tap(token, TokenStage.LOAD) == Ending.PIN_BLOCKED);
        stage.say("The owner unblocks it and loads his phone, which lies on a table.");
        stage.setPin(token);
        var phone = stage.phone();
        phone.tap(token.inFieldOf(phone), TokenStage.LOAD, Medium.CONTACTLESS);
        stage.promiseOnly(token, phone);
        stage.say("The thief, who has borrowed the token, taps the phone in passing.");
        phone.tap(token.inFieldOf(phone), TokenStage.NOTHING, Medium.CONTACTLESS);
        stage.promise(
                "without the owner's intent nothing goes back",
                phone.phase() == HandsetPhase.ACTIVE);
        stage.promiseOnly(token, phone);
    }

    /// Whether anything of a subscription can be read without a channel.
    private static boolean tells(StoryToken token, Mobile phone) throws IOException {
        CardLink card = token.inFieldOf(phone);
        boolean said = false;
        for (String command : List.of("00A4000C022FE2", "00B000000A", "00A4000C027F20")) {
            byte[] answer = card.transmit(HexFormat.of().parseHex(command));
            said |= !Arrays.equals(answer, new byte[] {0x69, (byte) 0x85});
        }
        return said;
    }

    private static void lostHandset(TokenStage stage) throws IOException {
        ProfilePackage first = stage.subscription();
        var token = stage.sold(first, Policy.DEFAULT, TokenMaker.Extras.NONE);
        stage.setPin(token);
        var lost = stage.phone();
        var next = stage.phone();
        lost.tap(token, TokenStage.LOAD);
        lost.personal().put(TokenStories.BOOK);
        stage.say("The phone is lost. The operator's authentication centre bars its keys first.");
        stage.home().bar(token.imsi());
        stage.promiseOnly(token, null);
        var keys = stage.otherKeys(token);
        var subject = subject(lost);
        stage.promise(
                "an order that somebody else signed frees nothing",
                !isTaken(next, token, reclaim(stage, token, subject, keys, false)));
        stage.say("Then it signs an order with new keys, for this token and this transfer only.");
        Octets order = reclaim(stage, token, subject, keys, true);
        stage.enrolled(keys, stage.home());
        stage.promise("the token takes it", isTaken(next, token, order));
        stage.promise("once", !isTaken(next, token, order));
        stage.promiseOnly(token, token);
        stage.promise("it loads a new phone", next.tap(token, TokenStage.LOAD) == Ending.LOADED);
        stage.promiseOnly(token, next);
        var past = stage.copyOf(first);
        stage.promise(
                "the lost phone would still answer under the old keys, which nobody asks for",
                stage.voices().answers(lost, past, token.imsi()));
        stage.promise(
                "the token never answers under them again",
                !stage.voices().answers(token, past, token.imsi()));
        stage.say("The lost phone is found, and meets its token.");
        stage.promise("it empties", lost.tap(token, TokenStage.NOTHING) == Ending.RETIRED);
        stage.promise("its key is destroyed", !stage.voices().answers(lost, past, token.imsi()));
        stage.promise(
                "and it keeps the owner's contacts",
                lost.personal().items().equals(List.of(TokenStories.BOOK)));
        stage.promiseOnly(token, next);
    }

    private static Order.Subject subject(Mobile phone) throws IOException {
        Loan loan = Objects.requireNonNull(phone.mirror().record().loan());
        return new Order.Subject(loan.token(), loan.tid(), loan.generation());
    }

    private static Octets reclaim(
            TokenStage stage,
            StoryToken token,
            Order.Subject subject,
            ProfilePackage keys,
            boolean operator) {
        var part = PackageContents.of(keys).flatMap(all -> all.find(Part.KEYS)).orElseThrow();
        var seal =
                operator
                        ? stage.operator()
                        : new TokenMaker(stage.clock(), stage.random()).operator();
        return Order.reclaim(subject, token.chip().made().agreement(), part, seal);
    }

    private static boolean isTaken(Mobile by, StoryToken token, Octets order) throws IOException {
        return by.ask(token, new Request.Deliver(order)).equals(Optional.of(new Answer.Fine()));
    }

    private static void lostToken(TokenStage stage) throws IOException {
        var token = stage.token();
        var phone = stage.phone();
        phone.tap(token, TokenStage.LOAD);
        phone.personal().put(TokenStories.BOOK);
        stage.say("The token is lost. The phone works on.");
        phone.restart();
        stage.promiseOnly(token, phone);
        stage.promise(
                "its owner alone cannot end it", phone.mirror().drop() == Ending.HANDSET_LOCKED);
        var subject = subject(phone);
        var stranger = new HandsetId(phone.id() + 1);
        stage.promise(
                "an order for another phone ends nothing",
                phone.mirror().order(Order.terminate(subject, stranger, stage.operator()))
                        == Ending.ORDER_REFUSED);
        stage.promiseOnly(token, phone);
        var own = new HandsetId(phone.id());
        stage.promise(
                "the operator's order does",
                phone.mirror().order(Order.terminate(subject, own, stage.operator()))
                        == Ending.TERMINATED);
        stage.promiseOnly(token, null);
        stage.promise(
                "the phone is empty, and keeps the owner's contacts",
                phone.phase() == HandsetPhase.EMPTY
                        && phone.personal().items().equals(List.of(TokenStories.BOOK)));
        var next = stage.token();
        stage.promise(
                "it takes the subscription of a new token",
                phone.tap(next, TokenStage.LOAD) == Ending.LOADED);
        stage.promiseOnly(next, phone);
        stage.say("Whoever finds the lost token has a locked one.");
        stage.promise(
                "which loads nobody",
                stage.phone().tap(token, TokenStage.LOAD) == Ending.TOKEN_LOCKED);
    }
}
