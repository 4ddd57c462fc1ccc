// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import org.jspecify.annotations.Nullable;
import org.veritac.card.Secret;

/// What opens an archive: the key of a token and a handset, the owner's PIN, or either.
///
/// A PIN of a few digits holds only while the archive lies where nobody tries all of them; the
/// pair's key is the protection, the PIN is for who lost the pair.
public final class ArchiveKeys {
    /// The fewest bytes of a pair's key.
    public static final int PAIR_BYTES_MIN = 16;

    private final @Nullable Secret pair;
    private final @Nullable Secret pin;

    private ArchiveKeys(@Nullable Secret pair, @Nullable Secret pin) {
        this.pair = pair;
        this.pin = pin;
    }

    /// The key of the pair alone, 16 bytes or more, which the caller closes.
    public static ArchiveKeys ofPair(Secret pair) {
        if (pair.length() < PAIR_BYTES_MIN) {
            throw new IllegalArgumentException("a key of a pair has 16 bytes or more");
        }
        return new ArchiveKeys(pair, null);
    }

    /// The owner's PIN alone, in ASCII digits, which the caller closes.
    public static ArchiveKeys ofPin(Secret pin) {
        return new ArchiveKeys(null, pin);
    }

    /// The owner's PIN as a second way in.
    public ArchiveKeys orPin(Secret second) {
        return new ArchiveKeys(pair, second);
    }

    @Nullable Secret of(Slot.Kind kind) {
        return switch (kind) {
            case PAIR -> pair;
            case PIN -> pin;
        };
    }
}
