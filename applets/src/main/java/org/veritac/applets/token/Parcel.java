// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

/// What the parts of the hand-over share.
final class Parcel {
    final State state;
    final Identity identity;
    final Tools tools;
    final Tap tap = new Tap();
    final Parts parts;
    final Manifests manifests;
    final Policy policy;
    final PairKey key;
    final Receipts receipts;

    Parcel(State state, Tools tools) {
        this.state = state;
        this.tools = tools;
        identity = new Identity(tools.ecdsa);
        parts = new Parts(state);
        manifests = new Manifests(parts, tools.sha256);
        policy = new Policy(state, identity.factory.id(), identity.operators);
        key = new PairKey(state, tap, tools.cmac, tools.sha256);
        receipts = new Receipts(state, identity, tap, tools);
    }

    /// Ends what a loss of power left half done, and what of secrets is over.
    void recover() {
        state.journal().recover();
        clean();
    }

    /// Overwrites what still shows secrets that are over.
    void clean() {
        if (state.memory()[State.DIRTY] != 0) {
            parts.wipeKeys();
            state.journal().forget();
            state.journal().writeByte(State.DIRTY, (byte) 0);
        }
    }
}
