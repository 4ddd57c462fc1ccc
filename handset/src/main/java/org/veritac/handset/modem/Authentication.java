// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

/// What a USIM says to a challenge (TS 31.102, clause 7.1.2).
sealed interface Authentication {
    /// It knows the network; the answer to the challenge.
    record Done(Octets response) implements Authentication {}

    /// It has seen a later challenge; its token to put the network right.
    record Behind(Octets token) implements Authentication {}

    /// The challenge is not of its network.
    record Forged() implements Authentication {}

    /// It answers no challenge now.
    ///
    /// @param status its status word
    record Closed(int status) implements Authentication {}
}
