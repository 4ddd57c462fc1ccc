// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import java.util.Arrays;
import java.util.Optional;

/// Whether a certificate belongs to the lab or to production ("class", tag 80 in 53). Production
/// does not believe the lab.
public enum Grade {
    /// Test keys, test cards.
    LAB(1),
    /// Real ones.
    PRODUCTION(2);

    private final int value;

    Grade(int value) {
        this.value = value;
    }

    /// The byte on the wire.
    public int value() {
        return value;
    }

    static Optional<Grade> find(byte[] bytes) {
        return Arrays.stream(values())
                .filter(grade -> bytes.length == 1 && grade.value == bytes[0])
                .findFirst();
    }

    boolean believes(Grade other) {
        return this == LAB || other == PRODUCTION;
    }
}
