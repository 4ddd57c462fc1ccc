// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import java.util.Arrays;
import java.util.Optional;

/// Octets that do not change.
final class Octets {
    private final byte[] value;

    private Octets(byte[] value) {
        this.value = value;
    }

    static Octets of(byte[] value) {
        return new Octets(value.clone());
    }

    byte[] value() {
        return value.clone();
    }

    /// The value that stands behind its length in these octets; empty when it is cut off.
    static Optional<Octets> behindLength(byte[] octets, int at) {
        if (at >= octets.length || at + 1 + (octets[at] & 0xFF) > octets.length) {
            return Optional.empty();
        }
        return Optional.of(
                new Octets(Arrays.copyOfRange(octets, at + 1, at + 1 + (octets[at] & 0xFF))));
    }
}
