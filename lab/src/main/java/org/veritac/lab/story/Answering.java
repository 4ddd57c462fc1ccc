// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;

import java.io.IOException;

/// Whoever may hold a subscription: a token or a phone. Which of them is the active copy is found
/// out by asking.
interface Answering {
    String name();

    /// Its SIM, as the radio of a phone has it.
    CardLink sim() throws IOException;
}
