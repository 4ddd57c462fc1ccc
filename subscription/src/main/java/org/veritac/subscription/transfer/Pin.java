// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// A token's PIN and what unblocks it. A try is taken away, and kept so, before anything is
/// compared.
///
/// @param pin 4 to 8 digits; nothing before the first was set
/// @param tries left for the PIN, 0 to 3
/// @param puk 8 digits, from the factory
/// @param pukTries left for it, 0 to 10
public record Pin(Octets pin, int tries, Octets puk, int pukTries) {
    /// Wrong PINs until it is blocked.
    public static final int TRIES_MAX = 3;

    /// Wrong unblocking keys until the token is dead for loads.
    public static final int PUK_TRIES_MAX = 10;

    /// As the factory leaves it: no PIN, which counts as blocked.
    public static Pin unset(Octets puk) {
        return new Pin(Octets.NONE, 0, puk, PUK_TRIES_MAX);
    }

    boolean isBlocked() {
        return tries == 0 || pin.isEmpty();
    }

    Pin tried() {
        return new Pin(pin, tries - 1, puk, pukTries);
    }

    Pin pukTried() {
        return new Pin(pin, tries, puk, pukTries - 1);
    }

    Pin good() {
        return new Pin(pin, TRIES_MAX, puk, pukTries);
    }

    Pin with(Octets next) {
        return new Pin(next, TRIES_MAX, puk, PUK_TRIES_MAX);
    }
}
