// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

import org.veritac.identity.Imsi;

import java.util.Optional;

/// Who knows the subscribers and their keys: home subscriber server and authentication centre (TS
/// 33.102, clause 6.3).
public interface HomeNetwork {
    /// Whose this subscription is; empty when nobody has it.
    Optional<Subscriber> find(Imsi imsi);

    /// A fresh challenge; empty when nobody has this subscription.
    Optional<Challenge> challenge(Imsi imsi);

    /// Believes a card's token of synchronisation failure, if it is authentic.
    ///
    /// @return whether it was
    boolean resynchronise(Imsi imsi, Challenge challenge, byte[] token);
}
