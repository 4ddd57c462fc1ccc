// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// Where a handset stands. Only in ACTIVE it answers the network.
public enum HandsetPhase {
    EMPTY,
    /// The package is stored whole; its keys cannot be opened yet.
    STAGED,
    ACTIVE,
    /// The keys are destroyed; the token has not said yet that it knows.
    RELEASED
}
