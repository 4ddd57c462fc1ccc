// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.card.Secret;

/// A PIN or a PUK as it stands.
///
/// @param value eight bytes, padded with FF
/// @param triesMax how often it may be wrong, 1 to 15
/// @param triesLeft how often it may still be wrong; 0 is blocked
/// @param attributes of a PIN, see the constants
/// @param unblockedBy reference of its PUK, 0 for none
public record Code(Secret value, int triesMax, int triesLeft, int attributes, int unblockedBy) {
    public static final int BYTES = 8;
    public static final int TRIES_MAX = 15;

    /// It has to be presented.
    public static final int ENABLED = 1;

    /// It may be changed.
    public static final int CHANGEABLE = 2;

    /// It may be enabled and disabled.
    public static final int SWITCHABLE = 4;

    public Code {
        if (value.length() != BYTES) {
            throw new IllegalArgumentException("a code has eight bytes");
        }
        if (triesMax < 1 || triesMax > TRIES_MAX || triesLeft < 0 || triesLeft > TRIES_MAX) {
            throw new IllegalArgumentException("1 to 15 tries");
        }
    }

    boolean has(int attribute) {
        return (attributes & attribute) != 0;
    }

    boolean isBlocked() {
        return triesLeft == 0;
    }

    Code withTries(int left) {
        return new Code(value, triesMax, left, attributes, unblockedBy);
    }

    Code withAllTries() {
        return withTries(triesMax);
    }

    Code withValue(byte[] changed) {
        return new Code(Secret.of(changed), triesMax, triesMax, attributes, unblockedBy);
    }

    Code enabled(boolean on) {
        int changed = on ? attributes | ENABLED : attributes & ~ENABLED;
        return new Code(value, triesMax, triesLeft, changed, unblockedBy);
    }

    /// Whether two codes are the same in everything.
    boolean isSame(Code other) {
        return triesMax == other.triesMax
                && triesLeft == other.triesLeft
                && attributes == other.attributes
                && unblockedBy == other.unblockedBy
                && value.matches(other.value.copy());
    }
}
