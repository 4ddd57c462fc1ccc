// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.report.Result;
import org.veritac.handset.modem.Call;
import org.veritac.handset.modem.Service;
import org.veritac.handset.os.Boot;

import java.io.IOException;
import java.util.List;

/// Stories of people who have done nothing wrong.
final class HonestStories {
    static final List<Story> ALL =
            List.of(
                    new Story(
                            "genuine",
                            "A genuine phone is proven, attaches, is reported, and calls.",
                            HonestStories::genuine),
                    new Story(
                            "before-a-call",
                            "By policy each call waits for a check, and a phone that turned false"
                                    + " in between does not call.",
                            HonestStories::beforeACall),
                    new Story(
                            "static-keys",
                            "The keys of a vault reach the card by OTA; then it proves with them.",
                            HonestStories::staticKeys),
                    new Story(
                            "certificates",
                            "With certificates a vault that nobody knew before is proven at once.",
                            HonestStories::certificates),
                    new Story(
                            "new-phone",
                            "A card that was blocked in a stolen phone works in an honest one.",
                            HonestStories::newPhone),
                    new Story(
                            "second-hand",
                            "A phone that was sold is proven for its new owner.",
                            HonestStories::secondHand),
                    new Story(
                            "repaired-vault",
                            "A phone with a new genuine vault works, and the change is reported.",
                            HonestStories::repairedVault),
                    new Story(
                            "no-vault",
                            "A phone from before vaults works, and the register keeps it grey.",
                            HonestStories::noVault),
                    new Story(
                            "emergency",
                            "Emergency calls go through in every state.",
                            HonestStories::emergency),
                    new Story(
                            "no-operator",
                            "The card alone stops a false IMEI where there is no network.",
                            HonestStories::noOperator),
                    new Story(
                            "dual-sim",
                            "Two cards share one vault, each proven and reported by itself.",
                            HonestStories::dualSim));

    private HonestStories() {}

    private static void genuine(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription alice = stage.subscribe(Terms.USUAL);
        stage.introduce(alice, phone);
        phone.insert(1, alice);
        stage.promise("the ROM lets the maker's image in", phone.boot() instanceof Boot.Started);
        stage.promise("the network lets it in", phone.attach() instanceof Service.Full);
        phone.settle();
        stage.promise("the report says genuine", stage.isReported(alice, Result.GENUINE));
        stage.promise("the register holds the proof", stage.isProven(alice, Stage.FIRST));
        stage.promise("a call goes through", phone.call("5551234") == Call.CONNECTED);
        stage.promise(
                "the user sees the same IMEI",
                phone.phone().showImeis().contains(Stage.label(Stage.FIRST)));
    }

    private static void beforeACall(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription alice = stage.subscribe(Terms.USUAL.checkedBeforeCalls());
        stage.introduce(alice, phone);
        phone.start(1, alice);
        stage.promise("a call goes through", phone.call("5551234") == Call.CONNECTED);
        stage.promise("and another, after a check", phone.call("5551234") == Call.CONNECTED);
        stage.say("While the phone is on, somebody rewrites its flash memory.");
        phone.phone().flash().writeImei(1, Stage.label(Stage.SECOND));
        stage.promise("the card stops the call", phone.call("5551234") == Call.BARRED_BY_CARD);
        stage.promise("an emergency call goes through", phone.call("112") == Call.CONNECTED);
    }

    private static void staticKeys(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription alice = stage.subscribe(Terms.USUAL);
        stage.say("The card has no key for this vault yet; the operator has to manage keys.");
        phone.start(1, alice);
        stage.promise(
                "the report says that a key is missing", stage.isReported(alice, Result.NO_KEY));
        stage.promise("so far nothing is proven", !stage.isProven(alice, Stage.FIRST));
        stage.sendKeys(alice, phone);
        phone.settle();
        stage.say("The keys have come by OTA; the next check uses them.");
        phone.start(1, alice);
        stage.promise("the report says genuine", stage.isReported(alice, Result.GENUINE));
        stage.promise("the register holds the proof", stage.isProven(alice, Stage.FIRST));
    }

    private static void certificates(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription alice = stage.subscribe(Terms.CERTIFICATES);
        phone.start(1, alice);
        stage.promise("the network lets it in", phone.service() instanceof Service.Full);
        stage.promise("the report says genuine", stage.isReported(alice, Result.GENUINE));
        stage.promise("the register holds the proof", stage.isProven(alice, Stage.FIRST));
    }

    private static void newPhone(Stage stage) throws IOException {
        Handset stolen = stage.handset(Stage.FIRST);
        Subscription thief = stage.subscribe(Terms.USUAL);
        stage.introduce(thief, stolen);
        stolen.start(1, thief);
        stage.register().stolen(Stage.FIRST, true);
        stage.poll(thief);
        stolen.settle();
        stolen.start(1, thief);
        stage.promise("the stolen phone is blocked", stolen.service() instanceof Service.Closed);
        Handset honest = stage.handset(Stage.SECOND);
        stage.introduce(thief, honest);
        stolen.remove(1);
        honest.start(1, thief);
        stage.promise("an honest phone opens", honest.service() instanceof Service.Full);
        stage.promise("and is proven", stage.isProven(thief, Stage.SECOND));
    }

