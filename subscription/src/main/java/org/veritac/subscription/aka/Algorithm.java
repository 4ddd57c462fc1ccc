// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

/// How a subscription answers a challenge: one algorithm with one subscriber's keys in it.
///
/// One thread at a time: an algorithm keeps its ciphers and its working state.
public sealed interface Algorithm extends AutoCloseable permits Functions, Comp128 {
    /// Answers a GSM network, which proves nothing (TS 33.102, clause 6.8.1.2; TS 51.011, clause
    /// 9.2.16).
    GsmKeys gsm(Challenge rand);

    /// Wipes the keys. Nothing can be asked afterwards. Doing it twice does nothing.
    ///
    /// Not promised: that no copy stays behind, see [org.veritac.card.Secret].
    @Override
    void close();
}
