// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

/// What became of a call.
public enum Call {
    CONNECTED,
    /// The operator's module does not allow it.
    BARRED_BY_CARD,
    /// The network does not allow it.
    REFUSED,
    /// The phone has no service.
    NO_SERVICE
}
