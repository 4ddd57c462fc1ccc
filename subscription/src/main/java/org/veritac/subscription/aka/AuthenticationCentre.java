// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import java.util.Optional;

/// The home network's part of authentication (TS 33.102, clauses 6.3.2 and 6.3.5), for any
/// subscriber whose functions and state it is given.
public final class AuthenticationCentre {
    /// In AUTS the management field is all zeros (clause 6.3.3).
    static final int AMF_OF_AUTS = 0;

    private final SequenceRule rule;

    public AuthenticationCentre(SequenceRule rule) {
        this.rule = rule;
    }

    /// A vector, and the state to store before it is given out.
    public record Generated(AuthenticationVector vector, SequenceState state) {}

    /// Makes the next vector of a subscriber.
    ///
    /// @param rand never used before
    /// @param amf 16 bits
    public Generated generate(Functions functions, SequenceState state, Challenge rand, int amf) {
        SequenceState next = rule.next(state);
        return new Generated(vector(functions, next.last(), rand, amf), next);
    }

    static AuthenticationVector vector(Functions functions, Sqn sqn, Challenge rand, int amf) {
        Functions.Derived derived = functions.f2345(rand.block());
        long mac = functions.f1(rand.block(), sqn, amf).macA();
        return new AuthenticationVector(
                rand, new Autn(sqn.xor(derived.ak()), amf, mac), derived.keys());
    }

    /// Takes a USIM's request for resynchronisation.
    ///
    /// @param rand the challenge it refused
    /// @return the state to store, from which the next vector is made; empty when the USIM did not
    ///   make this request, and nothing may change
    public Optional<SequenceState> resynchronise(
            Functions functions, SequenceState state, Challenge rand, Auts auts) {
        var ofUsim = new Sqn(auts.concealedSqn() ^ functions.f5Star(rand.block()));
        long mac = functions.f1(rand.block(), ofUsim, AMF_OF_AUTS).macS();
        return Usim.areEqual(mac, auts.mac())
                ? Optional.of(rule.resynchronised(state, ofUsim))
                : Optional.empty();
    }
}
