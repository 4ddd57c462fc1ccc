// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

import org.veritac.card.Secret;
import org.veritac.identity.Imsi;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.AuthenticationVector;
import org.veritac.subscription.aka.Auts;
import org.veritac.subscription.aka.Functions;
import org.veritac.subscription.aka.Milenage;
import org.veritac.subscription.aka.SequenceState;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A home network in memory: its subscribers, their keys and sequence numbers.
public final class HomeStation implements HomeNetwork {
    /// The bit that says "for E-UTRAN" (TS 33.102, annex H).
    private static final int AMF = 0x8000;

    private final AuthenticationCentre centre;
    private final SecureRandom random;
    private final Map<Imsi, Entry> entries = new ConcurrentHashMap<>();

    /// @param centre how vectors are made
    public HomeStation(AuthenticationCentre centre, SecureRandom random) {
        this.centre = centre;
        this.random = random;
    }

    /// One subscription.
    private static final class Entry {
        final Subscriber subscriber;
        final Functions functions;
        SequenceState state = SequenceState.FRESH;

        Entry(Subscriber subscriber, Functions functions) {
            this.subscriber = subscriber;
            this.functions = functions;
        }
    }

    /// Takes a subscription in.
    ///
    /// @param k Ki
    /// @param opc OPc
    public void add(Subscriber subscriber, Secret k, Secret opc) {
        add(subscriber, new Milenage(k, opc));
    }

    /// Takes a subscription in. A key set that it had before is barred from now on.
    ///
    /// @param functions with its keys
    public void add(Subscriber subscriber, Functions functions) {
        entries.put(subscriber.imsi(), new Entry(subscriber, functions));
    }

    /// Bars the key set of a subscription: no challenge is made with it any more.
    public void bar(Imsi imsi) {
        entries.remove(imsi);
    }

    @Override
    public Optional<Subscriber> find(Imsi imsi) {
        return Optional.ofNullable(entries.get(imsi)).map(entry -> entry.subscriber);
    }

    @Override
    public Optional<Challenge> challenge(Imsi imsi) {
        return Optional.ofNullable(entries.get(imsi)).map(this::challenge);
    }

    private Challenge challenge(Entry entry) {
        byte[] rand = new byte[org.veritac.subscription.aka.Challenge.BYTES];
        random.nextBytes(rand);
        synchronized (entry) {
            var generated =
                    centre.generate(
                            entry.functions,
                            entry.state,
                            new org.veritac.subscription.aka.Challenge(rand),
                            AMF);
            entry.state = generated.state();
            AuthenticationVector vector = generated.vector();
            return new Challenge(rand, vector.autn().bytes(), vector.keys().res());
        }
    }

    @Override
    public boolean resynchronise(Imsi imsi, Challenge challenge, byte[] token) {
        Entry entry = entries.get(imsi);
        if (entry == null || token.length != Auts.BYTES) {
            return false;
        }
        synchronized (entry) {
            Optional<SequenceState> state =
                    centre.resynchronise(
                            entry.functions,
                            entry.state,
                            new org.veritac.subscription.aka.Challenge(challenge.random()),
                            Auts.read(token));
            state.ifPresent(next -> entry.state = next);
            return state.isPresent();
        }
    }
}
