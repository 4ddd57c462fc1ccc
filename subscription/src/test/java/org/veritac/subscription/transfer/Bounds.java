// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// How far a search goes.
///
/// @param tokens 1 or 2
/// @param handsets 1 or 2
/// @param transfers how many tids are drawn, of all tokens together
/// @param attempts how often a handset begins to return within one transfer
/// @param challenges how many different challenges the network makes; each may be replayed
/// @param items how many personal items users make
/// @param orders whether the operator reclaims and terminates
record Bounds(
        int tokens,
        int handsets,
        int transfers,
        int attempts,
        int challenges,
        int items,
        boolean orders) {}
