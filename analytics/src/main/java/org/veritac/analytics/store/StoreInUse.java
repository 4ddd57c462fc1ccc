// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// Another process, or another part of this one, has the store open.
public final class StoreInUse extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    StoreInUse(Path directory) {
        super(directory + " is in use by another process");
    }
}
