// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

/// The functions f1 to f5, f1* and f5* of one subscriber (TS 33.102, clause 6.3.2), by whichever
/// algorithm.
public abstract sealed class Functions implements Algorithm permits Milenage, Tuak, Xor {
    Functions() {}

    /// Eight bytes that authenticate a challenge: f1 for the network, f1* for a USIM that asks for
    /// resynchronisation.
    ///
    /// @param macA f1
    /// @param macS f1*
    record Macs(long macA, long macS) {}

    abstract Macs f1(Block rand, Sqn sqn, int amf);

    /// What f2 to f5 make of a challenge.
    ///
    /// @param keys f2, f3 and f4
    /// @param ak f5
    record Derived(SessionKeys keys, long ak) {}

    abstract Derived f2345(Block rand);

    /// f5*: the anonymity key for a USIM's own number.
    abstract long f5Star(Block rand);

    /// Whether the network asks, by this value of AMF, for a resynchronisation in any case.
    boolean asksForResynchronisation(int amf) {
        return false;
    }

    @Override
    public final GsmKeys gsm(Challenge rand) {
        return f2345(rand.block()).keys().gsm();
    }
}
