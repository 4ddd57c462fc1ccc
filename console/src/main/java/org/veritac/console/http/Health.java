// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import org.veritac.identity.Imei;
import org.veritac.register.Decider;
import org.veritac.register.EquipmentCheck;

import java.io.IOException;

/// Whether checks get answers, found out by asking one. Waits for nobody, so a long import does not
/// make a healthy register look ill.
public final class Health {
    /// No device has it, so the answer is of no matter.
    private static final EquipmentCheck PROBE = EquipmentCheck.of(new Imei(0));

    private final Decider register;
    private volatile boolean draining;

    /// @param register asked directly, so that the probe is in no figure
    public Health(Decider register) {
        this.register = register;
    }

    /// From here on the answer is that this server goes away, so that nobody sends it new work.
    public void drain() {
        draining = true;
    }

    /// How things are.
    sealed interface State {
        /// Checks are answered, as of a journal position.
        record Up(long position) implements State {}

        /// Checks are not answered.
        record Down(String why) implements State {}

        /// Checks are still answered, but not for long.
        record Draining() implements State {}
    }

    State now() {
        if (draining) {
            return new State.Draining();
        }
        try {
            return new State.Up(register.decide(PROBE).position());
        } catch (IOException e) {
            return new State.Down(String.valueOf(e.getMessage()));
        }
    }
}
