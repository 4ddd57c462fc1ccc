// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import java.io.IOException;

/// A change would take more room than the register has. Thrown before anything is written; the
/// message is for the person who asked.
final class TooMany extends IOException {
    private static final long serialVersionUID = 1;

    TooMany(String why) {
        super(why);
    }
}
