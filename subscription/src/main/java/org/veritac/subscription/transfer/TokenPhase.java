// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// Where a token stands. Only in the first two it may answer the network itself.
public enum TokenPhase {
    FREE,
    /// Begun; another beginning takes its place.
    PREPARED,
    /// Handed over: it transfers nothing and answers no network.
    HANDED
}
