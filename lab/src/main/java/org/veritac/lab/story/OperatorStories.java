// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.report.Result;
import org.veritac.handset.modem.Service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Stories of what passes between card and operator.
final class OperatorStories {
    private static final int STARTS_MAX = 8;

    static final List<Story> ALL =
            List.of(
                    new Story(
                            "unblock",
                            "A phone that was found again works after an authentic unblock.",
                            OperatorStories::unblock),
                    new Story(
                            "forged-command",
                            "Nobody but the operator unblocks, and nobody twice with one packet.",
                            OperatorStories::forgedCommand),
                    new Story(
                            "swallowed-sms",
                            "A system that keeps reports back loses the network.",
                            OperatorStories::swallowedReports),
                    new Story(
                            "withheld-answer",
                            "A system that keeps answers back loses the network.",
                            OperatorStories::withheldAnswers));

    private OperatorStories() {}

    private static Handset blocked(Stage stage, Subscription owner) throws IOException {
        Handset phone = stage.handset(Stage.FIRST);
        stage.introduce(owner, phone);
        phone.start(1, owner);
        stage.register().stolen(Stage.FIRST, true);
        stage.poll(owner);
        phone.settle();
        phone.start(1, owner);
        stage.promise("the phone is blocked", phone.service() instanceof Service.Closed);
        return phone;
    }

    private static void unblock(Stage stage) throws IOException {
        Subscription owner = stage.subscribe(Terms.USUAL);
        Handset phone = blocked(stage, owner);
        stage.register().stolen(Stage.FIRST, false);
        stage.say("The phone was found. Its card has no network, so the packet comes another way.");
        stage.unblock(owner);
        phone.start(1, owner);
        stage.promise("it has service again", phone.service() instanceof Service.Full);
        stage.promise("and is proven", stage.isProven(owner, Stage.FIRST));
    }

    private static void forgedCommand(Stage stage) throws IOException {
        Subscription thief = stage.subscribe(Terms.USUAL);
        Subscription other = stage.subscribe(Terms.USUAL);
        Handset phone = blocked(stage, thief);
        stage.say("The thief has packets of other cards, and of his own, but no keys.");
        List<byte[]> foreign = stage.unblockPacket(other);
        stage.hand(thief, foreign);
        phone.start(1, thief);
        stage.promise(
                "another card's packet does nothing", phone.service() instanceof Service.Closed);
        List<byte[]> changed = stage.unblockPacket(thief);
        changed.getLast()[changed.getLast().length - 1] ^= 1;
        stage.hand(thief, changed);
        phone.start(1, thief);
        stage.promise("a changed packet does nothing", phone.service() instanceof Service.Closed);
        stage.say("The operator unblocks it by mistake, and blocks it again.");
        stage.register().stolen(Stage.FIRST, false);
        List<byte[]> authentic = stage.unblockPacket(thief);
        stage.hand(thief, authentic);
        phone.start(1, thief);
        stage.promise("the operator's packet unblocks", phone.service() instanceof Service.Full);
        stage.block(thief);
        phone.settle();
        stage.hand(thief, authentic);
        phone.start(1, thief);
        stage.promise(
                "the packet that once unblocked does so no more",
                phone.service() instanceof Service.Closed);
    }

    private static void swallowedReports(Stage stage) throws IOException {
        Subscription thief = stage.subscribe(Terms.USUAL.limited(3));
        Handset phone = stage.handset(Stage.FIRST);
        stage.introduce(thief, phone);
        Handset swallowing =
                stage.tampered(
                        phone,
                        flash -> TamperedSoftware.on(flash).submitting(_ -> Optional.empty()));
        stage.promise("the network is lost", isLost(swallowing, thief));
        stage.promise("no report has come", !stage.isReported(thief, Result.GENUINE));
        swallowing.phone().switchOff();
        stage.say("The system as its maker meant it reports, and the answer opens the gate.");
        phone.start(1, thief);
        phone.start(1, thief);
        stage.promise("the network is back", phone.service() instanceof Service.Full);
        stage.promise("the phone is proven", stage.isProven(thief, Stage.FIRST));
    }

    private static void withheldAnswers(Stage stage) throws IOException {
        Subscription thief = stage.subscribe(Terms.USUAL.limited(3));
        Handset phone = stage.handset(Stage.FIRST);
        stage.introduce(thief, phone);
        var withheld = new ArrayList<byte[]>();
        Handset withholding =
                stage.tampered(
                        phone,
                        flash ->
                                TamperedSoftware.on(flash)
                                        .delivering(unit -> {
                                            withheld.add(unit.clone());
                                            return Optional.empty();
                                        }));
        stage.promise("the network is lost", isLost(withholding, thief));
        stage.promise("answers were kept back", !withheld.isEmpty());
        stage.promise("reports have come", stage.isProven(thief, Stage.FIRST));
    }

    /// Whether the gate closes while a thief goes on using the phone.
    private static boolean isLost(Handset phone, Subscription subscription) throws IOException {
        phone.insert(1, subscription);
        phone.boot();
        for (int count = 0; count < STARTS_MAX; count++) {
            phone.attach();
            phone.settle();
            if (phone.service() instanceof Service.Closed) {
                return true;
            }
        }
        return false;
    }
}
