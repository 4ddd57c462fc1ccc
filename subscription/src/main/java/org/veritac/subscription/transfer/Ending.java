// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// How a tap, or another event, ended for a handset.
public enum Ending {
    /// The handset is active.
    LOADED,
    /// The subscription is back on its token, the handset is empty.
    RETURNED,
    /// The token says that the transfer is over, so the handset is empty; after a reclaim personal
    /// data are still there.
    RETIRED,
    /// An operator's order ended the subscription.
    TERMINATED,
    /// The user dropped it.
    DROPPED,
    /// Nothing was to be done.
    NOTHING_TO_DO,
    /// The handset has the subscription of another token, and is locked.
    OTHER_TOKEN,
    /// The token has handed over to another handset.
    TOKEN_LOCKED,
    /// The token refused.
    TOKEN_REFUSED,
    /// Binding, list, policy or MAC: this token is not believed.
    NOT_BELIEVED,
    /// The answer was not what was asked for.
    MALFORMED,
    /// The PIN was wrong.
    WRONG_PIN,
    /// The PIN is blocked, or was never set.
    PIN_BLOCKED,
    /// The codes differ, says the user.
    CODES_DIFFER,
    /// What came is not what the manifest says.
    DAMAGED,
    /// The handset was loaded from as many tokens as it remembers.
    TOO_MANY_TOKENS,
    /// The order is none for this handset, or not signed.
    ORDER_REFUSED,
    /// The handset is locked: only its token takes the subscription back.
    HANDSET_LOCKED,
    /// The channel was cut.
    CUT
}
