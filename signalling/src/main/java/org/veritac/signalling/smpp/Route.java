// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

/// The way to one destination.
interface Route {
    /// One attempt, which may take its time.
    Attempt attempt(Stored stored) throws InterruptedException;

    /// How many attempts may run beside each other.
    int width();

    /// How an attempt ended.
    enum Attempt {
        DELIVERED,
        LATER,
        NEVER
    }
}
