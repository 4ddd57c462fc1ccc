// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import org.veritac.register.store.Register;
import org.veritac.register.store.World;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/// A register for a test.
final class Opened {
    private Opened() {}

    static Register in(Path folder) throws IOException {
        return Register.open(
                folder.resolve("data"),
                new World(Clock.systemUTC(), new SecureRandom(), Runnable::run));
    }
}
