// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.handset.modem.Call;
import org.veritac.handset.modem.Service;
import org.veritac.handset.os.Boot;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Stories of people who want a phone to be another than it is.
final class ThiefStories {
    static final List<Story> ALL =
            List.of(
                    new Story(
                            "stolen",
                            "A phone that is reported stolen is blocked while it is in use.",
                            ThiefStories::stolen),
                    new Story(
                            "lying-os",
                            "A system that claims another IMEI is caught by the card.",
                            ThiefStories::lyingSystem),
                    new Story(
                            "two-tongued-os",
                            "A system that lies to the network only is caught by the register.",
                            ThiefStories::twoTongued),
                    new Story(
                            "reprogrammed",
                            "An IMEI rewritten in flash memory is not the one that is proven.",
                            ThiefStories::reprogrammed),
                    new Story(
                            "ignoring-os",
                            "A system that ignores its card has no network.",
                            ThiefStories::ignoringSystem),
                    new Story(
                            "swapped-vault",
                            "A vault that a thief has made himself is not believed.",
                            ThiefStories::swappedVault),
                    new Story(
                            "cloned-flash",
                            "Flash memory copied to another board does not bring its IMEI along.",
                            ThiefStories::clonedFlash),
                    new Story(
                            "replay",
                            "What a vault has said once is worth nothing the second time.",
                            ThiefStories::replay),
                    new Story(
                            "downgrade",
                            "A phone that hides its vault, or weakens the channel, stays closed.",
                            ThiefStories::downgrade),
                    new Story(
                            "relay",
                            "Another's vault, relayed, passes a free pairing and is seen by the"
                                    + " register; a fixed one stops it.",
                            ThiefStories::relay));

    private ThiefStories() {}

    private static void stolen(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription thief = stage.subscribe(Terms.USUAL);
        stage.introduce(thief, phone);
        phone.start(1, thief);
        stage.promise("at first it has service", phone.service() instanceof Service.Full);
        stage.say("The owner reports the theft; the operator polls the card.");
        stage.register().stolen(Stage.FIRST, true);
        stage.poll(thief);
        phone.settle();
        stage.promise("the service has ended", !(phone.service() instanceof Service.Full));
        stage.promise("no call goes through", phone.call("5551234") != Call.CONNECTED);
        phone.start(1, thief);
        stage.promise("the gate stays closed", phone.service() instanceof Service.Closed);
        stage.promise("the user is told", !phone.phone().screen().texts().isEmpty());
        stage.promise("an emergency call goes through", phone.call("112") == Call.CONNECTED);
    }

    private static void lyingSystem(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription thief = stage.subscribe(Terms.USUAL);
        stage.introduce(thief, phone);
        phone.insert(1, thief);
        stage.register().stolen(Stage.FIRST, true);
        phone.phone().flash().writeImage(stage.thief().image(Stage.TAMPERED, 9));
        stage.promise("the ROM keeps the image out", phone.boot() instanceof Boot.Refused);
        stage.say("The thief exchanges the ROM as well.");
        Handset opened =
                stage.tampered(
                        phone,
                        flash -> TamperedSoftware.on(flash).claiming(Stage.label(Stage.SECOND)));
        opened.start(1, thief);
        stage.promise("the gate is closed", opened.service() instanceof Service.Closed);
        stage.promise("the card answers no challenge", !thief.answersChallenges());
        stage.promise("the user is told", !opened.phone().screen().texts().isEmpty());
    }

    private static void twoTongued(Stage stage) throws IOException {
        Subscription thief = stage.subscribe(Terms.USUAL);
        Handset phone = stage.handset(Stage.FIRST);
        stage.introduce(thief, phone);
        stage.register().stolen(Stage.FIRST, true);
        var asked = new ArrayList<Integer>();
        Handset opened =
                stage.tampered(
                        phone,
                        flash ->
                                TamperedSoftware.on(flash)
                                        .claimingInTurn(() -> {
                                            asked.add(1);
                                            return Stage.label(
                                                    asked.size() == 1 ? Stage.FIRST : Stage.SECOND);
                                        }));
        stage.say("To the card it claims the true IMEI, to the network another.");
        opened.start(1, thief);
        stage.promise("the register holds the proof", stage.isProven(thief, Stage.FIRST));
        stage.promise("the service has ended", !(opened.service() instanceof Service.Full));
        opened.start(1, thief);
        stage.promise("the gate is closed", opened.service() instanceof Service.Closed);
    }

    private static void reprogrammed(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription thief = stage.subscribe(Terms.USUAL);
        stage.introduce(thief, phone);
        stage.register().stolen(Stage.FIRST, true);
        phone.insert(1, thief);
        phone.boot();
        String claim = Stage.label(Stage.SECOND);
        stage.promise(
                "AT+EGMR is refused",
                phone.phone().serial(1).execute("AT+EGMR=1,7,\"" + claim + "\"").contains("ERROR"));
        stage.say("The thief takes a flash programmer.");
        phone.phone().flash().writeImei(1, claim);
        phone.start(1, thief);
        stage.promise(
                "AT+CGSN tells the lie",
                phone.phone().serial(1).execute("AT+CGSN").contains(claim));
        stage.promise("the gate is closed", phone.service() instanceof Service.Closed);
        stage.promise("the card answers no challenge", !thief.answersChallenges());
    }

    private static void ignoringSystem(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription thief = stage.subscribe(Terms.USUAL);
        stage.introduce(thief, phone);
        Handset opened =
                stage.tampered(phone, flash -> TamperedSoftware.on(flash).ignoringTheCard());
        opened.start(1, thief);
        stage.promise("it has no service", opened.service() instanceof Service.Closed);
        stage.promise("the card answers no challenge", !thief.answersChallenges());
    }

