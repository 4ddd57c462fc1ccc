// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import java.io.IOException;
import java.nio.file.Path;

/// Another process has the directory of a register: a `serve`, or a command that runs now.
public final class DirectoryInUse extends IOException {
    private static final long serialVersionUID = 1;

    DirectoryInUse(Path directory) {
        super(
                directory
                        + " is in use by another process; if that is not a serve, wait for it to"
                        + " end");
    }
}
