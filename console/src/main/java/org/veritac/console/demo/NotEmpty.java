// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.demo;

import java.io.IOException;

/// The register that was to be filled has content already. The message says what to do.
public final class NotEmpty extends IOException {
    private static final long serialVersionUID = 1;

    NotEmpty() {
        super(
                "this register is not empty, and the demo fills only an empty one; start without"
                        + " --demo to use it as it is, or with --data and a new folder");
    }
}
