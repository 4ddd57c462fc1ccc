// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import java.util.Optional;

/// What TIMER MANAGEMENT does (TS 102 223, clause 8.6).
public enum TimerAction {
    START(0x00),
    DEACTIVATE(0x01),
    CURRENT_VALUE(0x02);

    private final int qualifier;

    TimerAction(int qualifier) {
        this.qualifier = qualifier;
    }

    int qualifier() {
        return qualifier;
    }

    static Optional<TimerAction> ofQualifier(int qualifier) {
        for (TimerAction action : values()) {
            if (action.qualifier == qualifier) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
