// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.apdu.ResponseApdu;
import org.veritac.card.apdu.StatusWord;

/// What came of a command inside a channel.
public sealed interface Outcome {
    /// The card answered, and the answer is protected as the channel's level says.
    ///
    /// @param response in clear, with 9000, 62xx or 63xx; at a level without R-MAC with any status
    ///   word
    record Answer(ResponseApdu response) implements Outcome {}

    /// A status word without a MAC, as SCP03 has it for errors. Nobody proved that the card said
    /// it. After 6982 and 6988 the channel is closed, as it is in the card.
    record Refused(StatusWord status) implements Outcome {}

    /// The answer is not what the card said in this channel, or the channel was closed before. It
    /// stays so.
    record Broken(Breach breach) implements Outcome {}

    /// What a broken channel was broken by.
    enum Breach {
        /// No or another MAC: somebody changed, replayed or swapped an answer, or left its MAC out.
        RESPONSE_MAC,
        /// Authentic, but not padded: the card is at fault.
        RESPONSE_PADDING,
        /// An error with data, which no MAC protects.
        DATA_WITHOUT_MAC,
        /// The channel was closed or broken before.
        CLOSED
    }
}
