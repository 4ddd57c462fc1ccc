// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.mirror;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;
import org.veritac.handset.memory.LiveKey;
import org.veritac.handset.memory.SequenceLease;
import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.aka.Authenticator;
import org.veritac.subscription.aka.Authenticator.Answer;
import org.veritac.subscription.aka.Authenticator.Judged;
import org.veritac.subscription.aka.Autn;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Limits;
import org.veritac.subscription.aka.SequenceArray;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.NetworkAuthentication;
import org.veritac.subscription.files.Uicc;
import org.veritac.subscription.profile.AkaParameters;
import org.veritac.subscription.profile.Profile;
import org.veritac.subscription.profile.Subscription;
import org.veritac.subscription.transfer.Part;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// The loaded subscription as a card. Each authentication asks the protected memory for the key,
/// and is remembered there before it is answered. Used under the lock of [Mirror].
final class MirrorSim implements CardLink, NetworkAuthentication {
    private static final byte[] ATR = {0x3B, (byte) 0x80, (byte) 0x80, 0x01, 0x01};
    private static final byte[] NO = {0x69, (byte) 0x85};
    private static final byte AUTHENTICATE = (byte) 0x88;
    private static final int INS_AT = 1;

    private final MirrorMemory memory;
    private final SequenceLease lease;
    private final BooleanSupplier mayAuthenticate;
    private final LongSupplier window;
    private final Uicc uicc;
    private final Profile profile;
    private final Map<FilePath, AkaState> numbers = new LinkedHashMap<>();

    private MirrorSim(Makings makings, Subscription subscription) {
        memory = makings.memory();
        lease = makings.lease();
        mayAuthenticate = makings.mayAuthenticate();
        window = makings.window();
        profile = subscription.profile();
        uicc = new Uicc(subscription.tree(), subscription.state(), this::keep, this);
    }

    /// What a loaded subscription answers with.
    ///
    /// @param restarted whether the handset lost power since the load: then every number below the
    ///   ceiling counts as used
    record Makings(
            MirrorMemory memory,
            SequenceLease lease,
            BooleanSupplier mayAuthenticate,
            LongSupplier window,
            boolean restarted) {}

    /// The card; empty when nothing is loaded from which one could be made.
    static Optional<MirrorSim> of(Makings makings) throws IOException {
        Optional<LiveKey> key = makings.memory().key();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try (var live = key.get();
                var companion = live.companion();
                var keys = Credential.keysOf(companion)) {
            return PackageContents.subscription(keys, makings.memory().parts())
                    .map(subscription -> started(makings, subscription));
        }
    }

    private static MirrorSim started(Makings makings, Subscription subscription) {
        var sim = new MirrorSim(makings, subscription);
        long used = makings.restarted() ? makings.lease().usedAtStart() : 0;
        PackageContents.numbers(subscription)
                .forEach((path, state) -> sim.numbers.put(path, used(state, used)));
        return sim;
    }

    private static AkaState used(AkaState state, long seq) {
        int places = state.array().seqs().size();
        var all = SequenceArray.of(Collections.nCopies(places, seq));
        return new AkaState(state.array().joined(all), state.attempts());
    }

    Map<FilePath, AkaState> numbers() {
        return numbers;
    }

    byte[] files() {
        return PackageContents.files(profile, uicc.state());
    }

    @Override
    public byte[] reset() {
        uicc.reset();
        return ATR.clone();
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        boolean asks = command.length > INS_AT && command[INS_AT] == AUTHENTICATE;
        return asks && !mayAuthenticate.getAsBoolean() ? NO.clone() : uicc.transmit(command);
    }

    /// Wipes what it had of the subscription's keys.
    @Override
    public void close() {
        uicc.close();
        for (AkaParameters aka : profile.aka()) {
            aka.k().close();
            aka.opc().close();
        }
    }

    private void keep(org.veritac.subscription.files.Change change) throws IOException {
        var next = uicc.state().with(change);
        memory.note(Part.FILES, PackageContents.files(profile, next));
    }

    @Override
    public Answer umts(FilePath application, Challenge rand, Autn autn) throws IOException {
        return judged(
                application,
                (authenticator, state) ->
                        authenticator.umts(rand, autn, state, window.getAsLong()));
    }

    @Override
    public Answer gsm(FilePath application, Challenge rand) throws IOException {
        return judged(
                application,
                (authenticator, state) -> authenticator.gsm(rand, state, window.getAsLong()));
    }

    /// One question.
    @FunctionalInterface
    private interface Question {
        Judged judge(Authenticator authenticator, AkaState state);
    }

    private Answer judged(FilePath application, Question question) throws IOException {
        Optional<AkaParameters> aka = profile.akaOf(application);
        Optional<LiveKey> key = aka.isEmpty() ? Optional.empty() : memory.key();
        if (key.isEmpty()) {
            return new Answer.NotSupported();
        }
        var found = aka.orElseThrow();
        var path = found.application();
        var state = numbers.getOrDefault(path, AkaState.FRESH);
        try (var live = key.get();
                var companion = live.companion()) {
            var judged =
                    Credential.with(
                            live,
                            companion,
                            found,
                            algorithm ->
                                    question.judge(
                                            new Authenticator(
                                                    algorithm, found.window(), Limits.STANDARD),
                                            state));
            remember(path, state, judged.state());
            return judged.answer();
        }
    }

    private void remember(FilePath path, @Nullable AkaState before, AkaState after)
            throws IOException {
        if (after.equals(before)) {
            return;
        }
        lease.cover(after.array().highest().seq());
        var next = new LinkedHashMap<>(numbers);
        next.put(path, after);
        memory.note(Part.SEQUENCE, PackageContents.sequence(next));
        numbers.put(path, after);
    }
}
