// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;
import org.veritac.console.command.Desk;
import org.veritac.register.Outcome;
import org.veritac.register.policy.PolicyException;
import org.veritac.register.store.Register;

import java.io.IOException;
import java.nio.file.Path;

/// The configuration of a directory that nobody serves: only its policy can come into force.
final class OwnConfiguration implements Desk.Configuration {
    private final Register register;
    private final Path directory;

    OwnConfiguration(Register register, Path directory) {
        this.register = register;
        this.directory = directory;
    }

    @Override
    public Desk.Reloaded reload(@Nullable Path file, String who) throws IOException {
        Path path = file == null ? ConfigurationFile.usual(directory) : file;
        try {
            Outcome outcome = ConfigurationFile.read(path).apply(register, who);
            return new Desk.Reloaded(
                    outcome, "nothing is served; the section serve counts at the next start");
        } catch (PolicyException e) {
            return new Desk.Reloaded(new Outcome.Refused(String.valueOf(e.getMessage())), "");
        }
    }

    @Override
    public boolean isServing() {
        return false;
    }
}
