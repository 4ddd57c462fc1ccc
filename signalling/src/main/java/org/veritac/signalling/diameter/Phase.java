// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// What part of its life a connection is in.
enum Phase {
    /// The peer has not said who it is.
    GREETING,
    /// Requests are answered.
    OPEN,
    /// One side has said goodbye; what is on its way is still answered.
    CLOSING,
    /// All is said; what comes is read past until the peer closes.
    SILENT,
    CLOSED
}
