// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import java.io.IOException;
import java.nio.file.Path;

/// What a full disk is called, whoever meets it first: SQLite, or who writes a file.
final class FullDisk {
    /// What the system says of a file; the JDK has no type for it.
    private static final String NO_SPACE = "No space left on device";

    private FullDisk() {}

    static IOException of(Path place, Exception cause) {
        return new IOException(
                "the disk that holds "
                        + place
                        + " is full: nothing was changed; free some space and repeat",
                cause);
    }

    /// The same failure in clear words, if it is one of a full disk and nothing was changed.
    static IOException explained(Path place, IOException failure) {
        String message = failure.getMessage();
        return message != null && message.contains(NO_SPACE) ? of(place, failure) : failure;
    }
}
