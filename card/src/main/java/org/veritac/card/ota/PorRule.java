// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Optional;

/// When a receiver answers with a proof of receipt (TS 102 225, clause 5.1.1, bits 1 and 2 of the
/// second octet).
public enum PorRule {
    NEVER(0b00),
    ALWAYS(0b01),
    ON_ERROR(0b10);

    final int bits;

    PorRule(int bits) {
        this.bits = bits;
    }

    static Optional<PorRule> ofBits(int twoBits) {
        for (PorRule rule : values()) {
            if (rule.bits == twoBits) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    boolean asksFor(Status status) {
        return switch (this) {
            case NEVER -> false;
            case ALWAYS -> true;
            case ON_ERROR -> status != Status.OK;
        };
    }
}
