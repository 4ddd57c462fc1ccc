// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.aka.Algorithm;
import org.veritac.subscription.aka.Authenticator;
import org.veritac.subscription.aka.Authenticator.Answer;
import org.veritac.subscription.aka.Authenticator.Judged;
import org.veritac.subscription.aka.Autn;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Limits;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.NetworkAuthentication;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Answers networks with the keys of a profile, held in memory.
public final class SubscribedNetwork implements NetworkAuthentication, AutoCloseable {
    private final Profile profile;
    private final LongSupplier window;
    private final NumberKeeper keeper;
    private final Map<FilePath, Line> lines = new LinkedHashMap<>();

    /// Who remembers what an application has to remember.
    @FunctionalInterface
    public interface NumberKeeper {
        /// Stores a state so that it survives a power cut, whole or not at all.
        ///
        /// @throws IOException when that failed; nothing is answered then
        void keep(FilePath application, AkaState state) throws IOException;
    }

    /// An algorithm with keys in it, and what it remembers.
    private static final class Line {
        final Algorithm algorithm;
        final Authenticator authenticator;
        AkaState state;

        Line(AkaParameters parameters, AkaState state, Limits limits) {
            algorithm = parameters.algorithm();
            authenticator = new Authenticator(algorithm, parameters.window(), limits);
            this.state = state;
        }
    }

    /// @param window which window of the limits it is now
    public SubscribedNetwork(
            Subscription subscription, Limits limits, LongSupplier window, NumberKeeper keeper) {
        profile = subscription.profile();
        this.window = window;
        this.keeper = keeper;
        for (AkaParameters parameters : profile.aka()) {
            FilePath application = parameters.application();
            AkaState state = subscription.numbers(application);
            lines.put(application, new Line(parameters, state, limits));
        }
    }

    /// What each application remembers, by its directory.
    public Map<FilePath, AkaState> numbers() {
        var numbers = new LinkedHashMap<FilePath, AkaState>();
        lines.forEach((application, line) -> numbers.put(application, line.state));
        return numbers;
    }

    @Override
    public Answer umts(FilePath application, Challenge rand, Autn autn) throws IOException {
        Optional<FilePath> owner = owner(application);
        if (owner.isEmpty()) {
            return new Answer.NotSupported();
        }
        Line line = line(owner.get());
        return keep(
                owner.get(), line.authenticator.umts(rand, autn, line.state, window.getAsLong()));
    }

    @Override
    public Answer gsm(FilePath application, Challenge rand) throws IOException {
        Optional<FilePath> owner = owner(application);
        if (owner.isEmpty()) {
            return new Answer.NotSupported();
        }
        Line line = line(owner.get());
        return keep(owner.get(), line.authenticator.gsm(rand, line.state, window.getAsLong()));
    }

    private Optional<FilePath> owner(FilePath application) {
        return profile.akaOf(application).map(AkaParameters::application);
    }

    private Line line(FilePath owner) {
        Line line = lines.get(owner);
        if (line == null) {
            throw new AssertionError("each application with keys has a line");
        }
        return line;
    }

    private Answer keep(FilePath owner, Judged judged) throws IOException {
        Line line = line(owner);
        if (!judged.state().equals(line.state)) {
            keeper.keep(owner, judged.state());
            line.state = judged.state();
        }
        return judged.answer();
    }

    /// Wipes the keys.
    @Override
    public void close() {
        lines.values().forEach(line -> line.algorithm.close());
    }
}
