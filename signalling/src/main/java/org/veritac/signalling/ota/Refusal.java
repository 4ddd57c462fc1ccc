// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

/// Why something that came in was not taken. The sender is never told.
public enum Refusal {
    /// No secured packet, or none with a legible header.
    FOREIGN,
    /// Nobody with a card has the sender's number.
    UNKNOWN_SENDER,
    /// No keys of those who may have the number verify it, or it is protected less than agreed.
    NOT_AUTHENTIC,
    /// Authentic, but its counter was used before.
    REPLAYED,
    /// Authentic, but for another application.
    OTHER_APPLICATION,
    /// Authentic, but no report.
    NO_REPORT,
    /// Authentic, but the report names another IMSI than the card has.
    OTHER_SUBSCRIBER,
    /// A proof of receipt that nobody awaits, or of other keys.
    UNEXPECTED_RESPONSE
}
