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

/// The configuration of a running `serve`.
final class LiveConfiguration implements Desk.Configuration {
    private final Register register;
    private final Networks networks;
    private final Path usual;

    LiveConfiguration(Register register, Networks networks, Path usual) {
        this.register = register;
        this.networks = networks;
        this.usual = usual;
    }

    @Override
    public Desk.Reloaded reload(@Nullable Path file, String who) throws IOException {
        try {
            ConfigurationFile read = ConfigurationFile.read(file == null ? usual : file);
            Outcome outcome = read.apply(register, who);
            if (outcome instanceof Outcome.Refused) {
                return new Desk.Reloaded(outcome, "");
            }
            networks.rules(read.settings().diameter().rules());
            return new Desk.Reloaded(
                    outcome,
                    "who may connect over Diameter is as the file says; other settings of serve"
                            + " count at the next start");
        } catch (PolicyException e) {
            return new Desk.Reloaded(new Outcome.Refused(String.valueOf(e.getMessage())), "");
        }
    }

    @Override
    public boolean isServing() {
        return true;
    }
}