    private static void secondHand(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription seller = stage.subscribe(Terms.USUAL);
        Subscription buyer = stage.subscribe(Terms.USUAL);
        stage.introduce(seller, phone);
        stage.introduce(buyer, phone);
        phone.start(1, seller);
        stage.promise("the seller is proven", stage.isProven(seller, Stage.FIRST));
        phone.phone().switchOff();
        phone.remove(1);
        phone.start(1, buyer);
        stage.promise("the buyer has service", phone.service() instanceof Service.Full);
        stage.promise("the buyer is proven", stage.isProven(buyer, Stage.FIRST));
        stage.promise("and not grey", stage.isWhite(buyer, Stage.FIRST));
    }

    private static void repairedVault(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription alice = stage.subscribe(Terms.USUAL);
        stage.introduce(alice, phone);
        phone.start(1, alice);
        stage.say("The workshop puts in another genuine vault, and its IMEI into the system.");
        Handset repaired = stage.handset(Stage.SECOND);
        stage.introduce(alice, repaired);
        phone.remove(1);
        repaired.start(1, alice);
        stage.promise("it has service", repaired.service() instanceof Service.Full);
        stage.promise(
                "the change of vault is reported", stage.isReported(alice, Result.OTHER_VAULT));
        stage.promise("the new IMEI is proven", stage.isProven(alice, Stage.SECOND));
    }

    private static void noVault(Stage stage) throws IOException {
        Handset phone = stage.withoutVault(Stage.FIRST);
        Subscription alice = stage.subscribe(Terms.USUAL);
        phone.start(1, alice);
        stage.promise("it has service", phone.service() instanceof Service.Full);
        stage.promise("the report says so", stage.isReported(alice, Result.NO_VAULT));
        stage.promise("nothing is proven", !stage.isProven(alice, Stage.FIRST));
        stage.promise("the register keeps it grey", stage.isGrey(alice, Stage.FIRST));
    }

    private static void emergency(Stage stage) throws IOException {
        Handset empty = stage.handset(Stage.FIRST);
        empty.boot();
        stage.promise("without a card", empty.call("112") == Call.CONNECTED);
        Subscription alice = stage.subscribe(Terms.USUAL);
        stage.introduce(alice, empty);
        empty.phone().flash().writeImei(1, Stage.label(Stage.SECOND));
        empty.start(1, alice);
        stage.promise("the gate is closed", empty.service() instanceof Service.Closed);
        stage.promise("behind a closed gate", empty.call("112") == Call.CONNECTED);
        empty.phone().flash().writeImei(1, Stage.label(Stage.FIRST));
        stage.register().stolen(Stage.FIRST, true);
        empty.start(1, alice);
        stage.promise("refused by the network", empty.service() instanceof Service.Refused);
        stage.promise("with a stolen phone", empty.call("112") == Call.CONNECTED);
        byte[] image = empty.phone().flash().image();
        image[image.length - 1] ^= 1;
        empty.phone().flash().writeImage(image);
        stage.promise("the ROM keeps it out", empty.boot() instanceof Boot.Refused);
        stage.promise("with an image that was kept out", empty.call("112") == Call.CONNECTED);
    }

    private static void noOperator(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription alice = stage.subscribe(Terms.USUAL);
        stage.introduce(alice, phone);
        phone.phone().flash().writeImei(1, Stage.label(Stage.SECOND));
        phone.insert(1, alice);
        stage.say("There is no network here. The phone only boots.");
        phone.boot();
        stage.promise("the card answers no challenge", !alice.answersChallenges());
        stage.promise("the user is told", !phone.phone().screen().texts().isEmpty());
        stage.promise("emergency numbers are readable", alice.readsEmergencyNumbers());
    }

    private static void dualSim(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST, Stage.SECOND);
        Subscription alice = stage.subscribe(Terms.USUAL);
        Subscription work = stage.subscribe(Terms.CERTIFICATES);
        stage.introduce(alice, phone);
        phone.insert(1, alice);
        phone.insert(2, work);
        phone.boot();
        phone.attach();
        phone.settle();
        for (Subscription one : List.of(alice, work)) {
            stage.promise("each card has service", stage.network().isAttached(one.imsi()));
            stage.promise("each reports genuine", stage.isReported(one, Result.GENUINE));
        }
        stage.promise("the first IMEI for the first card", stage.isProven(alice, Stage.FIRST));
        stage.promise("the second IMEI for the second", stage.isProven(work, Stage.SECOND));
    }
}
