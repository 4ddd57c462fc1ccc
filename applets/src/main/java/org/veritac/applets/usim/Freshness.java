// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

/// Which sequence numbers are new to a USIM (TS 33.102, Annex C).
public interface Freshness {
    /// Whether this SQN may be accepted; changes nothing.
    boolean isFresh(byte[] sqn, short off);

    /// Keeps an SQN found fresh. After this, and never before, its RES may be given out.
    void accept(byte[] sqn, short off);

    /// SQN_MS for a resynchronisation: the highest that was accepted.
    void highest(byte[] out, short outOff);
}
