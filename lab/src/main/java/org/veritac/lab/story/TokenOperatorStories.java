// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.handset.applications.Activation;
import org.veritac.handset.applications.Application;
import org.veritac.handset.applications.Runner;
import org.veritac.handset.applications.Shelf;
import org.veritac.handset.memory.FileAnchor;
import org.veritac.handset.memory.MemoryDisk;
import org.veritac.handset.memory.Protection;
import org.veritac.lab.token.TokenMaker;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.SignedPolicy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/// Stories of what an operator decides, and of the memory of phones.
final class TokenOperatorStories {
    static final List<Story> ALL =
            List.of(
                    Story.ofToken(
                            "restored-image",
                            "A restored disk image revives no subscription that was released.",
                            TokenOperatorStories::restoredImage),
                    Story.ofToken(
                            "operator-key",
                            "By signed policy, phones with the operator's key load without"
                                    + " certificates.",
                            TokenOperatorStories::operatorKey),
                    Story.ofToken(
                            "activate-application",
                            "A carried application runs at its operator's command, once, and goes.",
                            TokenOperatorStories::activateApplication));

    private static final int KEY_BYTES = 16;

    private static final String APPLICATION = "greeting";

    private TokenOperatorStories() {}

    private static void restoredImage(TokenStage stage) throws IOException {
        var token = stage.token();
        Mobile phone = stage.phoneWithTpm();
        var protection = phone.mirror().protection();
        stage.say("The memory of the phone: " + protection.name() + ".");
        stage.promise(
                "it cannot be turned back", protection.meets(Protection.Level.ROLLBACK_PROOF));
        phone.tap(token, TokenStage.LOAD);
        stage.promiseOnly(token, phone);
        stage.say("Its owner copies the whole disk, returns the subscription, and restores.");
        MemoryDisk image = phone.image();
        MemoryDisk afterwards = returned(phone, token);
        stage.promise("the phone does not start from it", !phone.restore(image));
        stage.promise("from its own disk it does", phone.restore(afterwards));
        stage.promiseOnly(token, token);
        unprotected(stage, token);
    }

    private static MemoryDisk returned(Mobile phone, StoryToken token) throws IOException {
        phone.tap(token, TokenStage.BACK);
        return phone.image();
    }

    /// What the counter is for.
    private static void unprotected(TokenStage stage, StoryToken token) throws IOException {
        var phone =
                stage.phone(
                        stage.kit(0),
                        disk -> FileAnchor.open(disk, stage.random(), "story".toCharArray()));
        stage.say("Another phone has: " + phone.mirror().protection().name() + ".");
        phone.tap(token, TokenStage.LOAD);
        MemoryDisk image = phone.image();
        phone.tap(token, TokenStage.BACK);
        stage.promise(
                "there the image goes unnoticed and answers, as its status says",
                phone.restore(image) && stage.voices().answers(phone, stage.home(), token.imsi()));
        phone.restore(new MemoryDisk());
        stage.promise(
                "so the operator has its tokens ask for more",
                isTaken(
                        phone,
                        token,
                        signed(
                                stage,
                                token,
                                Policy.DEFAULT.withProtection(TokenStage.ROLLBACK_PROOF))));
        stage.promise(
                "and such a phone is not loaded",
                phone.tap(token, TokenStage.LOAD) == Ending.TOKEN_REFUSED);
        stage.promiseOnly(token, token);
    }

    private static SignedPolicy signed(TokenStage stage, StoryToken token, Policy policy) {
        return SignedPolicy.of(token.chip().id(), 2, policy, stage.operator());
    }

    private static boolean isTaken(Mobile by, StoryToken token, SignedPolicy policy)
            throws IOException {
        return by.ask(token, new Request.Deliver(policy.octets()))
                .equals(Optional.of(new Answer.Fine()));
    }

