// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import java.util.Optional;

/// What a personal item is.
public enum Kind {
    /// The phone book, or part of it: vCard text.
    CONTACTS('C'),
    /// A short message: a record of EF.SMS, 176 bytes ([ShortMessage]).
    SHORT_MESSAGE('S'),
    /// A multimedia message: its multipart bytes.
    MULTIMEDIA_MESSAGE('M'),
    /// A photo.
    PHOTO('P');

    private final char letter;

    Kind(char letter) {
        this.letter = letter;
    }

    byte letter() {
        return (byte) letter;
    }

    static Optional<Kind> of(byte letter) {
        for (Kind kind : values()) {
            if (kind.letter == letter) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