    private static void swappedVault(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription thief = stage.subscribe(Terms.USUAL);
        stage.introduce(thief, phone);
        phone.start(1, thief);
        stage.promise("with its own vault it works", phone.service() instanceof Service.Full);
        phone.phone().switchOff();
        phone.remove(1);
        stage.say("The thief puts in a vault of his own making that gives the same number.");
        Handset forged = stage.forged(phone, Stage.SECOND);
        forged.start(1, thief);
        stage.promise("the gate is closed", forged.service() instanceof Service.Closed);
        forged.phone().switchOff();
        forged.remove(1);
    }

    private static void clonedFlash(Stage stage) throws IOException {
        Handset original = stage.handset(Stage.FIRST);
        Subscription alice = stage.subscribe(Terms.USUAL);
        stage.introduce(alice, original);
        original.start(1, alice);
        Handset clone = stage.handset(Stage.SECOND);
        Subscription thief = stage.subscribe(Terms.USUAL);
        stage.introduce(thief, clone);
        clone.phone().flash().writeImei(1, Stage.label(Stage.FIRST));
        clone.start(1, thief);
        stage.promise("the clone's gate is closed", clone.service() instanceof Service.Closed);
        stage.promise("the original is still proven", stage.isProven(alice, Stage.FIRST));
        stage.say("A board without a vault, and a card that never saw one.");
        Handset bare = stage.withoutVault(Stage.FIRST);
        Subscription other = stage.subscribe(Terms.USUAL);
        bare.start(1, other);
        stage.promise("the clone is not white", !stage.isWhite(other, Stage.FIRST));
        stage.promise("the original is", stage.isWhite(alice, Stage.FIRST));
    }

    private static void replay(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription thief = stage.subscribe(Terms.USUAL);
        stage.introduce(thief, phone);
        var recorded = new ArrayDeque<byte[]>();
        Handset recording =
                stage.tampered(
                        phone,
                        flash ->
                                TamperedSoftware.on(flash)
                                        .relaying((command, vault) -> {
                                            byte[] response = vault.transmit(command);
                                            recorded.add(response.clone());
                                            return response;
                                        }));
        recording.start(1, thief);
        stage.promise("the session passes", recording.service() instanceof Service.Full);
        recording.phone().switchOff();
        stage.say("The system answers the next check with the responses it recorded.");
        Deque<byte[]> left = new ArrayDeque<>(recorded);
        Handset replaying =
                stage.tampered(
                        phone,
                        flash ->
                                TamperedSoftware.on(flash)
                                        .relaying((command, vault) ->
                                                left.isEmpty()
                                                        ? vault.transmit(command)
                                                        : left.removeFirst()));
        replaying.start(1, thief);
        stage.promise("the gate is closed", replaying.service() instanceof Service.Closed);
        replaying.phone().switchOff();
    }

    private static void downgrade(Stage stage) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        Subscription thief = stage.subscribe(Terms.USUAL);
        stage.introduce(thief, phone);
        phone.start(1, thief);
        stage.promise("with its vault it works", phone.service() instanceof Service.Full);
        phone.phone().switchOff();
        stage.say("The system hides the vault that this card has seen.");
        Handset hiding =
                stage.tampered(phone, flash -> TamperedSoftware.on(flash).hidingTheVault());
        hiding.start(1, thief);
        stage.promise("the gate is closed", hiding.service() instanceof Service.Closed);
        hiding.phone().switchOff();
        stage.say("The system asks the vault for a channel without protection.");
        Handset weakening =
                stage.tampered(
                        phone,
                        flash ->
                                TamperedSoftware.on(flash)
                                        .relaying((command, vault) -> {
                                            byte[] weak = command.clone();
                                            if ((weak[1] & 0xFF) == 0x82) {
                                                weak[2] = 0;
                                            }
                                            return vault.transmit(weak);
                                        }));
        weakening.start(1, thief);
        stage.promise("the gate is closed", weakening.service() instanceof Service.Closed);
    }

    private static void relay(Stage stage) throws IOException {
        Handset victim = stage.handset(Stage.FIRST);
        Subscription alice = stage.subscribe(Terms.CERTIFICATES);
        victim.start(1, alice);
        victim.phone().switchOff();
        Handset phone = stage.handset(Stage.SECOND);
        Handset relaying =
                stage.tampered(
                        phone,
                        flash ->
                                TamperedSoftware.on(flash)
                                        .claiming(Stage.label(Stage.FIRST))
                                        .relaying((command, _) ->
                                                victim.vault().card().transmit(command)));
        stage.say("A thief's phone brings every command to the vault of another's phone.");
        Subscription free = stage.subscribe(Terms.CERTIFICATES);
        victim.vault().card().reset();
        relaying.start(1, free);
        stage.promise(
                "with a free pairing it passes: the channel cannot know how far a vault is",
                relaying.service() instanceof Service.Full);
        stage.promise(
                "but the register sees one IMEI proven by two subscribers",
                stage.isContested(free, Stage.FIRST));
        relaying.phone().switchOff();
        relaying.remove(1);
        stage.say("A card that is fixed to its own phone's vault.");
        Subscription fixed = stage.subscribe(Terms.CERTIFICATES.withFixedPairing());
        phone.start(1, fixed);
        stage.promise("in its own phone it works", phone.service() instanceof Service.Full);
        phone.phone().switchOff();
        phone.remove(1);
        victim.vault().card().reset();
        relaying.start(1, fixed);
        stage.promise("the gate is closed", relaying.service() instanceof Service.Closed);
    }
}
