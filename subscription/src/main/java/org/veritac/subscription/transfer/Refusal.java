// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.apdu.StatusWord;

/// Why a token refuses. Few reasons, so that a stranger learns nothing from the difference.
public enum Refusal {
    /// Not in this state, not for this pair, not with this content, not by this policy: `6985`.
    CONDITIONS(0x6985),
    /// Not identified, or not a handset that this token serves: `6982`, the end of the channel.
    SECURITY(0x6982),
    /// No message of this interface: `6A80`.
    MALFORMED(0x6A80),
    /// Wrong PIN or unblocking key: `63Cx`, x tries left.
    WRONG_PIN(0x63C0),
    /// No tries left, or no PIN set: `6983`.
    PIN_BLOCKED(0x6983),
    /// No such receipt: `6A83`.
    NO_RECEIPT(0x6A83),
    /// No such instruction: `6D00`.
    UNKNOWN(0x6D00);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    StatusWord status(int tries) {
        return new StatusWord(status | (this == WRONG_PIN ? tries & 0xF : 0));
    }
}
