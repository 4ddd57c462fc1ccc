// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import java.security.MessageDigest;

/// The card's part of authentication (TS 33.102, clause 6.3.3).
public final class Usim {
    private final Functions functions;
    private final SequenceArray.Window window;

    public Usim(Functions functions, SequenceArray.Window window) {
        this.functions = functions;
        this.window = window;
    }

    /// Judges a challenge: first who sent it, then whether it is fresh.
    public Authentication authenticate(Challenge rand, Autn autn, SequenceArray array) {
        Functions.Derived derived = functions.f2345(rand.block());
        var sqn = new Sqn(autn.concealedSqn() ^ derived.ak());
        long mac = functions.f1(rand.block(), sqn, autn.amf()).macA();
        if (!areEqual(mac, autn.mac())) {
            return new Authentication.MacFailure();
        }
        boolean fresh =
                array.accepts(sqn, window) && !functions.asksForResynchronisation(autn.amf());
        return fresh
                ? new Authentication.Success(derived.keys(), array.with(sqn))
                : new Authentication.SynchronisationFailure(auts(rand, array.highest()));
    }

    private Auts auts(Challenge rand, Sqn highest) {
        long mac = functions.f1(rand.block(), highest, AuthenticationCentre.AMF_OF_AUTS).macS();
        return new Auts(highest.xor(functions.f5Star(rand.block())), mac);
    }

    static boolean areEqual(long calculated, long received) {
        return MessageDigest.isEqual(Milenage.bytes(calculated), Milenage.bytes(received));
    }
}