    private static void operatorKey(TokenStage stage) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        stage.random().nextBytes(bytes);
        Octets key = Octets.of(bytes);
        var extras = TokenMaker.Extras.NONE.withShared(key);
        var token = stage.sold(stage.subscription(), Policy.DEFAULT, extras);
        stage.setPin(token);
        var carrier = stage.phone();
        var phone = keyed(stage, key);
        stage.say("The token has keys derived from the operator's; its policy does not use them.");
        stage.promise(
                "so nobody gets in by that key",
                phone.tap(token, TokenStage.LOAD) != Ending.LOADED);
        stage.promiseOnly(token, token);
        stage.promise(
                "the operator's signed policy turns it on",
                isTaken(carrier, token, signed(stage, token, Policy.DEFAULT.withOperatorKey())));
        stage.promise(
                "a phone with the key loads", phone.tap(token, TokenStage.LOAD) == Ending.LOADED);
        stage.promiseOnly(token, phone);
        stage.random().nextBytes(bytes);
        var stranger = keyed(stage, Octets.of(bytes));
        stage.promise(
                "one with another key opens no channel",
                stranger.tap(token, TokenStage.LOAD) == Ending.CUT);
        stage.promise(
                "one with the same key finds the token locked",
                keyed(stage, key).tap(token, TokenStage.LOAD) == Ending.TOKEN_LOCKED);
        stage.promise("and back", phone.tap(token, TokenStage.BACK) == Ending.RETURNED);
        stage.promiseOnly(token, token);
    }

    private static Mobile keyed(TokenStage stage, Octets key) throws IOException {
        var chip = new org.veritac.handset.memory.MemoryAnchor(stage.random());
        return stage.phone(stage.kit(0).withShared(key), _ -> chip);
    }

    private static void activateApplication(TokenStage stage) throws IOException {
        var application = Application.signed(APPLICATION, jar(), stage.operator().key());
        var extras = TokenMaker.Extras.NONE.with(List.of(application));
        var token = stage.sold(stage.subscription(), Policy.DEFAULT, extras);
        stage.setPin(token);
        var phone = stage.phone();
        phone.tap(token, TokenStage.LOAD);
        stage.promise(
                "the application has come along, inert",
                phone.mirror().applications().equals(List.of(APPLICATION)));
        byte[] forged =
                Activation.signed(
                                application,
                                1,
                                new TokenMaker(stage.clock(), stage.random()).operatorKey())
                        .bytes();
        stage.promise(
                "somebody else's command is refused",
                phone.mirror().activate(forged) instanceof Shelf.Outcome.Refused(Shelf.Why why)
                        && why == Shelf.Why.NOT_SIGNED);
        byte[] command = Activation.signed(application, 1, stage.operator().key()).bytes();
        var outcome = phone.mirror().activate(command);
        stage.promise(
                "the operator's command runs it, in a process of its own",
                outcome instanceof Shelf.Outcome.Ran(Runner.End.Finished(int status, String said))
                        && status == 0
                        && said.strip().equals(Greeting.WORDS));
        stage.promise(
                "once",
                phone.mirror().activate(command) instanceof Shelf.Outcome.Refused(Shelf.Why again)
                        && again == Shelf.Why.REPLAYED);
        phone.tap(token, TokenStage.BACK);
        stage.promise("after the return it is gone", phone.mirror().applications().isEmpty());
        byte[] late = Activation.signed(application, 2, stage.operator().key()).bytes();
        stage.promise(
                "and no command runs it",
                phone.mirror().activate(late) instanceof Shelf.Outcome.Refused);
    }

    /// A program of one class.
    private static byte[] jar() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Greeting.class.getName());
        String name = Greeting.class.getName().replace('.', '/') + ".class";
        var out = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(out, manifest);
                InputStream in = Greeting.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("a class of ours is missing");
            }
            jar.putNextEntry(new ZipEntry(name));
            in.transferTo(jar);
            jar.closeEntry();
        }
        return out.toByteArray();
    }
}
