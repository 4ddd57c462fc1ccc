// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

import org.veritac.identity.Imsi;

import java.util.Optional;

/// Where challenges for subscribers come from (TS 33.102, clause 6.3).
public interface Challenges {
    /// A fresh challenge.
    ///
    /// @return empty when nobody has this subscription
    Optional<Challenge> next(Imsi imsi);

    /// Believes a card's token of synchronisation failure, if it is authentic.
    ///
    /// @return whether it was
    boolean resynchronise(Imsi imsi, Challenge challenge, byte[] token);
}
