// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.handset.applications.Runner;
import org.veritac.handset.memory.Anchor;
import org.veritac.handset.memory.Disk;
import org.veritac.handset.memory.MemoryDisk;
import org.veritac.handset.memory.Opening;
import org.veritac.handset.memory.ProtectedMemory;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.handset.mirror.Mirror;
import org.veritac.handset.personal.PersonalStore;
import org.veritac.lab.token.Torn;
import org.veritac.lab.token.TrustingOwner;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandOver;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Instruction;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.TokenVisit;
import org.veritac.subscription.transfer.Wish;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A phone of a story that tokens load: the mirror engine in its body.
final class Mobile implements TrustingOwner, Answering, Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Makings makings;
    private final PersonalStore personal;
    private MemoryDisk disk = new MemoryDisk();
    private Mirror mirror;

    /// Where its keys live, opened at each start.
    @FunctionalInterface
    interface Memory {
        Anchor open(Disk disk) throws IOException;
    }

    /// What it is made of.
    ///
    /// @param directory for its owner's items and for running applications
    record Makings(String name, DeviceKit kit, Memory memory, Path directory, TokenStage stage) {}

    Mobile(Makings makings) throws IOException {
        this.makings = makings;
        personal = new PersonalStore(makings.directory().resolve("personal"));
        mirror = started().orElseThrow(() -> new IOException("a new memory opens"));
    }

    private Optional<Mirror> started() throws IOException {
        var anchor = makings.memory().open(disk);
        if (!(ProtectedMemory.open(anchor, disk) instanceof Opening.Open(var memory))) {
            anchor.close();
            return Optional.empty();
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var runner =
                new Runner(
                        java,
                        makings.directory(),
                        PATIENCE,
                        task -> Thread.ofVirtual().start(task));
        var stage = makings.stage();
        return Optional.of(
                Mirror.open(
                        new Mirror.Body(
                                makings.kit(),
                                memory,
                                disk,
                                personal,
                                runner,
                                stage.clock(),
                                stage.random())));
    }

    @Override
    public String name() {
        return makings.name();
    }

    @Override
    public CardLink sim() {
        return mirror.sim();
    }

    long id() {
        return makings.kit().id();
    }

    Mirror mirror() {
        return mirror;
    }

    PersonalStore personal() {
        return personal;
    }

    HandsetPhase phase() throws IOException {
        return mirror.record().phase();
    }

    /// Loses its power and gets it back.
    void restart() throws IOException {
        mirror.close();
        mirror = started().orElseThrow(() -> new IOException("its memory is its own"));
    }

    /// All of its disk, bit for bit.
    MemoryDisk image() {
        return disk.copy();
    }

    /// Switched off, its disk overwritten with an image, switched on.
    ///
    /// @return whether its memory opens
    boolean restore(MemoryDisk image) throws IOException {
        mirror.close();
        disk = image.copy();
        var next = started();
        next.ifPresent(opened -> mirror = opened);
        return next.isPresent();
    }

    Ending tap(StoryToken token, Wish wish) throws IOException {
        return tap(token.heldTo(this), wish, Medium.SLOT);
    }

    Ending tap(CardLink card, Wish wish, Medium medium) throws IOException {
        var ending =
                switch (mirror.tap(card, wish, medium, this)) {
                    case HandOver.Result.Over(var over) -> over.ending();
                    case HandOver.Result.NoToken() -> Ending.NOT_BELIEVED;
                    case HandOver.Result.NotOpened _ -> Ending.CUT;
                };
        makings.stage().say(name() + ": " + ending);
        return ending;
    }

    /// A tap that is torn; then this phone loses its power too.
    void tornTap(StoryToken token, Wish wish, Cut cut) throws IOException {
        String how = cut.heard() ? "its answer is lost" : "the token has not heard it";
        makings.stage().say("The token is taken away at " + cut.at() + ": " + how + ".");
        try {
            Torn.Moment at = (_, command) -> TokenApdus.is(cut.at(), command);
            tap(new Torn(token.heldTo(this), at, cut.heard()), wish, Medium.SLOT);
        } catch (IOException e) {
            restart();
        }
    }

    /// Where a tap is torn.
    ///
    /// @param heard whether the token still gets the message
    record Cut(Instruction at, boolean heard) {}

    /// What a token answers to a request of the owner.
    Optional<Answer> ask(StoryToken token, Request request) throws IOException {
        return visit(token, Optional.of(request), false)
                        instanceof TokenVisit.Result.Spoken(_, _, var answer, _)
                ? Optional.of(answer)
                : Optional.empty();
    }

    TokenVisit.Result visit(StoryToken token, Optional<Request> request, boolean receipts)
            throws IOException {
        var purpose = new TokenVisit.Purpose(request, receipts, mirror.now());
        return mirror.visit(token.heldTo(this), purpose);
    }

    @Override
    public void entered(HandsetPhase phase) {
        makings.stage().say(name() + " keeps: " + phase);
    }

    @Override
    public void close() throws IOException {
        mirror.close();
    }
}
