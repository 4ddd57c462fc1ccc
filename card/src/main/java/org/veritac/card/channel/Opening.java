// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.apdu.StatusWord;

/// What came of opening a channel.
public sealed interface Opening {
    /// Both sides proved who they are; in SCP11b only the card did.
    record Open(SecureLink link) implements Opening {}

    /// The card ended it with a status word.
    record Refused(Step step, StatusWord status) implements Opening {}

    /// The host ended it.
    record Distrusted(Distrust reason) implements Opening {}

    /// What was asked of the card when it refused.
    enum Step {
        /// SCP03, the challenge.
        INITIALIZE_UPDATE,
        /// SCP03, the host's cryptogram.
        EXTERNAL_AUTHENTICATE,
        /// SCP11, the card's certificate.
        GET_DATA,
        /// SCP11a, the host's certificates.
        PERFORM_SECURITY_OPERATION,
        /// SCP11a.
        MUTUAL_AUTHENTICATE,
        /// SCP11b.
        INTERNAL_AUTHENTICATE,
        /// A fresh agreement inside a channel.
        RENEW
    }
}
