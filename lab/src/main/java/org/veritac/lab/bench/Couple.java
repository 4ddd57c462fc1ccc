// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.card.CardLink;
import org.veritac.handset.applications.Runner;
import org.veritac.handset.memory.MemoryAnchor;
import org.veritac.handset.memory.MemoryDisk;
import org.veritac.handset.memory.Opening;
import org.veritac.handset.memory.ProtectedMemory;
import org.veritac.handset.mirror.Mirror;
import org.veritac.handset.personal.PersonalStore;
import org.veritac.identity.Imei;
import org.veritac.lab.token.ReferenceToken;
import org.veritac.lab.token.TokenMaker;
import org.veritac.lab.token.TrustingOwner;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandOver;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/// A token and a handset in memory, that pass one subscription to and fro. For one thread.
final class Couple implements TrustingOwner {
    private static final String PIN = "1234";
    private static final String PUK = "12345678";
    private static final Imei IMEI = new Imei(35_209_900_000_000L);

    private final ReferenceToken token;
    private final Mirror mirror;

    /// @param folder of their own
    /// @throws IOException when the package makes no token
    Couple(ProfilePackage subscription, Policy policy, Path folder, Clock clock)
            throws IOException {
        var random = new SecureRandom();
        var maker = new TokenMaker(clock, random);
        var made =
                maker.token(new TokenMaker.Issue(subscription, PIN, PUK, policy))
                        .orElseThrow(() -> new IOException("no token can be made of this package"));
        var around = new ReferenceToken.Surroundings(clock, random);
        token = new ReferenceToken(made.kit(), made.kept(), _ -> {}, around);
        var disk = new MemoryDisk();
        var opening = ProtectedMemory.open(new MemoryAnchor(random), disk);
        if (!(opening instanceof Opening.Open(var memory))) {
            throw new AssertionError("a new memory is nobody else's");
        }
        var kit = maker.handset(IMEI, 0);
        var runner = new Runner(Path.of("java"), folder, Duration.ofSeconds(1), Runnable::run);
        var personal = new PersonalStore(folder);
        mirror = Mirror.open(new Mirror.Body(kit, memory, disk, personal, runner, clock, random));
    }

    /// The subscription goes to the handset.
    ///
    /// @return what went over the wire
    Tap load() throws IOException {
        var pin = TokenMaker.digits(PIN);
        return tap(new Wish.Load(pin, Octets.NONE), Ending.LOADED);
    }

    /// And back.
    Tap giveBack() throws IOException {
        return tap(new Wish.GiveBack(Wish.Personal.BACK_UP), Ending.RETURNED);
    }

    private Tap tap(Wish wish, Ending wanted) throws IOException {
        var wire = new Tap(token);
        var result = mirror.tap(wire, wish, Medium.SLOT, this);
        if (result instanceof HandOver.Result.Over(var over) && over.ending() == wanted) {
            return wire;
        }
        throw new IOException("the tap ended otherwise: " + result);
    }

    /// The token's own SIM.
    CardLink token() {
        return token;
    }

    /// The handset's.
    CardLink handset() {
        return mirror.sim();
    }
}
