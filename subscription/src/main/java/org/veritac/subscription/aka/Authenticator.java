// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

/// A subscription that is asked: algorithm, freshness and limits in one. Pure: what has to be
/// remembered goes in and comes out.
public final class Authenticator {
    private final Algorithm algorithm;
    private final SequenceArray.Window window;
    private final Limits limits;

    /// @param window which sequence numbers are fresh; of no matter with COMP128
    public Authenticator(Algorithm algorithm, SequenceArray.Window window, Limits limits) {
        this.algorithm = algorithm;
        this.window = window;
        this.limits = limits;
    }

    /// What a subscription answers.
    public sealed interface Answer {
        /// To an authentic and fresh challenge.
        record Umts(SessionKeys keys) implements Answer {}

        /// To an authentic challenge that is not fresh.
        record Synchronisation(Auts auts) implements Answer {}

        /// To a GSM challenge.
        record Gsm(GsmKeys keys) implements Answer {}

        /// Nothing proves the network.
        record MacFailure() implements Answer {}

        /// A limit is reached; nothing was computed.
        record Exhausted() implements Answer {}

        /// The algorithm knows no authentication of the network.
        record NotSupported() implements Answer {}
    }

    /// An answer, and what is to be stored before it is given out.
    public record Judged(Answer answer, AkaState state) {}

    /// AUTHENTICATE in 3G context (TS 31.102, clause 7.1.2.1).
    ///
    /// @param now the window of [Limits] it happens in
    public Judged umts(Challenge rand, Autn autn, AkaState state, long now) {
        Attempts attempts = state.attempts().in(now);
        return switch (algorithm) {
            case Comp128 _ -> new Judged(new Answer.NotSupported(), state);
            case Functions _ when !attempts.allowsAuthentication(limits) ->
                    new Judged(new Answer.Exhausted(), state);
            case Functions functions ->
                    judged(
                            new Usim(functions, window).authenticate(rand, autn, state.array()),
                            new AkaState(state.array(), attempts));
        };
    }

    private static Judged judged(Authentication authentication, AkaState state) {
        var failed = new AkaState(state.array(), state.attempts().withFailure());
        return switch (authentication) {
            case Authentication.Success(var keys, var array) ->
                    new Judged(new Answer.Umts(keys), new AkaState(array, state.attempts()));
            case Authentication.SynchronisationFailure(var auts) ->
                    new Judged(new Answer.Synchronisation(auts), failed);
            case Authentication.MacFailure() -> new Judged(new Answer.MacFailure(), failed);
        };
    }

    /// AUTHENTICATE in GSM context (TS 31.102, clause 7.1.2.2) and RUN GSM ALGORITHM (TS 51.011,
    /// clause 9.2.16).
    ///
    /// @param now the window of [Limits] it happens in
    public Judged gsm(Challenge rand, AkaState state, long now) {
        Attempts attempts = state.attempts().in(now);
        if (!attempts.allowsGsm(limits)) {
            return new Judged(new Answer.Exhausted(), state);
        }
        return new Judged(
                new Answer.Gsm(algorithm.gsm(rand)),
                new AkaState(state.array(), attempts.withGsm()));
    }
}
