// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.veritac.card.CardLink;
import org.veritac.handset.applications.Runner;
import org.veritac.handset.memory.MemoryAnchor;
import org.veritac.handset.memory.Opening;
import org.veritac.handset.memory.ProtectedMemory;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.handset.mirror.Mirror;
import org.veritac.handset.personal.PersonalStore;
import org.veritac.handset.trial.Outage;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandOver;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.TokenVisit;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// A handset of a test, which can lose its power at any time.
final class TestHandset implements TrustingOwner {
    static final Wish RESUME = new Wish.Resume();

    final PersonalStore personal;
    private final DeviceKit kit;
    final Outage outage;
    private final MemoryAnchor anchor;
    private final Path directory;
    private final Clock clock;
    private final SecureRandom random;
    Mirror mirror;

    TestHandset(DeviceKit kit, Path directory, Clock clock, SecureRandom random)
            throws IOException {
        this(kit, directory, clock, random, new Outage(0));
    }

    /// @param outage its power
    TestHandset(DeviceKit kit, Path directory, Clock clock, SecureRandom random, Outage outage)
            throws IOException {
        this.outage = outage;
        this.kit = kit;
        this.directory = directory;
        this.clock = clock;
        this.random = random;
        this.anchor = new MemoryAnchor(random);
        this.personal = new PersonalStore(directory.resolve("personal"));
        this.mirror = started();
    }

    private Mirror started() throws IOException {
        var disk = outage.disk();
        if (!(ProtectedMemory.open(outage.chip(anchor), disk)
                instanceof Opening.Open(var memory))) {
            throw new AssertionError("its memory is its own");
        }
        var runner = new Runner(Path.of("java"), directory, Duration.ofSeconds(1), Runnable::run);
        return Mirror.open(new Mirror.Body(kit, memory, disk, personal, runner, clock, random));
    }

    /// Loses its power and gets it back.
    ///
    /// @throws IOException when it goes again meanwhile
    void restart() throws IOException {
        mirror.close();
        outage.restore();
        start();
    }

    /// Starts as it does when power comes.
    void start() throws IOException {
        mirror = started();
    }

    /// Sets the first PIN of a token, 1234, or sets it anew where it is blocked, by its PUK
    /// 12345678.
    void setPin(CardLink token) throws IOException {
        var request = new Request.Unblock(TokenMaker.digits("12345678"), TokenMaker.digits("1234"));
        var purpose = new TokenVisit.Purpose(Optional.of(request), false, mirror.now());
        assertThat(mirror.visit(token, purpose))
                .isInstanceOfSatisfying(
                        TokenVisit.Result.Spoken.class,
                        spoken -> assertThat(spoken.answer()).isEqualTo(new Answer.Fine()));
    }

    static Wish load(String pin) {
        return new Wish.Load(TokenMaker.digits(pin), Octets.NONE);
    }

    Ending tap(CardLink token, Wish wish) throws IOException {
        var result = mirror.tap(token, wish, Medium.SLOT, this);
        if (result instanceof HandOver.Result.Over(var over)) {
            return over.ending();
        }
        throw new AssertionError(result.toString());
    }

    HandsetPhase phase() throws IOException {
        return mirror.record().phase();
    }
}
