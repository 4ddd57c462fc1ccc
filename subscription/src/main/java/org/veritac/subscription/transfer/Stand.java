// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.Arrays;
import java.util.Optional;

/// How a token stands to the handset that asks, about the tid that it asks for.
public enum Stand {
    /// Asked about nothing: it is free.
    FREE(0),
    /// Asked about nothing: it has handed over, to whom is not said.
    LOCKED(1),
    /// This transfer was begun and is not handed over.
    PREPARED(2),
    /// This transfer is handed over.
    HANDED(3),
    /// This transfer is over for ever.
    RETIRED(4);

    private final int code;

    Stand(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<Stand> find(int code) {
        return Arrays.stream(values()).filter(stand -> stand.code == code).findFirst();
    }
}
