// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

/// What a USIM answers to a challenge (TS 31.102, clause 7.1.2).
public sealed interface Authentication {
    /// The network is authentic and the number fresh.
    ///
    /// @param keys RES, CK and IK
    /// @param array to be stored before the response is given out
    record Success(SessionKeys keys, SequenceArray array) implements Authentication {}

    /// The network is authentic, but the number is not fresh.
    record SynchronisationFailure(Auts auts) implements Authentication {}

    /// Nothing that proves the network: nothing is told (98 62).
    record MacFailure() implements Authentication {}
}
