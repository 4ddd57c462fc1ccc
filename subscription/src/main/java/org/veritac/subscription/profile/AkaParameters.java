// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.veritac.card.Secret;
import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.aka.Algorithm;
import org.veritac.subscription.aka.Attempts;
import org.veritac.subscription.aka.Comp128;
import org.veritac.subscription.aka.Constants;
import org.veritac.subscription.aka.Milenage;
import org.veritac.subscription.aka.SequenceArray;
import org.veritac.subscription.aka.Tuak;
import org.veritac.subscription.aka.Xor;
import org.veritac.subscription.files.FilePath;

/// How one application authenticates: what a package says of its algorithm, keys and sequence
/// numbers.
///
/// @param application its directory
/// @param kind the algorithm and its options
/// @param k Ki
/// @param opc OPc or TOPc; 16 zeros or more where the algorithm has none
/// @param window which sequence numbers are fresh
/// @param array sequence numbers accepted at the outset
public record AkaParameters(
        FilePath application,
        Kind kind,
        Secret k,
        Secret opc,
        SequenceArray.Window window,
        SequenceArray array) {

    /// An algorithm with its options.
    public sealed interface Kind {
        /// Milenage.
        ///
        /// @param constants the standard's, or an operator's
        record OfMilenage(Constants constants) implements Kind {}

        record OfTuak(Tuak.Lengths lengths, int iterations) implements Kind {}

        /// The test algorithm.
        ///
        /// @param resBytes length of RES
        record OfXor(int resBytes) implements Kind {}

        record OfComp128(Comp128.Version version) implements Kind {}
    }

    /// The algorithm with its keys in it, which the caller closes.
    public Algorithm algorithm() {
        return switch (kind) {
            case Kind.OfMilenage(var constants) -> new Milenage(k, opc, constants);
            case Kind.OfTuak(var lengths, var iterations) -> new Tuak(k, opc, lengths, iterations);
            case Kind.OfXor(var resBytes) -> new Xor(k, resBytes);
            case Kind.OfComp128(var version) -> new Comp128(version, k);
        };
    }

    /// What to remember at the outset.
    public AkaState state() {
        return new AkaState(array, Attempts.NONE);
    }
}
